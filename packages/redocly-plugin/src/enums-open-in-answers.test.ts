import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const closed = { type: "string", enum: ["ON", "OFF"] };
const open = { anyOf: [closed, { type: "string" }] };
const state = { $ref: "#/components/schemas/State" };
const json = (schema: object) => ({ content: { "application/json": { schema } } });

const problems = (post: object) =>
  problemsOf("enums-open-in-answers", {
    "things/parts.yaml": { paths: { "/parts": { post } }, components: { schemas: { State: closed } } },
  });
const operation = "things/parts.yaml#/paths/~1parts/post";
const answer = `${operation}/responses/200/content/application~1json/schema`;
const openIt =
  "Open the enum with anyOf: [<the enum>, { type: string }]: the platform adds values to responses at any time";
const closeIt = "Close the enum: a request accepts only the listed values, without anyOf";

describe("enums-open-in-answers", () => {
  it("reports a closed enum in a response, at any depth", async () => {
    const cases: Array<[object, string]> = [
      [closed, "enum"],
      [{ properties: { state: closed } }, "properties/state/enum"],
      [{ type: "array", items: closed }, "items/enum"],
      [{ allOf: [{ additionalProperties: closed }] }, "allOf/0/additionalProperties/enum"],
      [{ properties: { state } }, "properties/state"],
    ];
    for (const [schema, pointer] of cases) {
      expect(await problems({ responses: { "200": json(schema) } })).toEqual([`${answer}/${pointer}: ${openIt}`]);
    }
  });

  it("reports a closed enum in an error and in a header", async () => {
    const headers = { "X-State": { schema: closed } };
    const responses = { "200": { headers }, "400": json(closed) };
    expect(await problems({ responses })).toEqual([
      `${operation}/responses/200/headers/X-State/schema/enum: ${openIt}`,
      `${operation}/responses/400/content/application~1json/schema/enum: ${openIt}`,
    ]);
  });

  it("reports an enum that only looks open", async () => {
    const schemas = [
      { oneOf: [closed, { type: "string" }] },
      { anyOf: [closed, { type: "string", pattern: "^O" }] },
      { anyOf: [closed, { type: "integer" }] },
      { anyOf: [{ type: "string" }, { type: "object" }], properties: { state: closed } },
    ];
    for (const schema of schemas) {
      expect(await problems({ responses: { "200": json(schema) } })).toHaveLength(1);
    }
  });

  it("reports a problem in a shared part once", async () => {
    const shared = { $ref: "#/components/responses/Parts" };
    const components = { responses: { Parts: json(closed) } };
    const paths = { "/parts": { get: { responses: { "200": shared } }, post: { responses: { "200": shared } } } };
    expect(await problemsOf("enums-open-in-answers", { "things/parts.yaml": { paths, components } })).toHaveLength(1);
  });

  it("reports an open enum in a request body and in a parameter", async () => {
    const parameters = [{ name: "state", in: "query", schema: open }];
    expect(await problems({ parameters, requestBody: json({ properties: { state: open } }) })).toEqual([
      `${operation}/parameters/0/schema/anyOf/0: ${closeIt}`,
      `${operation}/requestBody/content/application~1json/schema/properties/state/anyOf/0: ${closeIt}`,
    ]);
  });

  it("reports a closed enum in a webhook payload", async () => {
    const post = { requestBody: json({ properties: { state } }), responses: { "200": json(closed) } };
    expect(
      await problemsOf("enums-open-in-answers", {
        "webhooks/webhooks.yaml": { webhooks: { arrived: { post } }, components: { schemas: { State: closed } } },
      }),
    ).toEqual([
      `webhooks/webhooks.yaml#/webhooks/arrived/post/requestBody/content/application~1json/schema/properties/state: ${openIt}`,
    ]);
  });

  it("accepts open enums in responses and closed ones in requests", async () => {
    const requestBody = json({ properties: { state, list: { type: "array", items: closed } } });
    const numbers = { anyOf: [{ type: "integer", enum: [1, 2] }, { type: "integer" }] };
    const schema = { properties: { state: { anyOf: [state, { type: "string" }] }, open, numbers } };
    expect(
      await problems({
        parameters: [{ name: "state", in: "query", schema: state }],
        requestBody,
        responses: { "200": json(schema) },
      }),
    ).toEqual([]);
  });

  it("accepts a request that allows a pattern beside the enum", async () => {
    expect(await problems({ requestBody: json({ anyOf: [closed, { type: "string", pattern: "^[0-9]+$" }] }) })).toEqual(
      [],
    );
  });

  it("terminates on a schema that contains itself", async () => {
    const Tree = {
      properties: { branches: { type: "array", items: { $ref: "#/components/schemas/Tree" } }, state: closed },
    };
    const paths = { "/trees": { get: { responses: { "200": json({ $ref: "#/components/schemas/Tree" }) } } } };
    expect(
      await problemsOf("enums-open-in-answers", { "things/trees.yaml": { paths, components: { schemas: { Tree } } } }),
    ).toEqual([`things/trees.yaml#/components/schemas/Tree/properties/state/enum: ${openIt}`]);
  });
});
