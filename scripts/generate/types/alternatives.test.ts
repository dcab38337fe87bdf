import { expect, test } from "vitest";
import type { Schema } from "../../specs/openapi.ts";
import { documentWith, writeTypes } from "./document-with.test-support.ts";

test("alternatives in `required` become a union", async () => {
  const properties = { id: { type: "string" }, link: { type: "string" }, caption: { type: "string" } };
  const anyOf = [{ required: ["id"] }, { required: ["link"] }];
  const types = await writeTypes(documentWith({ Media: { type: "object", properties, anyOf } }));
  expect(types.replaceAll(/\s+/g, " ")).toContain(
    "export type Media = { id: string; link?: string; caption?: string; } | { id?: string; link: string; caption?: string; };",
  );
});

test("exclusive alternatives in `required` forbid each other", async () => {
  const properties = { id: { type: "string" }, name: { type: "string" } };
  const oneOf: Schema[] = [
    { required: ["id"] },
    { title: "By name", required: ["name"], properties: { name: { type: "string" } } },
  ];
  const types = await writeTypes(documentWith({ Flow: { type: "object", properties, oneOf } }));
  expect(types.replaceAll(/\s+/g, " ")).toContain(
    "export type Flow = { id: string; name?: never; } | { id?: never; name: string; };",
  );
});

test("a discriminator adds nothing to constants that narrow", async () => {
  const Poem = { type: "object", required: ["kind"], properties: { kind: { const: "poem" } } } as Schema;
  const Book: Schema = { oneOf: [{ $ref: "#/components/schemas/Poem" }], discriminator: { propertyName: "kind" } };
  const types = await writeTypes(documentWith({ Poem, Book }));
  expect(types).toContain("export type Book = Poem;");
  expect(types).toContain('kind: "poem";');
});
