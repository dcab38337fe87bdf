import { expect, test } from "vitest";
import type { MediaType, OpenApiDocument, Schema } from "../specs/openapi.ts";
import { writeTypes } from "./types.ts";

function documentWith(schemas: Record<string, Schema>, paths: OpenApiDocument["paths"] = {}): OpenApiDocument {
  return { openapi: "3.1.0", info: { title: "Books", version: "1.0.0" }, paths, components: { schemas } };
}

test("an enum next to a plain string stays open and keeps its members", async () => {
  const types = await writeTypes(
    documentWith({
      Genre: { type: "string", enum: ["NOVEL", "POEM"] },
      Book: {
        type: "object",
        properties: {
          genre: { anyOf: [{ $ref: "#/components/schemas/Genre" }, { type: "string" }] },
          mood: { anyOf: [{ type: "string", enum: ["SAD"] }, { type: "string" }] },
          either: { anyOf: [{ type: "string" }, { type: "integer" }] },
        },
      },
    }),
  );
  expect(types).toContain('genre?: components["schemas"]["Genre"] | (string & {});');
  expect(types).toContain('mood?: "SAD" | (string & {});');
  expect(types).toContain("either?: string | number;");
  expect(types).toContain('Genre: "NOVEL" | "POEM";');
});

test("alternatives in `required` become a union", async () => {
  const properties = { id: { type: "string" }, link: { type: "string" }, caption: { type: "string" } };
  const anyOf = [{ required: ["id"] }, { required: ["link"] }];
  const types = await writeTypes(documentWith({ Media: { type: "object", properties, anyOf } }));
  expect(types.replaceAll(/\s+/g, " ")).toContain(
    "Media: { id: string; link?: string; caption?: string; } | { id?: string; link: string; caption?: string; };",
  );
});

test("exclusive alternatives in `required` forbid each other", async () => {
  const properties = { id: { type: "string" }, name: { type: "string" } };
  const oneOf: Schema[] = [{ required: ["id"] }, { required: ["name"], properties: { name: { type: "string" } } }];
  const types = await writeTypes(documentWith({ Flow: { type: "object", properties, oneOf } }));
  expect(types.replaceAll(/\s+/g, " ")).toContain(
    "Flow: { id: string; name?: never; } | { id?: never; name: string; };",
  );
});

test("a discriminator adds nothing to constants that narrow", async () => {
  const Poem = { type: "object", required: ["kind"], properties: { kind: { const: "poem" } } } as Schema;
  const Book: Schema = { oneOf: [{ $ref: "#/components/schemas/Poem" }], discriminator: { propertyName: "kind" } };
  const types = await writeTypes(documentWith({ Poem, Book }));
  expect(types).toContain('Book: components["schemas"]["Poem"];');
  expect(types).toContain('kind: "poem";');
});

test("a string that excludes the listed values lets them narrow", async () => {
  const Known: Schema = { type: "string", enum: ["text"] };
  const Other: Schema = {
    type: "object",
    properties: { type: { type: "string", not: { $ref: "#/components/schemas/Known" } } },
  };
  expect(await writeTypes(documentWith({ Known, Other }))).toContain("type?: `${string} (other)`;");
});

test("binary data is a Blob", async () => {
  const types = await writeTypes(
    documentWith({ Upload: { type: "object", properties: { file: { type: "string", format: "binary" } } } }),
  );
  expect(types).toContain("file?: Blob;");
});

test("a value with a default may still be left out", async () => {
  const limit = { type: "integer", default: 25 } as Schema;
  expect(await writeTypes(documentWith({ Query: { type: "object", properties: { limit } } }))).toContain(
    "limit?: number;",
  );
});

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
    'fields?: ("id" | "author" | `author{${string}}` | "reviews" | `reviews{${string}}` | "tags")[];',
  );
});

test("the given document stays unchanged", async () => {
  const document = documentWith({ Mood: { anyOf: [{ type: "string", enum: ["SAD"] }, { type: "string" }] } });
  const before = structuredClone(document);
  await writeTypes(document);
  expect(document).toEqual(before);
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
  expect(types).toContain('fields?: ("cover" | `cover.${string}` | `sales.${string}`)[];');
  expect(types.replaceAll(/\s+/g, " ")).toContain(
    "GetBookFieldParameters: { cover: { width?: number; }; sales: { start: number; }; };",
  );
});

test("a field that is one of several shapes has the fields of all of them", async () => {
  const nested: Schema = { type: "object", properties: { id: { type: "string" } } };
  const Book: Schema = { type: "object", properties: { parts: { anyOf: [nested, { type: "array", items: nested }] } } };
  expect(await typesWithFields(Book, { enum: ["parts"] })).toContain('fields?: ("parts" | `parts{${string}}`)[];');
});

test("JSON replaces a form without files, but not one with files", async () => {
  const json = { "application/json": { schema: { type: "object", properties: { title: { type: "string" } } } } };
  const form = (cover: Schema) => ({ "multipart/form-data": { schema: { type: "object", properties: { cover } } } });
  const post = (content: Record<string, MediaType>) => ({
    post: { operationId: "addBook", requestBody: { content }, responses: {} },
  });
  const plain = await writeTypes(documentWith({}, { "/book": post({ ...json, ...form({ type: "string" }) }) }));
  expect(plain).not.toContain("multipart/form-data");
  const file = await writeTypes(
    documentWith({}, { "/book": post({ ...json, ...form({ type: "string", format: "binary" }) }) }),
  );
  expect(file).toContain("cover?: Blob;");
});
