import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const schemas = {
  NodeId: { type: "string", pattern: "^[0-9]+$" },
  Counter: { type: "integer" },
  Loop: { anyOf: [{ $ref: "#/components/schemas/Loop" }] },
};
const problems = (properties: object, parameters: object[] = []) =>
  problemsOf("ids-are-strings", {
    "things/parts.yaml": {
      paths: { "/parts": { get: { parameters } } },
      components: { schemas: { ...schemas, Part: { properties } } },
    },
  });
const numbers = { type: "array", items: { type: "integer" } };
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("ids-are-strings", () => {
  it("reports a property that is not a string", async () => {
    for (const name of ["id", "owner_id", "owner_ids"]) {
      expect(await problems({ [name]: { type: "integer" } })).toEqual([
        `things/parts.yaml#/components/schemas/Part/properties/${name}: Make the property ${name} a string, or an array of strings: an id does not fit a JSON number`,
      ]);
    }
  });

  it("reports numbers in lists, branches and behind references", async () => {
    const mixed = { type: ["string", "integer"] };
    const branches = { oneOf: [{ type: "string" }, { type: "integer" }] };
    for (const schema of [numbers, mixed, branches, reference("Counter"), reference("Loop"), {}, { type: "object" }]) {
      expect(await problems({ owner_id: schema })).toHaveLength(1);
    }
  });

  it("reports a parameter that is not a string", async () => {
    expect(await problems({}, [{ name: "owner_id", in: "query", schema: { type: "integer" } }])).toEqual([
      "things/parts.yaml#/paths/~1parts/get/parameters/0/name: Make the parameter owner_id a string, or an array of strings: an id does not fit a JSON number",
    ]);
  });

  it("checks a parameter that is sent as JSON", async () => {
    const sent = (schema: object) => [{ name: "part_ids", in: "query", content: { "application/json": { schema } } }];
    expect(await problems({}, sent({ type: "array", items: reference("NodeId") }))).toEqual([]);
    expect(await problems({}, sent(numbers))).toHaveLength(1);
  });

  it("accepts strings, lists of strings and what is made of them", async () => {
    const nothing = { type: "null" };
    const properties = {
      id: reference("NodeId"),
      owner_id: { type: ["string", "null"] },
      part_ids: { type: "array", items: reference("NodeId") },
      any_id: { anyOf: [reference("NodeId"), { type: "string" }, nothing] },
      narrowed_id: { allOf: [reference("NodeId"), { description: "Owner" }] },
    };
    expect(await problems(properties, [{ name: "id", in: "query", schema: reference("NodeId") }])).toEqual([]);
  });

  it("accepts what webhooks deliver, be it a number or an object", async () => {
    const delivered = (properties: object) =>
      problemsOf("ids-are-strings", {
        "things/parts.yaml": { webhooks: { part: {} }, components: { schemas: { Part: { properties } } } },
      });
    expect(await delivered({ id: { type: ["string", "integer"] }, owner_id: { type: "object" } })).toEqual([]);
    expect(await delivered({ id: { type: "boolean" } })).toHaveLength(1);
  });

  it("leaves other names and the exempted one alone", async () => {
    expect(await problems({ paid: { type: "boolean" }, identity: numbers, timezone_id: { type: "integer" } })).toEqual(
      [],
    );
  });
});
