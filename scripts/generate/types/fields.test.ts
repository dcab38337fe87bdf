import { expect, test } from "vitest";
import type { Schema } from "../../specs/openapi.ts";
import { documentWith, writeTypes } from "./document-with.test-support.ts";

test("fields are a list of names, with braces where a field has fields of its own", async () => {
  const nested: Schema = { type: "object", properties: { id: { type: "string" } } };
  const Book: Schema = {
    type: "object",
    properties: {
      id: { type: "string" },
      author: nested,
      reviews: { type: "array", items: nested },
      tags: { type: "array", items: { type: "string" } },
    },
  };
  const fields = {
    name: "fields",
    in: "query",
    schema: { type: "array", items: { type: "string", enum: ["id", "author", "reviews", "tags"] } },
  };
  const answer: Schema = {
    type: "object",
    properties: { data: { type: "array", items: { $ref: "#/components/schemas/Book" } } },
  };
  const types = await writeTypes(
    documentWith(
      { Book },
      {
        "/books": {
          get: {
            operationId: "listBooks",
            parameters: [fields],
            responses: { 200: { content: { "application/json": { schema: answer } } } },
          },
        },
      },
    ),
  );
  expect(types).toContain(
    'export type ListBooksField = "id" | "author" | `author{${string}}` | "reviews" | `reviews{${string}}` | "tags";',
  );
});

/** The types of one GET with the parameter `fields` on a node of this schema. */
function typesWithFields(
  Book: Schema,
  fields: { enum: string[]; "x-field-parameters"?: Record<string, Schema> },
): Promise<string> {
  const { enum: names, ...rest } = fields;
  const parameter = {
    name: "fields",
    in: "query",
    schema: { type: "array", items: { type: "string", enum: names } },
    ...rest,
  };
  const responses = { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } } } };
  return writeTypes(
    documentWith({ Book }, { "/book": { get: { operationId: "getBook", parameters: [parameter], responses } } }),
  );
}

test("a field with parameters accepts them, and can omit them only if none is required", async () => {
  const Book: Schema = { type: "object", properties: { cover: { type: "string" }, sales: { type: "string" } } };
  const start: Schema = { type: "object", required: ["start"], properties: { start: { type: "integer" } } };
  const width: Schema = { type: "object", properties: { width: { type: "integer" } } };
  const types = await typesWithFields(Book, {
    enum: ["cover", "sales"],
    "x-field-parameters": { cover: width, sales: start },
  });
  expect(types).toContain(
    'export type GetBookField = "cover" | runtime.FieldWith<"cover", GetBookFieldParameters> | runtime.FieldWith<"sales", GetBookFieldParameters>;',
  );
  expect(types).toContain('import type * as runtime from "@openwaba/runtime";');
  expect(types.replaceAll(/\s+/g, " ")).toContain(
    "export interface GetBookFieldParameters { cover: { width?: number; }; sales: { start: number; }; }",
  );
});

test("a field that is one of several shapes has the fields of all of them", async () => {
  const nested: Schema = { type: "object", properties: { id: { type: "string" } } };
  const Book: Schema = { type: "object", properties: { parts: { anyOf: [nested, { type: "array", items: nested }] } } };
  expect(await typesWithFields(Book, { enum: ["parts"] })).toContain(
    'export type GetBookField = "parts" | `parts{${string}}`;',
  );
});
