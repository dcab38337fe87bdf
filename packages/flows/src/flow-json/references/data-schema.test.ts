import { expect, test } from "vitest";
import { dataSchema, fits, isAssignable, propertiesOf } from "./data-schema.ts";

const text = dataSchema({ type: "string" });
const whole = dataSchema({ type: "integer" });
const number = dataSchema({ type: "number" });
const list = dataSchema({ type: "array", items: text });
const day = dataSchema({ type: "object", properties: { id: text, seats: number } });
const loose = dataSchema({ type: "object", properties: { id: text, seats: number }, required: ["id"] });
const anything = dataSchema({});

test.each([
  [anything, null, true],
  [text, "a", true],
  [text, 1, false],
  [number, 1.5, true],
  [whole, 1, true],
  [whole, 1.5, false],
  [list, ["a"], true],
  [list, ["a", 1], false],
  [list, "a", false],
  [dataSchema({ type: "array" }), [1, "a"], true],
  [day, { id: "1", seats: 2 }, true],
  [day, { id: "1" }, false],
  [day, { id: 1, seats: 2 }, false],
  [day, [], false],
  [loose, { id: "1" }, true],
  [loose, { seats: 2 }, false],
  [dataSchema({ type: "object" }), { any: 1 }, true],
  [dataSchema({ type: "object", properties: { id: "no schema" } }), { id: 1 }, true],
])("%j fits %j: %s", (schema, value, isFitting) => {
  expect(fits(schema, value)).toBe(isFitting);
});

test("an example need not have all properties", () => {
  expect(fits(day, { id: "1" }, true)).toBe(true);
  expect(fits(day, { id: 1 }, true)).toBe(false);
});

test.each([
  [text, anything, true],
  [anything, text, true],
  [text, number, false],
  [list, dataSchema({ type: "array", items: number }), false],
  [list, list, true],
  [day, loose, true],
  [dataSchema({ type: "object", properties: { id: text } }), day, false],
  [dataSchema({ type: "object", properties: { id: number, seats: number } }), day, false],
  [dataSchema({ type: "object" }), day, true],
  [day, dataSchema({ type: "object", required: ["other"] }), false],
  [day, dataSchema({ type: "object", required: ["id"] }), true],
])("%j may be where %j is needed: %s", (given, needed, isFine) => {
  expect(isAssignable(given, needed)).toBe(isFine);
});

test("properties are those of an object that names them", () => {
  expect(propertiesOf(day)).toEqual({ id: text, seats: number });
  expect(propertiesOf(dataSchema({ properties: [] }))).toBeUndefined();
});
