import { describe, expect, it } from "vitest";
import { countryOf, displayNumber, readDigits } from "./calling-codes.ts";

describe("readDigits()", () => {
  it.each(["", "+", "123456", "1234567890123456", "+1 555 CALL NOW", "1+5550123456", "+1.555.012.3456"])(
    "rejects %j",
    (text) => {
      expect(readDigits(text)).toBeUndefined();
    },
  );

  it.each([
    ["+1 (555) 012-3456", "15550123456"],
    ["442079460123", "442079460123"],
    [" +12 345 67", "1234567"],
    ["123456789012345", "123456789012345"],
  ])("reads %j", (text, digits) => {
    expect(readDigits(text)).toBe(digits);
  });
});

it("countryOf() knows a few countries and returns undefined for others", () => {
  expect(countryOf("15550123456")).toEqual({ prefix: 1, code: "US", region: "North America" });
  expect(countryOf("2348012345678")).toMatchObject({ prefix: 234, code: "NG" });
  expect(countryOf("96512345678")).toBeUndefined();
});

it.each([
  ["15550123456", "+1 555-012-3456"],
  ["15550", "+1 5550"],
  ["442079460123", "+44 2079460123"],
  ["96512345678", "+96512345678"],
])("displayNumber() writes %s as %s", (digits, text) => {
  expect(displayNumber(digits)).toBe(text);
});
