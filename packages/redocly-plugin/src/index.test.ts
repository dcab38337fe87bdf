import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import openwaba from "./index.ts";
import { lintFiles } from "./lib/lint.test-support.ts";

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.includes(".test"));
const rules = files.map((name) => name.replace(/\.ts$/, "")).filter((name) => name !== "index");

const shared = (file: string, kind: string, name: string) => ({
  $ref: `../shared/${file}.yaml#/components/${kind}/${name}`,
});

const good = {
  info: { title: "Parts", version: "1.0.0", license: { name: "MIT", identifier: "MIT" } },
  security: [{ token: [] }],
  paths: {
    "/{thing_id}/parts": {
      parameters: [{ name: "thing_id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "listParts",
        summary: "List parts of a thing",
        externalDocs: { url: "https://example.org/parts" },
        parameters: [
          {
            name: "fields",
            in: "query",
            style: "form",
            explode: false,
            schema: { type: "array", items: { type: "string", enum: ["id", "state"] } },
            "x-default-fields": ["id"],
          },
          shared("paging", "parameters", "After"),
          shared("paging", "parameters", "Before"),
        ],
        responses: {
          "200": {
            description: "One page",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/PartList" },
                examples: { page: { value: { data: [{ id: "1", state: "NEW" }], paging: { next: "2" } } } },
              },
            },
          },
          "400": shared("errors", "responses", "BadRequest"),
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
    schemas: {
      PartList: {
        type: "object",
        required: ["data"],
        properties: {
          data: { type: "array", items: { $ref: "#/components/schemas/Part" } },
          paging: shared("paging", "schemas", "Paging"),
        },
      },
      Part: {
        type: "object",
        description: "What a thing is made of",
        required: ["id"],
        properties: {
          id: { type: "string", description: "Number that never changes" },
          state: {
            description: "How worn it is",
            anyOf: [{ type: "string", enum: ["NEW", "USED"] }, { type: "string" }],
          },
        },
      },
    },
  },
};

const cursor = { name: "after", in: "query", schema: { type: "string" } };
const fields = { name: "fields", in: "query", schema: { type: "string" } };
const owner = { anyOf: [{ type: "string" }, { type: "object" }] };
const answer = { properties: { id: { type: "integer" }, state: { type: "string", enum: ["NEW"] }, owner } };
const bad = {
  "x-graph-versions": ["v23.0"],
  paths: {
    "/{thingId}/parts": {
      get: {
        summary: "",
        parameters: [cursor, fields, { name: "states", in: "query", schema: { type: "array" } }],
        responses: { "200": { content: { "application/json": { schema: answer } } } },
      },
    },
  },
};

describe("openwaba", () => {
  it("registers every rule of the folder", () => {
    expect(Object.keys(openwaba().rules?.oas3 ?? {}).toSorted()).toEqual(rules.toSorted());
  });

  const rulesThatFind = async (config: string) => {
    const found = await lintFiles({ extends: [config] }, { "things/part.yaml": bad });
    return [...new Set(found.map(({ rule }) => rule.replace("openwaba/", "")))].toSorted();
  };

  it("turns every rule on through openwaba/all", async () => {
    expect(await rulesThatFind("openwaba/all")).toEqual(rules.toSorted());
  });

  it("leaves out of openwaba/recommended what looks at other files", async () => {
    const others = new Set(["errors-shared", "file-name", "graph-versions", "operation-id", "paging-shared"]);
    expect(await rulesThatFind("openwaba/recommended")).toEqual(rules.filter((name) => !others.has(name)).toSorted());
  });

  it("agrees with Redocly's own rules on a good document", async () => {
    const config = { extends: ["recommended-strict", "openwaba/all"] };
    expect(await lintFiles(config, { "things/parts.yaml": good })).toEqual([]);
  });
});
