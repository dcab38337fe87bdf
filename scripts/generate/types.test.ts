import { expect, test } from "vitest";
import type { Schema } from "../specs/openapi.ts";
import { documentWith, writeTypes } from "./types/document-with.test-support.ts";

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

test("the given document stays unchanged", async () => {
  const document = documentWith({ Mood: { anyOf: [{ type: "string", enum: ["SAD"] }, { type: "string" }] } });
  const before = structuredClone(document);
  await writeTypes(document);
  expect(document).toEqual(before);
});
