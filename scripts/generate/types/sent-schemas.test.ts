import { describe, expect, test } from "vitest";
import type { Schema } from "../../specs/openapi.ts";
import { SpecError } from "../../specs/spec-error.ts";
import { documentWith, writeTypes } from "./document-with.test-support.ts";
import { referTo as ref } from "./references.ts";
import { constantsOf } from "./sent-schemas.ts";

const constant = (name: string, value: string, ...others: string[]): Schema => ({
  type: "object",
  required: [name, ...others],
  properties: { [name]: { const: value }, ...Object.fromEntries(others.map((other) => [other, { type: "string" }])) },
});
const product = constant("product", "book");

describe("constants are", () => {
  test.each<[where: string, schema: Schema, found: object]>([
    ["required at the top", product, { product: "book" }],
    ["enums of one value", { required: ["kind"], properties: { kind: { enum: ["book"] } } }, { kind: "book" }],
    ["behind a reference", ref("Product"), { product: "book" }],
    ["in a part", { allOf: [ref("Product"), constant("kind", "new")] }, { product: "book", kind: "new" }],
    ["in all branches", { anyOf: [product, { allOf: [product] }] }, { product: "book" }],
    [
      "in branches and beside them",
      { ...constant("kind", "new"), oneOf: [product, product] },
      { product: "book", kind: "new" },
    ],
  ])("%s", (_, schema, found) => {
    expect(Object.fromEntries(constantsOf(documentWith({ Product: product }), schema))).toEqual(found);
  });

  test.each<[what: string, schema: Schema]>([
    ["what is not required", { ...product, required: [] }],
    ["enums of several values", { required: ["kind"], properties: { kind: { enum: ["a", "b"] } } }],
    ["numbers", { required: ["kind"], properties: { kind: { const: 1 } } }],
    ["other values in other branches", { anyOf: [product, constant("product", "map")] }],
    ["in one branch alone", { anyOf: [product, { type: "object" }] }],
    ["nested", { required: ["book"], properties: { book: product } }],
    ["what no mark can hold", { anyOf: [constant("product", "two words"), constant("product", "a=b")] }],
  ])("not %s", (_, schema) => {
    expect(constantsOf(documentWith({}), schema).size).toBe(0);
  });
});

/** The types of functions with these bodies: `save0`, `save1`. */
function typesOf(schemas: Record<string, Schema>, ...bodies: Schema[]): Promise<string> {
  const paths = bodies.map((schema, index) => {
    const requestBody = { required: true, content: { "application/json": { schema } } };
    return [`/${index}`, { post: { operationId: `save${index}`, requestBody, responses: {} } }];
  });
  return writeTypes(documentWith(schemas, Object.fromEntries(paths))).then((text) => text.replaceAll(/\s+/g, " "));
}

test("a constant may be left out of what a function takes, and not of what is sent by path", async () => {
  const types = await typesOf({ Save: constant("product", "book", "title") }, ref("Save"));
  expect(types).toContain('export interface Save { product?: "book"; title: string; }');
  expect(types).toContain('Save: Save & { product: "book"; };');
  expect(types).toContain('"application/json": components.Save & { product: "book"; };');
  expect(types).toContain('call(client, "POST /0 product=book", input, options)');
});

test("so in branches and parts, for which the union says what each of them sends", async () => {
  const schemas: Record<string, Schema> = {
    Base: product,
    Novel: { allOf: [ref("Base"), constant("kind", "novel", "title")] },
    Poem: { allOf: [ref("Base"), constant("kind", "poem", "title")] },
    Save: { oneOf: [ref("Novel"), ref("Poem")] },
  };
  const types = await typesOf(schemas, ref("Save"));
  expect(types).toContain('export interface Base { product?: "book"; }');
  expect(types).toContain('export interface Novel extends Base { kind: "novel"; title: string; }');
  expect(types).toContain("export type Save = Novel | Poem;");
  expect(types).toContain('"application/json": components.Save & { product: "book"; };');
});

test("what all branches extend and is a union itself stands beside them once", async () => {
  const schemas: Record<string, Schema> = {
    To: { anyOf: [constant("by", "id", "id"), constant("by", "name", "name")] },
    Novel: { allOf: [ref("To"), constant("kind", "novel")] },
    Poem: { allOf: [ref("To"), constant("kind", "poem")] },
    Save: { anyOf: [ref("Novel"), ref("Poem")] },
  };
  const types = await typesOf(schemas, ref("Save"));
  expect(types).toContain("export type Save = To & SaveContent; export type SaveContent = Novel | Poem;");
  expect(types).toContain('export interface Novel { kind: "novel"; }');
  expect(types).toContain("Novel: Novel & To;");
});

describe("a schema whose constant one function fills in cannot be sent by one that does not", () => {
  const Save = constant("product", "book", "title");
  test.each<[where: string, other: Schema]>([
    ["as one of several branches", { anyOf: [ref("Save"), constant("kind", "map")] }],
    ["in a property", { type: "object", properties: { books: { type: "array", items: ref("Save") } } }],
    ["in a property of what it refers to", { type: "object", properties: { shelf: ref("Shelf") } }],
    ["under `body`", { allOf: [ref("Save"), { type: "object", properties: { body: { type: "string" } } }] }],
  ])("%s", async (_, other) => {
    const Shelf: Schema = { type: "object", properties: { first: ref("Save") } };
    const writing = typesOf({ Save, Shelf }, ref("Save"), other);
    await expect(writing).rejects.toThrow(SpecError);
    await expect(writing).rejects.toThrow(
      "1 problem(s) in the specs\n  #/components/schemas/Save Save requires product, which save1 does not fill in, but other functions do: give save1 a schema of its own",
    );
  });

  test("but by one that fills it in too, or fills in more", async () => {
    const other: Schema = { allOf: [ref("Save"), constant("kind", "new")] };
    expect(await typesOf({ Save }, ref("Save"), other)).toContain('"POST /1 product=book kind=new"');
  });

  test("of two bodies of one function, JSON and a form, only common constants are filled in", async () => {
    const content = {
      "application/json": { schema: ref("Save") },
      "multipart/form-data": {
        schema: { type: "object", properties: { file: { type: "string", format: "binary" } } } as Schema,
      },
    };
    const post = { operationId: "save", requestBody: { required: true, content }, responses: {} };
    const types = await writeTypes(documentWith({ Save }, { "/0": { post } }));
    expect(types).toContain('product: "book";\n    title: string;');
    expect(types).toContain('call(client, "POST /0", ');
  });
});
