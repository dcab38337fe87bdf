import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const problems = (operation: object, root: object = {}) =>
  problemsOf("examples-present", { "things/parts.yaml": { paths: { "/parts": { post: operation } }, ...root } });
const json = (mediaType: object) => ({ content: { "application/json": mediaType } });
const named = { examples: { one: { value: { id: "1" } } } };
const post = "things/parts.yaml#/paths/~1parts/post";

describe("examples-present", () => {
  it("reports a request body without a named example", async () => {
    for (const mediaType of [{}, { examples: {} }, { example: { id: "1" } }]) {
      expect(await problems({ requestBody: json(mediaType) })).toEqual([
        `${post}/requestBody/content/application~1json: Add a named example under \`examples\`: the request body has none`,
      ]);
    }
  });

  it("reports each media type of a request body without one", async () => {
    const content = { "application/json": named, "multipart/form-data": {}, "application/x-www-form-urlencoded": {} };
    expect(await problems({ requestBody: { content } })).toHaveLength(2);
  });

  it("reports a successful JSON response without a named example", async () => {
    for (const status of ["200", "201", "2XX"]) {
      expect(await problems({ responses: { [status]: json({}) } })).toEqual([
        `${post}/responses/${status}/content/application~1json: Add a named example under \`examples\`: the response has none`,
      ]);
    }
  });

  it("reports a shared response once, where it is written", async () => {
    const success = { $ref: "#/components/responses/Success" };
    const components = { responses: { Success: json({}) } };
    expect(await problems({ responses: { "200": success, "201": success } }, { components })).toEqual([
      "things/parts.yaml#/components/responses/Success/content/application~1json: Add a named example under `examples`: the response has none",
    ]);
  });

  it("accepts named examples, also behind references", async () => {
    const components = { examples: { One: named.examples.one }, responses: { Success: json(named) } };
    const requestBody = json({ examples: { one: { $ref: "#/components/examples/One" } } });
    expect(
      await problems({ requestBody, responses: { "200": { $ref: "#/components/responses/Success" } } }, { components }),
    ).toEqual([]);
  });

  it("requires none in errors and in responses that are not JSON", async () => {
    const responses = { "200": { content: { "image/png": {} } }, "202": { description: "Nothing" }, "400": json({}) };
    expect(await problems({ responses })).toEqual([]);
  });
});
