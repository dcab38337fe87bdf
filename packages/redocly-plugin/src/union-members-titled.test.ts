import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const problems = (part: object) =>
  problemsOf("union-members-titled", {
    "things/parts.yaml": { components: { schemas: { Small: { type: "object" }, Part: part } } },
  });

describe("union-members-titled", () => {
  it("reports an object in a union that has no title", async () => {
    for (const keyword of ["oneOf", "anyOf"]) {
      expect(await problems({ [keyword]: [{ type: "string" }, { type: "object" }] })).toEqual([
        `things/parts.yaml#/components/schemas/Part/${keyword}/1: Add a title to this member of ${keyword}, or refer to a named schema: tools show it as "object"`,
      ]);
    }
  });

  it("knows an object by its properties and by its parts too", async () => {
    const objects = [{ type: ["object", "null"] }, { properties: {} }, { allOf: [{ type: "object" }] }];
    expect(await problems({ oneOf: objects })).toHaveLength(3);
  });

  it("reports unions inside of other schemas", async () => {
    const union = { anyOf: [{ type: "object" }] };
    for (const part of [{ properties: { size: union } }, { items: union }, { allOf: [union] }]) {
      expect(await problems(part)).toHaveLength(1);
    }
  });

  it("accepts titles and references to named schemas", async () => {
    const members = [{ type: "object", title: "Large part" }, { $ref: "#/components/schemas/Small" }];
    expect(await problems({ oneOf: members })).toEqual([]);
  });

  it("requires none of what is not an object, of required names alone, and of parts that belong together", async () => {
    expect(await problems({ oneOf: [{ type: "string" }, { type: "array", items: { type: "object" } }] })).toEqual([]);
    expect(await problems({ anyOf: [{ required: ["size"] }, { required: ["owner"] }] })).toEqual([]);
    expect(await problems({ allOf: [{ type: "object" }] })).toEqual([]);
  });

  it("requires none in conditions", async () => {
    expect(await problems({ not: { anyOf: [{ properties: { size: true } }] } })).toEqual([]);
  });
});
