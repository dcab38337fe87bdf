import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const schemas = {
  NodeId: { type: "string", description: "Digits of a node" },
  Owner: { $ref: "#/components/schemas/NodeId" },
  Kind: { type: "string", const: "part" },
  Bare: { type: "string" },
  Alias: { $ref: "#/components/schemas/Bare" },
};
const problems = (part: object) =>
  problemsOf("properties-described", { "things/parts.yaml": { components: { schemas: { ...schemas, Part: part } } } });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const size = { type: "integer" };

describe("properties-described", () => {
  it("reports a property without a description", async () => {
    expect(await problems({ properties: { size } })).toEqual([
      "things/parts.yaml#/components/schemas/Part/properties/size: Describe size: neither the property nor a schema that it refers to has a description",
    ]);
  });

  it("reports one that refers to a schema without a description", async () => {
    for (const name of ["Bare", "Alias"])
      expect(await problems({ properties: { owner: reference(name) } })).toHaveLength(1);
  });

  it("reports properties inside of properties, lists, branches and request bodies", async () => {
    const inner = { type: "object", description: "How large it is", properties: { size } };
    for (const part of [
      { properties: { inner } },
      { items: inner },
      { additionalProperties: inner },
      { oneOf: [inner] },
      { allOf: [inner] },
    ]) {
      expect(await problems(part)).toHaveLength(1);
    }
    const content = { "application/json": { schema: inner } };
    const post = { requestBody: { content } };
    expect(
      await problemsOf("properties-described", { "things/parts.yaml": { paths: { "/parts": { post } } } }),
    ).toHaveLength(1);
  });

  it("reports a list in `data` whose items have none", async () => {
    expect(await problems({ properties: { data: { type: "array", items: reference("Bare") } } })).toHaveLength(1);
  });

  it("accepts a description of the property, or of the schema it refers to", async () => {
    const properties = {
      size: { ...size, description: "Length in mm" },
      owner_id: reference("Owner"),
      bare: { ...reference("Bare"), description: "Text of your own" },
    };
    expect(await problems({ properties })).toEqual([]);
  });

  it("requires none for a constant", async () => {
    expect(await problems({ properties: { type: { const: "part" }, kind: reference("Kind") } })).toEqual([]);
  });

  it("requires none for the list in `data` if its items have one", async () => {
    expect(await problems({ properties: { data: { type: "array", items: reference("Owner") } } })).toEqual([]);
    expect(await problems({ properties: { list: { type: "array", items: reference("Owner") } } })).toHaveLength(1);
  });

  it("requires none in conditions", async () => {
    const condition = { type: "object", properties: { size } };
    for (const keyword of ["not", "if", "then", "else", "contains"]) {
      expect(await problems({ [keyword]: condition })).toEqual([]);
    }
    expect(await problems({ properties: { not: { ...condition, description: "A property" } } })).toHaveLength(1);
  });
});
