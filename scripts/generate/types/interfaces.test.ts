import { expect, test } from "vitest";
import type { Schema } from "../../specs/openapi.ts";
import { documentWith, writeTypes } from "./document-with.test-support.ts";
import { referTo as ref } from "./references.ts";

const objectOf = (...names: string[]): Schema => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});

test.each<[what: string, schemas: Record<string, Schema>, written: string]>([
  ["an object", { Novel: objectOf("pages") }, "export interface Novel { pages?: string; }"],
  [
    "an object that extends one",
    { Novel: { allOf: [ref("Book"), objectOf("pages")] } },
    "export interface Novel extends Book { pages?: string; }",
  ],
  [
    "an object that extends two",
    { Novel: { allOf: [ref("Book"), ref("Text")] } },
    "export interface Novel extends Book, Text { }",
  ],
  [
    "an object that extends one that extends one",
    { Tale: { allOf: [ref("Book"), objectOf("a")] }, Novel: { allOf: [ref("Tale"), objectOf("b")] } },
    "export interface Novel extends Tale { b?: string; }",
  ],
  [
    "its own properties in two parts",
    { Novel: { allOf: [objectOf("a"), ref("Book"), objectOf("b")] } },
    "export interface Novel extends Book { a?: string; b?: string; }",
  ],
])("%s is an interface", async (_, schemas, written) => {
  const types = await writeTypes(documentWith({ Book: objectOf("title"), Text: objectOf("words"), ...schemas }));
  expect(types.replaceAll(/\s+/g, " ")).toContain(written);
});

test.each<[what: string, Novel: Schema, written: string]>([
  ["a string", { type: "string" }, "export type Novel = string;"],
  ["a union", { anyOf: [ref("Book"), ref("Text")] }, "export type Novel = Book | Text;"],
  [
    "an object that extends a union",
    { allOf: [ref("Either"), objectOf("pages")] },
    "export type Novel = Either & { pages?: string; };",
  ],
  [
    "an object with a property in two parts, which an interface has once",
    { allOf: [objectOf("title", "pages"), { ...objectOf("title"), required: ["title"] }] },
    "export type Novel = { title?: string; pages?: string; } & { title: string; };",
  ],
])("%s is a type", async (_, Novel, written) => {
  const Either: Schema = { anyOf: [ref("Book"), ref("Text")] };
  const types = await writeTypes(documentWith({ Book: objectOf("title"), Text: objectOf("words"), Either, Novel }));
  expect(types.replaceAll(/\s+/g, " ")).toContain(written);
});

test("an interface keeps its description", async () => {
  const Novel: Schema = { description: "A long text", allOf: [ref("Book"), objectOf("pages")] };
  expect(await writeTypes(documentWith({ Book: objectOf("title"), Novel }))).toContain(
    "/** A long text */\nexport interface Novel extends Book {",
  );
});
