import { describe, expect, test } from "vitest";
import { documentedField, valueProblems } from "../../../../sandbox/src/webhooks/documented-webhooks.ts";
import { isWebhookField, webhookFields } from "../../../../sandbox/src/webhooks/webhook-fields.ts";
import { chooseShape, fits, labelShapes } from "./choose-shape.ts";
import { fieldOf, type FormField, readText, showText } from "./form-field.ts";
import { changeShape, makeValue } from "./make-value.ts";
import { readAt, removeAt, writeAt } from "./paths.ts";
import { isRecord, type SchemaNode, type SchemaRoot, shapesOf } from "./shapes.ts";

const documented = webhookFields.filter(isWebhookField).map(documentedField);

/** The payload of these is not published, so that their form is free. */
const unpublished = new Set(["business_status_update", "consumer_profile", "message_echoes", "tracking_events"]);

/** Values that were given to the sandbox's own validation. */
let tried = 0;

/** All fields of a form, the outer ones first. */
function fieldsOf(root: SchemaRoot, node: SchemaNode, value: unknown): FormField[] {
  const found: FormField[] = [];
  const visit = (field: FormField) => {
    found.push(field);
    for (const { step, node: inner, isRequired } of field.inner)
      visit(fieldOf(root, inner, readAt(field.value, [step]), [...field.path, step], isRequired));
  };
  visit(fieldOf(root, node, value));
  return found;
}

describe("the form of each documented field", () => {
  test("there are some", () => expect(documented.length).toBeGreaterThan(36));

  test.each(documented)("$field writes back its example", (root) => {
    const { schema, example, field } = root;
    const fields = fieldsOf(root, schema, example);
    let written: unknown = {};
    for (const { path, value, shape, inner } of fields) {
      if (inner.length > 0 || Array.isArray(value) || isRecord(value)) {
        written = writeAt(written, path, Array.isArray(value) ? Array.from(value, () => 0) : {});
      } else if (shape.options && !shape.isOpen) {
        expect(shape.options).toContain(value);
        written = writeAt(written, path, shape.options[shape.options.indexOf(value)]);
      } else {
        written = writeAt(written, path, readText(shape, showText(value)));
      }
    }
    expect(JSON.stringify(written)).toBe(JSON.stringify(example));
    // each value is shown by what the document says of it
    const undescribed = fields.filter(({ path, shapes }) => path.length > 0 && shapes === shapesOf(root, true));
    if (!unpublished.has(field)) expect(undescribed.map(({ path }) => path.join("."))).toEqual([]);
  });

  test.each(documented)("$field makes values that the sandbox takes, whatever is added and chosen", (root) => {
    const { schema, field } = root;
    const wrong: string[] = [];
    const before = tried;
    const accept = (value: unknown, what: string) => {
      tried++;
      for (const { place, rule } of valueProblems(field, value)) wrong.push(`${what}: ${place.join(".")} ${rule}`);
    };

    /** Adds each property, chooses each shape and adds an item to each list, also in what comes about. */
    function explore(value: unknown, path: readonly (string | number)[], node: SchemaNode, depth: number): void {
      const inside = readAt(value, path);
      const { shapes, index, shape, inner, addable } = fieldOf(root, node, inside, path);
      const where = path.join(".");
      for (const place of shapes.keys()) {
        if (place === index) continue;
        const changed = changeShape(root, shapes, place, inside);
        const after = writeAt(value, path, changed);
        accept(after, `${where} as ${labelShapes(root, shapes)[place]}`);
        expect(chooseShape(root, shapes, changed), `${where}, shape ${place}`).toBe(place);
        if (depth > 0) exploreInside(after, path, node, depth - 1);
      }
      for (const name of addable) {
        const property = shape.properties.get(name);
        const after = writeAt(value, [...path, name], makeValue(root, property));
        accept(after, `${where} with ${name}`);
        expect(removeAt(after, [...path, name])).toEqual(value);
        if (depth > 0) explore(after, [...path, name], property, depth - 1);
      }
      if (Array.isArray(inside)) {
        const after = writeAt(value, path, [...inside, makeValue(root, shape.items)]);
        accept(after, `${where} with one more`);
        if (depth > 0) explore(after, [...path, inside.length], shape.items, depth - 1);
      }
      for (const { step, node: next } of inner) explore(value, [...path, step], next, depth);
    }

    function exploreInside(value: unknown, path: readonly (string | number)[], node: SchemaNode, depth: number): void {
      const { shape, inner, addable } = fieldOf(root, node, readAt(value, path), path);
      for (const name of addable) {
        const after = writeAt(value, [...path, name], makeValue(root, shape.properties.get(name)));
        accept(after, `${path.join(".")} with ${name}`);
      }
      for (const { step, node: next } of inner) explore(value, [...path, step], next, depth);
    }

    accept(root.example, "the example");
    explore(root.example, [], schema, 2); // levels below what is added
    expect(tried).toBeGreaterThan(before);
    expect(wrong).toEqual([]);
  });

  test("many values were tried", () => expect(tried).toBeGreaterThan(2500));
});

describe("shapes", () => {
  const root = {
    components: {
      schemas: {
        Tree: { type: "object", required: ["left"], properties: { left: { $ref: "#/components/schemas/Tree" } } },
        Loop: { anyOf: [{ $ref: "#/components/schemas/Loop" }, { type: "string" }] },
        Self: { $ref: "#/components/schemas/Self" },
        Cat: { title: "A cat", type: "object", properties: { meow: { type: "string" } } },
        Dog: { type: "object", required: ["kind"], properties: { kind: { const: "dog" }, age: { type: "integer" } } },
        Other: {
          type: "object",
          required: ["kind"],
          properties: { kind: { type: "string", not: { enum: ["dog"] } } },
        },
      },
    },
  };
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

  test("of schemas that refer to themselves end", () => {
    expect(shapesOf(root, reference("Loop")).length).toBeGreaterThan(0);
    expect(shapesOf(root, reference("Self")).length).toBeGreaterThan(0);
    expect(JSON.stringify(makeValue(root, reference("Tree"))).length).toBeLessThan(200);
    expect(fits(root, reference("Tree"), { left: { left: { left: { left: 5 } } } })).toBe(true);
    expect(fits(root, reference("Tree"), { left: { left: 5 } })).toBe(false);
  });

  test("of unions of unions of many branches are bounded", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ properties: { [`p${index}`]: {} } }));
    expect(shapesOf({}, { allOf: [{ anyOf: many }, { anyOf: many }, { anyOf: many }] }).length).toBeLessThan(201);
  });

  test("are called by title, constant, or kind, each by another name", () => {
    const union = {
      oneOf: [
        ...["Cat", "Dog", "Other"].map(reference),
        { type: ["string", "integer", "null"] },
        { type: "array", items: {} },
        { type: "array", items: { type: "string" } },
      ],
    };
    const labels = ["A cat", "dog", "another kind", "text", "whole number", "null", "list", "list 2"];
    expect(labelShapes(root, shapesOf(root, union))).toEqual(labels);
  });

  test("of names beside any text are one, with suggestions", () => {
    const shapes = shapesOf({}, { anyOf: [{ enum: ["a", "b"] }, { type: "string" }, { type: "null" }] });
    expect(shapes).toMatchObject([{ kind: "string", options: ["a", "b"], isOpen: true }, { kind: "null" }]);
    expect(shapesOf({}, { enum: ["a", 1, null] })).toMatchObject([
      { kind: "string", options: ["a"] },
      { kind: "integer", options: [1] },
      { kind: "null", options: [null] },
    ]);
  });

  test("join what several schemas say of one value", () => {
    const shapes = shapesOf(root, {
      allOf: [
        reference("Dog"),
        { required: ["name"], properties: { name: { type: "string", description: "Its name" } } },
      ],
    });
    expect(shapes).toHaveLength(1);
    expect([...(shapes[0]?.properties.keys() ?? [])]).toEqual(["kind", "age", "name"]);
    expect(makeValue(root, { allOf: [reference("Dog"), { required: ["name"] }] })).toEqual({ kind: "dog", name: "" });
    expect(shapesOf({}, { allOf: [{ type: "string" }, { type: "object" }] })).toEqual([]);
  });

  test("change, and keep what fits", () => {
    const shapes = shapesOf(root, { anyOf: ["Dog", "Other"].map(reference) });
    expect(changeShape(root, shapes, 1, { kind: "dog", age: 3 })).toEqual({ kind: "something_else" });
    const texts = shapesOf(root, { type: ["string", "integer", "boolean"] });
    expect(changeShape(root, texts, 1, "12")).toBe(12);
    expect(changeShape(root, texts, 1, "1.5")).toBe(0);
    expect(changeShape(root, texts, 0, 12)).toBe("12");
  });

  test("are made with the limits and formats that they have", () => {
    const properties = {
      day: { type: "string", format: "date" },
      code: { type: "string", minLength: 3 },
      age: { type: "integer", minimum: 18 },
      list: { type: "array", minItems: 2, items: { type: "null" } },
    };
    const schema = { type: "object", required: Object.keys(properties), properties };
    expect(makeValue({}, schema)).toEqual({ day: "2026-11-03", code: "xxx", age: 18, list: [null, null] });
  });
});

describe("texts of controls", () => {
  const read = (type: string, text: string) => {
    const [shape] = shapesOf({}, { type });
    return shape && readText(shape, text);
  };
  test.each([
    ["number", "1.5", 1.5],
    ["number", "", undefined],
    ["number", "1e999", undefined],
    ["number", "one", undefined],
    ["integer", "1.5", undefined],
    ["integer", " 7 ", 7],
    ["boolean", "true", true],
    ["boolean", "yes", undefined],
    ["string", "", ""],
    ["string", "<b>", "<b>"],
    ["null", "", null],
  ])("a %s reads %j as %j", (type, text, value) => expect(read(type, text)).toBe(value));
});
