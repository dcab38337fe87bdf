import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const good = {
  name: "fields",
  in: "query",
  style: "form",
  explode: false,
  schema: { type: "array", items: { type: "string", enum: ["id", "name"] } },
  "x-default-fields": ["id"],
};
const part = { required: ["id"], properties: { id: { type: "string" }, name: { type: "string" } } };
const withNames = (...names: string[]) => ({
  ...good,
  schema: { type: "array", items: { type: "string", enum: names } },
});

const problems = (fields: object, answer: object = part) =>
  problemsOf("fields-typed", {
    "things/part.yaml": {
      paths: {
        "/{part_id}": {
          get: { parameters: [fields], responses: { "200": { content: { "application/json": { schema: answer } } } } },
        },
      },
    },
  });
const operation = "things/part.yaml#/paths/~1{part_id}/get";
const parameter = `${operation}/parameters/0`;
const answered = `${operation}/responses/200/content/application~1json/schema`;

describe("fields-typed", () => {
  it("reports fields without a closed list of names", async () => {
    const open = { anyOf: [{ type: "string", enum: ["id"] }, { type: "string" }] };
    const items = [open, { type: "string" }, { type: "string", enum: [] }, { type: "integer", enum: [1] }];
    for (const schema of [{ type: "string" }, ...items.map((item) => ({ type: "array", items: item }))]) {
      expect(await problems({ ...good, schema })).toEqual([
        `${parameter}: Make \`fields\` an array of strings with a closed, non-empty enum`,
      ]);
    }
  });

  it("reports another serialization than one list with commas", async () => {
    for (const change of [
      { style: undefined },
      { style: "spaceDelimited" },
      { explode: undefined },
      { explode: true },
    ]) {
      expect(await problems({ ...good, ...change })).toEqual([
        `${parameter}: Give \`fields\` style: form and explode: false: the platform expects one comma-separated list`,
      ]);
    }
  });

  it("reports a name that is listed twice", async () => {
    expect(await problems(withNames("id", "name", "id"))).toEqual([
      `${parameter}/schema/items/enum/2: Remove the duplicate field id`,
    ]);
  });

  it("reports missing or unknown default fields", async () => {
    for (const defaults of [undefined, []]) {
      expect(await problems({ ...good, "x-default-fields": defaults })).toEqual([
        `${parameter}: List in x-default-fields what is returned without \`fields\``,
      ]);
    }
    expect(await problems({ ...good, "x-default-fields": ["id", "size"] })).toEqual([
      `${parameter}/x-default-fields/1: Remove size from x-default-fields: it is not in the enum`,
    ]);
  });

  it("reports a name that the response does not have", async () => {
    const message = "Describe the field size in the response of GET /{part_id}, or remove it from the enum";
    expect(await problems(withNames("id", "size"))).toEqual([`${parameter}/schema/items/enum/1: ${message}`]);
    const list = { properties: { size: { type: "integer" }, data: { type: "array", items: part } } };
    expect(await problems(withNames("id", "size"), list)).toEqual([`${parameter}/schema/items/enum/1: ${message}`]);
  });

  it("reports a missing id", async () => {
    expect(await problems({ ...withNames("name"), "x-default-fields": ["name"] })).toEqual([
      `${parameter}: Add id to the enum of \`fields\`: the response of GET /{part_id} has it`,
    ]);
  });

  it("reports a required property other than id, in a response, its branches and its items", async () => {
    const message = "Remove name from `required`: a selection by `fields` may omit it";
    const demanding = { ...part, required: ["id", "name"] };
    expect(await problems(good, demanding)).toEqual([`${answered}/required/1: ${message}`]);
    expect(await problems(good, { allOf: [demanding] })).toEqual([`${answered}/allOf/0/required/1: ${message}`]);
    const list = { required: ["data"], properties: { data: { type: "array", items: demanding } } };
    expect(await problems(good, list)).toEqual([`${answered}/properties/data/items/required/1: ${message}`]);
  });

  it("accepts names that are properties of the response or of its items", async () => {
    expect(await problems(good)).toEqual([]);
    expect(await problems(good, { required: ["data"], properties: { data: { type: "array", items: part } } })).toEqual(
      [],
    );
  });

  it("accepts names that are spread over the branches of the response", async () => {
    expect(
      await problems(withNames("id", "name", "size"), { allOf: [part, { properties: { size: { type: "integer" } } }] }),
    ).toEqual([]);
  });

  it("terminates on a response that contains itself", async () => {
    const answer = { $ref: "#/components/schemas/Part" };
    const components = { schemas: { Part: { ...part, allOf: [answer] } } };
    const get = { parameters: [good], responses: { "200": { content: { "application/json": { schema: answer } } } } };
    expect(
      await problemsOf("fields-typed", { "things/part.yaml": { paths: { "/{part_id}": { get } }, components } }),
    ).toEqual([]);
  });

  it("leaves fields that are no query parameter alone", async () => {
    expect(
      await problems({ name: "fields", in: "header", schema: { type: "string" } }, { required: ["name"] }),
    ).toEqual([]);
  });
});
