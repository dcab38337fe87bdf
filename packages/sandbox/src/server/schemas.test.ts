import { describe, expect, it } from "vitest";
import { itemsOf, propertiesOf, resolve } from "./schemas.ts";

const document = {
  components: {
    schemas: {
      Name: { type: "string" },
      Alias: { $ref: "#/components/schemas/Name" },
      Loop: { $ref: "#/components/schemas/Loop" },
      "a/b~c": { type: "integer" },
      Node: { properties: { id: { type: "string" } } },
    },
  },
};

describe("resolve()", () => {
  it("rejects a reference that leads nowhere", () => {
    expect(() => resolve(document, { $ref: "#/components/schemas/None" })).toThrow(
      "Cannot resolve #/components/schemas/None: the document has no such part",
    );
    expect(() => resolve(document, { $ref: "#/none/of/these" })).toThrow("has no such part");
  });

  it("rejects a reference to another file", () => {
    expect(() => resolve(document, { $ref: "other.yaml#/a" })).toThrow("Cannot resolve other.yaml#/a");
  });

  it("rejects a reference to itself", () => {
    expect(() => resolve(document, { $ref: "#/components/schemas/Loop" })).toThrow("it refers to itself");
  });

  it("follows references to references", () => {
    expect(resolve(document, { $ref: "#/components/schemas/Alias" })).toEqual({ type: "string" });
  });

  it("reads escaped characters of a pointer", () => {
    expect(resolve(document, { $ref: "#/components/schemas/a~1b~0c" })).toEqual({ type: "integer" });
  });

  it("returns an empty object for a value that is not an object", () => {
    expect(resolve(document, undefined)).toEqual({});
    expect(resolve(document, ["a"])).toEqual({});
  });
});

describe("propertiesOf()", () => {
  it("returns undefined when there are none", () => {
    expect(propertiesOf(document, { type: "string" })).toBeUndefined();
  });

  it("joins the properties of all branches and references", () => {
    const schema = {
      allOf: [{ $ref: "#/components/schemas/Node" }],
      oneOf: [{ properties: { a: {} } }, { anyOf: [{ properties: { b: {} } }] }],
      properties: { c: {} },
    };
    expect(new Set(Object.keys(propertiesOf(document, schema) ?? {}))).toEqual(new Set(["a", "b", "c", "id"]));
  });
});

it("itemsOf() follows the references of the array and of its items", () => {
  expect(itemsOf(document, { type: "array", items: { $ref: "#/components/schemas/Name" } })).toEqual({
    type: "string",
  });
});
