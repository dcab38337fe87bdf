import { expect, test } from "vitest";
import type { Schema } from "../../specs/openapi.ts";
import { documentWith, writeTypes } from "./document-with.test-support.ts";

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
  expect(types).toContain("genre?: Genre | (string & {});");
  expect(types).toContain('mood?: "SAD" | (string & {});');
  expect(types).toContain("either?: string | number;");
  expect(types).toContain('export type Genre = "NOVEL" | "POEM";');
});

test("a string that excludes the listed values lets them narrow", async () => {
  const Known: Schema = { type: "string", enum: ["text"] };
  const Other: Schema = {
    type: "object",
    properties: { type: { type: "string", not: { $ref: "#/components/schemas/Known" } } },
  };
  expect(await writeTypes(documentWith({ Known, Other }))).toContain("type?: `${string} (other)`;");
});
