import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const from = (kind: string, name: string) => ({ $ref: `../shared/paging.yaml#/components/${kind}/${name}` });
const after = from("parameters", "After");
const before = from("parameters", "Before");
const paging = from("schemas", "Paging");
const data = { type: "array", items: { type: "object" } };

const documentOf = (parameters: object[], schema: object) => ({
  paths: {
    "/parts": { get: { parameters, responses: { "200": { content: { "application/json": { schema } } } } } },
  },
});
const problems = (parameters: object[], properties: object) =>
  problemsOf("paging-shared", { "things/parts.yaml": documentOf(parameters, { properties }) });
const get = "things/parts.yaml#/paths/~1parts/get";
const properties = `${get}/responses/200/content/application~1json/schema/properties`;

describe("paging-shared", () => {
  it("reports a paging that is not the shared one, at any depth", async () => {
    const own = { type: "object" };
    const message = "Write `paging` as a $ref to ../shared/paging.yaml: all lists share their paging";
    expect(await problems([after, before], { data, paging: own })).toEqual([`${properties}/paging: ${message}`]);
    expect(await problems([], { parts: { properties: { data, paging: own } } })).toEqual([
      `${properties}/parts/properties/paging: ${message}`,
    ]);
  });

  it("reports cursor parameters that are not the shared ones", async () => {
    const own = { name: "after", in: "query", schema: { type: "string" } };
    expect(await problems([own, before], { data, paging })).toEqual([
      `${get}/parameters/0: Write the parameter after as a $ref to ../shared/paging.yaml: all lists share their paging`,
    ]);
  });

  it("reports a list that cannot be paged in both directions", async () => {
    const message = "from ../shared/paging.yaml: GET /parts returns `data` with `paging`";
    expect(await problems([after], { data, paging })).toEqual([`${get}: Add the parameter before ${message}`]);
    expect(await problems([], { data, paging })).toEqual([
      `${get}: Add the parameter after ${message}`,
      `${get}: Add the parameter before ${message}`,
    ]);
  });

  it("reports cursors on an operation without a list", async () => {
    const message = "or return `data` (an array) with `paging`: GET /parts does not return a list";
    for (const answer of [{ data }, { paging }, { data: { type: "object" }, paging }]) {
      expect(await problems([after, before], answer)).toEqual([
        `${get}: Remove the parameter after, ${message}`,
        `${get}: Remove the parameter before, ${message}`,
      ]);
    }
  });

  it("looks the same way at a list in a part of the document", async () => {
    const withList = (own: object) => ({
      "things/parts.yaml": documentOf([after, before], { $ref: "parts/list.yaml#/PartList" }),
      "things/parts/list.yaml": { PartList: { properties: { data, paging: own } } },
    });
    const shared = { $ref: `../${paging.$ref}` };
    expect(await problemsOf("paging-shared", withList(shared))).toEqual([]);
    expect(await problemsOf("paging-shared", withList({ type: "object" }))).toEqual([
      expect.stringContaining("things/parts/list.yaml#/PartList/properties/paging: Write `paging`"),
    ]);
  });

  it("accepts a list with both cursors and the shared paging", async () => {
    expect(await problems([after, before], { data, paging })).toEqual([]);
  });

  it("accepts responses without pages, and cursors that are not query parameters", async () => {
    expect(await problems([{ name: "after", in: "header", schema: { type: "string" } }], { data })).toEqual([]);
  });
});
