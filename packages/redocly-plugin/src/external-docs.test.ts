import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const problems = (operation: object) =>
  problemsOf("external-docs", { "things/parts.yaml": { paths: { "/parts": { get: operation } } } });
const message = "Add externalDocs.url to GET /parts: the https URL of the page that documents it";

describe("external-docs", () => {
  it("reports an operation without a link", async () => {
    for (const operation of [{ summary: "List" }, { externalDocs: { description: "Page" } }]) {
      expect(await problems(operation)).toEqual([`things/parts.yaml#/paths/~1parts/get: ${message}`]);
    }
  });

  it("reports an address that is not https", async () => {
    for (const url of ["http://example.org/parts", "example.org/parts", "https://", 7]) {
      expect(await problems({ externalDocs: { url } })).toEqual([
        `things/parts.yaml#/paths/~1parts/get/externalDocs/url: ${message}`,
      ]);
    }
  });

  it("accepts an https address", async () => {
    expect(await problems({ externalDocs: { url: "https://example.org/parts" } })).toEqual([]);
  });
});
