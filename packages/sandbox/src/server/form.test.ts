import { expect, it } from "vitest";
import { readForm } from "./form.ts";
import { OperationTable } from "./operations.ts";

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
const post = { operationId: "addThing", requestBody: { content: { "application/json": { schema } } }, responses: {} };
const components = { schemas: { Named: { properties: { name: { type: "string" } } } } };
const table = new OperationTable([
  {
    "x-graph-versions": ["v25.0"],
    components,
    paths: { "/things": { post }, "/empty": { post: { ...post, requestBody: {} } } },
  },
]);
const [thing, empty] = table.operations("v25.0");

it.each([
  ["name=15&kind=1&any=7", { name: "15", kind: "1", any: "7" }],
  ["ttl=15&level=2&active=true", { ttl: 15, level: 2, active: true }],
  ["text=%7B%22body%22%3A%22a+b%22%7D", { text: { body: "a b" } }],
  ["text=%5B1%5D", { text: [1] }],
  ["ttl=soon&text=%7B", { ttl: "soon", text: "{" }],
  ["__proto__=1&constructor=2", JSON.parse('{"__proto__":"1","constructor":"2"}')],
])("readForm() reads %s by its document", (form, expected) => {
  expect(thing && JSON.parse(readForm(thing, form))).toEqual(expected);
});

it("readForm() leaves text unchanged where no document describes it", () => {
  expect(empty && readForm(empty, "ttl=15")).toBe('{"ttl":"15"}');
});
