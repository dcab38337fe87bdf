import { expect, it } from "vitest";
import { typeFields } from "./form.ts";

const schema = {
  allOf: [{ $ref: "#/components/schemas/Named" }],
  properties: {
    ttl: { type: "integer" },
    active: { type: ["boolean", "null"] },
    text: { oneOf: [{ type: "object" }, { type: "array" }] },
    kind: { enum: ["1", "2"] },
    level: { enum: [1, 2] },
    any: {},
  },
};
const document = { components: { schemas: { Named: { properties: { name: { type: "string" } } } } } };

it.each([
  ["name=15&kind=1&any=7", { name: "15", kind: "1", any: "7" }],
  ["ttl=15&level=2&active=true", { ttl: 15, level: 2, active: true }],
  ["text=%7B%22body%22%3A%22a+b%22%7D", { text: { body: "a b" } }],
  ["text=%5B1%5D", { text: [1] }],
  ["ttl=soon&text=%7B", { ttl: "soon", text: "{" }],
  ["__proto__=1&constructor=2", JSON.parse('{"__proto__":"1","constructor":"2"}')],
])("typeFields() reads %s by its document", (form, expected) => {
  expect(typeFields(document, schema, new URLSearchParams(form))).toEqual(expected);
});

it("typeFields() leaves text unchanged where no document describes it", () => {
  expect(typeFields(document, {}, [["ttl", "15"]])).toEqual({ ttl: "15" });
});
