import { expect, test } from "vitest";
import { parametersOf, type Schema } from "../../specs/openapi.ts";
import { documentWith, writeTypes } from "./document-with.test-support.ts";
import { referTo as ref } from "./references.ts";

const listOf = (items: Schema): Schema => ({ type: "array", items });
const objectOf = (properties: Record<string, Schema>): Schema => ({ type: "object", properties });
const text: Schema = { type: "string" };

/** The types of an operation that sends `Save` and returns `Shelf`. */
async function typesWith(schemas: Record<string, Schema>): Promise<string> {
  const post = {
    operationId: "saveBook",
    parameters: [{ name: "tags", in: "query", schema: listOf(text) }],
    requestBody: { required: true, content: { "application/json": { schema: ref("Save") } } },
    responses: { 200: { content: { "application/json": { schema: ref("Shelf") } } } },
  };
  const document = documentWith(schemas, { "/books": { post } });
  expect(parametersOf(document, {}, post)).toHaveLength(1);
  return (await writeTypes(document)).replaceAll(/\s+/g, " ");
}

test("lists that are sent are read-only, wherever they are, and lists that come back are not", async () => {
  const types = await typesWith({
    Save: objectOf({ names: listOf(text), pairs: listOf(listOf(text)), author: ref("Author") }),
    Author: objectOf({ born: objectOf({ places: listOf({ anyOf: [text, { type: "integer" }] }) }) }),
    Shelf: objectOf({ books: listOf(ref("Book")) }),
    Book: objectOf({ names: listOf(text) }),
  });
  expect(types).toContain("export interface Save { names?: readonly string[]; pairs?: readonly (readonly string[])[];");
  expect(types).toContain("places?: readonly (string | number)[];");
  expect(types).toContain("export interface SaveBookParameters { tags?: readonly string[]; }");
  expect(types).toContain("export interface Shelf { books?: Book[]; }");
  expect(types).toContain("export interface Book { names?: string[]; }");
});

test("a schema that is sent and comes back is read-only in both", async () => {
  const types = await typesWith({
    Save: objectOf({ book: ref("Book") }),
    Shelf: objectOf({ books: listOf(ref("Book")) }),
    Book: objectOf({ names: listOf(text) }),
  });
  expect(types).toContain("export interface Book { names?: readonly string[]; }");
  expect(types).toContain("export interface Shelf { books?: Book[]; }");
});

test("schemas that refer to each other end", async () => {
  const types = await typesWith({
    Save: objectOf({ next: listOf(ref("Save")) }),
    Shelf: objectOf({ up: listOf(ref("Shelf")) }),
  });
  expect(types).toContain("export interface Save { next?: readonly Save[]; }");
  expect(types).toContain("export interface Shelf { up?: Shelf[]; }");
});
