import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRetryable, lookUp } from "./codes.ts";
import { errorCodes } from "./error-codes.ts";

const known = Object.entries(errorCodes).filter(([code, { family }]) => code !== "200-299" && family !== "embedded_signup_ui");

describe("lookUp()", () => {
  test.each([-1, 1e9, Number.NaN, 0.5, Number.POSITIVE_INFINITY])("does not know the code %d", (code) => {
    expect(lookUp(code)).toBeUndefined();
  });

  test.each(known)("knows of code %s what is documented", (code, documented) => {
    const { family, retryable, rejected, wait = 0 } = documented;
    expect(lookUp(Number(code))).toEqual({ family, isRetryable: retryable, isRejected: rejected, wait: wait * 1000 });
  });

  test.each([200, 201, 250, 299])("takes code %i for a permission", (code) => {
    expect(lookUp(code)?.family).toBe("permission");
  });

  test("finds a subcode that has an entry of its own", () => {
    expect(lookUp(100)?.family).toBe("invalid_request");
    expect(lookUp(100, 2388024)?.family).toBe("template");
  });

  test.each([
    [190, 463],
    [190, 467],
    [100, 33],
    [613, 1996],
    [4, 2446079],
    [130429, 2494055],
  ])("goes by code %i where subcode %i means the same", (code, subcode) => {
    expect(lookUp(code, subcode)).toEqual(lookUp(code));
  });

  test("does not take a small subcode for the code of that number", () => {
    const codes = fc.constantFrom(...known.map(([code]) => Number(code)));
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 999 }), (code, subcode) => {
        expect(lookUp(code, subcode)).toBe(lookUp(code));
      }),
    );
  });
});

describe("isRetryable() believes", () => {
  test("is_transient over the code, and only when it is true", () => {
    expect(isRetryable(400, 190, undefined, true)).toBe(true);
    expect(isRetryable(400, 190, undefined, "true")).toBe(false);
    expect(isRetryable(500, 2, undefined, false)).toBe(true);
  });

  test("the code over the status", () => {
    expect(isRetryable(503, 100)).toBe(false);
    expect(isRetryable(400, 80007)).toBe(true);
  });

  test.each([
    [400, false],
    [404, false],
    [429, true],
    [500, true],
    [501, false],
    [502, true],
    [503, true],
    [504, true],
  ])("the status %i where no page lists the code", (status, expected) => {
    expect(isRetryable(status, 999_999)).toBe(expected);
  });
});
