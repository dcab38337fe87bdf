import { expect, test } from "vitest";
import { writeTypes } from "./document-with.test-support.ts";

test("default fields are named in the operation, unless they are all fields", async () => {
  const reading = (operationId: string, defaults: string[]) => ({
    get: {
      operationId,
      parameters: [
        {
          name: "fields",
          in: "query",
          schema: { type: "array", items: { type: "string", enum: ["id", "title", "pages"] } },
          "x-default-fields": defaults,
        },
      ],
      responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } } } },
    },
  });
  const properties = { id: { type: "string" }, title: { type: "string" }, pages: { type: "integer" } };
  const paths = { "/some": reading("someFields", ["id", "title"]), "/all": reading("allFields", ["title", "pages"]) };
  const info = { title: "Books", version: "1.0.0" };
  const types = await writeTypes({
    openapi: "3.1.0",
    info,
    paths,
    components: { schemas: { Book: { type: "object", properties } } },
  });
  expect(types.match(/defaultFields: .*/g)).toEqual(["defaultFields: components.SomeFieldsDefaultField;"]);
  expect(types.match(/DefaultField = .*/g)).toEqual(['DefaultField = "id" | "title";']);
});
