import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const problems = (parameter: object) =>
  problemsOf("parameters-as-json", {
    "things/parts.yaml": { paths: { "/parts": { get: { parameters: [{ in: "query", ...parameter }] } } } },
  });

describe("parameters-as-json", () => {
  it("reports lists and objects with a schema", async () => {
    for (const type of ["array", "object", ["array", "null"]]) {
      expect(await problems({ name: "states", schema: { type } })).toEqual([
        "things/parts.yaml#/paths/~1parts/get/parameters/0: Describe states by content: application/json instead of schema: the platform expects lists and objects as JSON",
      ]);
    }
  });

  it("accepts them as JSON", async () => {
    expect(await problems({ name: "states", content: { "application/json": { schema: { type: "array" } } } })).toEqual(
      [],
    );
  });

  it("leaves single values, lists of names and other places alone", async () => {
    expect(await problems({ name: "state", schema: { type: "string" } })).toEqual([]);
    for (const name of ["fields", "summary"]) expect(await problems({ name, schema: { type: "array" } })).toEqual([]);
    expect(await problems({ name: "states", in: "header", schema: { type: "array" } })).toEqual([]);
  });
});
