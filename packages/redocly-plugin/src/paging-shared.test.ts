import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const from = (kind: string, name: string) => ({ $ref: `../shared/paging.yaml#/components/${kind}/${name}` });
const after = from("parameters", "After");
const before = from("parameters", "Before");
const paging = from("schemas", "Paging");
const data = { type: "array", items: { type: "object" } };

const problems = (parameters: object[], properties: object) =>
  problemsOf("paging-shared", {
    "things/parts.yaml": {
      paths: {
        "/parts": {
          get: { parameters, responses: { "200": { content: { "application/json": { schema: { properties } } } } } },
        },
      },
    },
  });
const get = "things/parts.yaml#/paths/~1parts/get";
const properties = `${get}/responses/200/content/application~1json/schema/properties`;

describe("paging-shared", () => {
  it("refuses a paging of the document's own, at any depth", async () => {
    const own = { type: "object" };
    const message = "Write `paging` as a $ref into ../shared/paging.yaml: every list pages the same way";
    expect(await problems([after, before], { data, paging: own })).toEqual([`${properties}/paging: ${message}`]);
    expect(await problems([], { parts: { properties: { data, paging: own } } })).toEqual([
      `${properties}/parts/properties/paging: ${message}`,
    ]);
  });

  it("refuses cursor parameters of the document's own", async () => {
    const own = { name: "after", in: "query", schema: { type: "string" } };
    expect(await problems([own, before], { data, paging })).toEqual([
      `${get}/parameters/0: Write the parameter after as a $ref into ../shared/paging.yaml: every list pages the same way`,
    ]);
  });

  it("refuses a list that cannot be paged in both directions", async () => {
    const message = "of ../shared/paging.yaml: GET /parts answers `data` with `paging`";
    expect(await problems([after], { data, paging })).toEqual([`${get}: Add the parameter before ${message}`]);
    expect(await problems([], { data, paging })).toEqual([
      `${get}: Add the parameter after ${message}`,
      `${get}: Add the parameter before ${message}`,
    ]);
  });

  it("refuses cursors on what is no list", async () => {
    const message = "or answer `data` (an array) with `paging`: GET /parts answers no list to page through";
    for (const answer of [{ data }, { paging }, { data: { type: "object" }, paging }]) {
      expect(await problems([after, before], answer)).toEqual([
        `${get}: Take the parameter after away, ${message}`,
        `${get}: Take the parameter before away, ${message}`,
      ]);
    }
  });

  it("takes a list with both cursors and the shared paging", async () => {
    expect(await problems([after, before], { data, paging })).toEqual([]);
  });

  it("takes answers without pages, and cursors that are no query parameters", async () => {
    expect(await problems([{ name: "after", in: "header", schema: { type: "string" } }], { data })).toEqual([]);
  });
});
