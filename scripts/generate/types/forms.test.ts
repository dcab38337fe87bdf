import { expect, test } from "vitest";
import type { MediaType, Schema } from "../../specs/openapi.ts";
import { documentWith, writeTypes } from "./document-with.test-support.ts";

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
