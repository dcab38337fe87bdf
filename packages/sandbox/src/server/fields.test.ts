import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { answersList, createShape, parseFields } from "./fields.ts";
import { failureOf, operationOf } from "../sandbox.test-support.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

describe("parseFields()", () => {
  it.each([
    ["", "has an empty name at position 1"],
    ["id,", "has an empty name at position 4"],
    [",id", "has an empty name at position 1"],
    ["id,,name", "has an empty name at position 4"],
    ["owner{}", "has an empty name at position 7"],
    ["{id}", "has an empty name at position 1"],
    ["owner{id", "has an opening brace and no closing one at position 9"],
    ["owner{", "has an opening brace and no closing one at position 7"],
    ["owner{id,", "has an opening brace and no closing one at position 10"],
    ["id}", "has a closing brace too many at position 3"],
    ["owner{id}}", "has a closing brace too many at position 10"],
    ["id,name,id", "names id twice: remove one of the two"],
    ["owner{id,id}", "names id twice: remove one of the two"],
    ["id name", 'has an unexpected " " at position 3'],
    ["9lives", 'has an unexpected "9" at position 1'],
    ["owner{id}name", 'has an unexpected "n" at position 10'],
  ])("rejects %j", (text, message) => {
    expect(failureOf(() => parseFields(text))).toBe(`(#100) Param fields ${message}`);
  });

  it("rejects more than 100 braces nested in each other, however many there are", () => {
    const message = "(#100) Param fields must not have more than 100 braces inside of each other";
    expect(failureOf(() => parseFields(`${"a{".repeat(101)}a${"}".repeat(101)}`))).toBe(message);
    expect(failureOf(() => parseFields("a{".repeat(100_000)))).toBe(message);
    expect(parseFields(`${"a{".repeat(100)}a${"}".repeat(100)}`).size).toBe(1);
  });

  it("reads the parameters of a field", () => {
    const given = new Map<string, Record<string, unknown>>();
    const selection = parseFields('preview.invalidate(false),cost.start(1).unit(DAY).in(["US"]){value}', given);
    const cost = new Map([["value", undefined]]);
    expect(selection).toEqual(new Map(Object.entries({ preview: undefined, cost })));
    expect(given).toEqual(
      new Map([
        ["preview", { invalidate: false }],
        ["cost", { start: 1, unit: "DAY", in: ["US"] }],
      ]),
    );
  });

  it("reads names and what is selected inside them", () => {
    const page = new Map([["link", undefined]]);
    const owner = new Map(Object.entries({ id: undefined, page }));
    expect(parseFields("name,owner{id,page{link}},id_2")).toEqual(
      new Map(Object.entries({ name: undefined, owner, id_2: undefined })),
    );
  });
});

const node = {
  type: "object",
  properties: {
    id: {},
    name: { type: "string" },
    owner: { type: "object", properties: { id: {}, name: {} } },
    pages: { type: "array", items: { properties: { id: {}, link: {} } } },
    open: { type: "object" },
  },
};
const list = { type: "object", properties: { data: { type: "array", items: node } } };

function operation(schema: object, parameter?: object) {
  return operationOf({
    parameters: parameter ? [{ name: "fields", in: "query", ...parameter }] : [],
    responses: { "200": { content: { "application/json": { schema } } } },
  });
}

const full = {
  id: "1",
  name: "One",
  owner: { id: "2", name: "Two", secret: 1 },
  pages: [{ id: "3", link: "/", secret: 1 }],
  open: { any: { thing: null } },
  secret: 1,
};
const names = ["id", "name", "owner", "pages"];
const withFields = operation(node, {
  schema: { type: "array", items: { enum: [...names, "gone"] } },
  "x-default-fields": ["id", "name"],
});

describe("createShape()", () => {
  it.each([
    ["nme", "nonexisting field (nme): allowed here are id, name, owner, pages, gone"],
    ["open", "nonexisting field (open)"],
    ["owner{nme}", "nonexisting field (nme): allowed here are id, name"],
    ["pages{nme}", "nonexisting field (nme): allowed here are id, link"],
    ["name{id}", "nonexisting field (id): allowed here are none"],
    ["gone{id}", "nonexisting field (id): allowed here are none"],
  ])("rejects the selection %s", (fields, message) => {
    expect(failureOf(() => createShape(withFields, fields))).toContain(message);
  });

  it("keeps nothing of calls that give a field parameters", () => {
    const parameters = { name: { type: "object", properties: { upper: { type: "boolean" } } } };
    const withParameters = operation(node, {
      schema: { type: "array", items: { enum: names } },
      "x-field-parameters": parameters,
    });
    const read = () => createShape(withParameters, "name.upper(true)");
    read();
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < 300; count++) read();
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000);
  });

  it("rejects names that no response has if the document lists none", () => {
    const open = operation(node, { schema: { type: "array", items: { type: "string" } } });
    expect(failureOf(() => createShape(open, "nme"))).toContain("nonexisting field (nme)");
    expect(failureOf(() => createShape(operation({}, { schema: {} }), "nme"))).toContain("allowed here are none");
    expect(createShape(open, "name").project(full)).toEqual({ id: "1", name: "One" });
  });

  it("returns the default fields without a selection", () => {
    expect(createShape(withFields, undefined).project(full)).toEqual({ id: "1", name: "One" });
  });

  it("returns the documented properties where there are no default fields", () => {
    const { secret: _, ...documented } = full;
    expect(createShape(operation(node), undefined).project(full)).toEqual({
      ...documented,
      owner: { id: "2", name: "Two" },
      pages: [{ id: "3", link: "/" }],
    });
  });

  it("leaves alone what the document says nothing about", () => {
    expect(createShape(operation({}), undefined).project(full)).toEqual(full);
  });

  it("returns the selection and the id, inside nodes too", () => {
    expect(createShape(withFields, "owner{name},pages{link}").project(full)).toEqual({
      id: "1",
      owner: { id: "2", name: "Two" },
      pages: [{ id: "3", link: "/" }],
    });
    expect(createShape(withFields, "owner").project(full)).toEqual({ id: "1", owner: { id: "2", name: "Two" } });
  });

  it("leaves out a selected field that the node does not have", () => {
    expect(createShape(withFields, "gone").project(full)).toEqual({ id: "1" });
  });

  it("shapes the items of a list", () => {
    const shape = createShape(operation(list, { schema: { items: { enum: names } } }), "owner{id}");
    expect(shape.project(full)).toEqual({ id: "1", owner: { id: "2" } });
  });
});

it("answersList() distinguishes a list from a node", () => {
  expect(answersList(operation(list))).toBe(true);
  expect(answersList(operation(node))).toBe(false);
  expect(answersList(operation({}))).toBe(false);
});

describe("parameters of a field", () => {
  const known = {
    owner: { type: "object", required: ["page"], properties: { page: { type: "integer" }, deep: { type: "boolean" } } },
  };
  const only = operation(node, { schema: { items: { enum: ["id", "name", "owner"] } }, "x-field-parameters": known });

  it.each([
    ["name.page(1)", "(#100) Param fields gives name parameters, and it takes none"],
    ["owner.page(one)", "(#100) Param fields, owner: Param page must be an integer"],
    ["owner.pages(1).page(1)", "(#100) Param fields, owner: Unknown parameter pages: allowed here are page, deep"],
    ["owner.deep(true)", "(#100) Param fields, owner: The parameter page is required"],
    ["owner.page(1", '(#100) Param fields has an unexpected "." at position 6'],
  ])("%s are rejected", (fields, message) => {
    expect(failureOf(() => createShape(only, fields))).toBe(message);
  });

  it("are taken where the document has them", () => {
    expect(createShape(only, "owner.page(2).deep(true)").project({ id: "1", owner: { id: "2" } })).toEqual({
      id: "1",
      owner: { id: "2" },
    });
  });
});
