import { expect, it } from "vitest";
import { parseJson } from "./json.ts";

const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${"]}".repeat(levels / 2)}`;

it("parseJson() rejects what is not JSON", () => {
  expect(() => parseJson("{")).toThrow(SyntaxError);
});

it("parseJson() rejects more than 100 levels, however many there are", () => {
  const message = new RangeError("must not have more than 100 levels of nested values");
  expect(() => parseJson(nested(102))).toThrow(message);
  expect(() => parseJson(nested(200_000))).toThrow(message);
});

it("parseJson() returns what has 100 levels", () => {
  expect(JSON.stringify(parseJson(nested(100)))).toBe(nested(100));
});
