import * as fc from "fast-check";
import { defaultPathSerializer } from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { readIds } from "./path.ts";

const template = "/{business_id}/preverified_numbers";

/** The path that openapi-fetch fills with the values. */
function fillPath(path: string, values: Record<string, unknown>): string {
  return defaultPathSerializer(path, readIds(path, values));
}

describe("readIds()", () => {
  test.each([
    ["is missing", {}],
    ["is missing", { business_id: undefined }],
    ["is missing", { business_id: null }],
    ["is missing", { toString: "1" }],
    ["is missing", Object.create({ business_id: "1" }) as object],
    ["must be a string, got an object", { business_id: { secret: "1" } }],
    ["must be a string, got a bigint", { business_id: 1n }],
    ["must be a string, got a number", { business_id: 2 ** 60 }],
    ["must be a string, got a number", { business_id: Number.NaN }],
    ['must be an id, got ""', { business_id: "" }],
    ['must be an id, got "  "', { business_id: "  " }],
    ['must be an id, got "."', { business_id: "." }],
    ['must be an id, got ".."', { business_id: ".." }],
    ['must be an id, got " .. "', { business_id: " .. " }],
    ['must be an id, got "1\\ud800"', { business_id: "1\ud800" }],
  ])("says that a value %s", (problem, values) => {
    const error = new TypeError(`Cannot call ${template}: path parameter business_id ${problem}`);
    expect(() => readIds(template, values as Record<string, unknown>)).toThrow(error);
  });

  test("fills in strings and numbers, and returns the values it used", () => {
    const values = { a: "12", b: 34, c: "56" };
    expect(fillPath("/{a}/x/{b}", values)).toBe("/12/x/34");
    expect(readIds("/{a}/x/{b}", values)).toEqual({ a: "12", b: "34" });
  });

  test("leaves a path without parameters unchanged", () => {
    expect(fillPath("/debug_token", {})).toBe("/debug_token");
  });

  test("rejects a value, or keeps it inside its segment", () => {
    const steering = fc.constantFrom(
      "..",
      ".",
      "/",
      "\\",
      "?",
      "#",
      "%2f",
      "%2e",
      "@",
      ":",
      "//",
      " ",
      "{",
      "}",
      "\0",
      "\r\n",
      "1",
    );
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(steering).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(value, (business_id) => {
        let path: string;
        try {
          path = fillPath(template, { business_id });
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
          expect(business_id).toMatch(/^[.\s]*$/);
          return;
        }
        const url = new URL(`https://graph.example/v25.0${path}`);
        expect([url.origin, url.search, url.hash, url.username]).toEqual(["https://graph.example", "", "", ""]);
        const [, version, segment = "", edge, ...further] = url.pathname.split("/");
        expect([version, decodeURIComponent(segment), edge, further]).toEqual([
          "v25.0",
          business_id,
          "preverified_numbers",
          [],
        ]);
      }),
      { numRuns: 500 },
    );
  });
});
