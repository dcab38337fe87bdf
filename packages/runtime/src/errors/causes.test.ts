import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { causeOf } from "./causes.ts";
import { errorCodes } from "../error-codes.ts";

const known = Object.entries(errorCodes).filter(
  ([code, { family }]) => code !== "200-299" && family !== "embedded_signup_ui",
);

/** What is known of an error that came with a status which says nothing. */
const known400 = (code: number, error_subcode?: number) =>
  causeOf(400, { code, ...(error_subcode !== undefined && { error_subcode }) });

describe("causeOf()", () => {
  test.each([-1, 1e9, Number.NaN, 0.5, Number.POSITIVE_INFINITY])("does not know the code %d", (code) => {
    expect(known400(code)).toEqual({ family: "unknown", isRetryable: false, isRejected: false, wait: 0, growth: 2 });
  });

  test.each(known)("knows of code %s what is documented", (code, documented) => {
    const { family, retryable, rejected, wait = 0 } = documented;
    const growth = code === "131056" ? 4 : 2; // pair of sender and recipient
    const cause = { family, isRetryable: retryable, isRejected: rejected, wait: wait * 1000, growth };
    expect(known400(Number(code))).toEqual(cause);
  });

  test.each([200, 201, 250, 299])("takes code %i for a permission", (code) => {
    expect(known400(code).family).toBe("permission");
  });

  test("finds a subcode that has an entry of its own", () => {
    expect(known400(100).family).toBe("invalid_request");
    expect(known400(100, 2388024).family).toBe("template");
  });

  test.each([
    [190, 463],
    [190, 467],
    [100, 33],
    [613, 1996],
    [4, 2446079],
    [130429, 2494055],
  ])("goes by code %i where subcode %i means the same", (code, subcode) => {
    expect(known400(code, subcode)).toBe(known400(code));
  });

  test("does not take a small subcode for the code of that number", () => {
    const codes = fc.constantFrom(...known.map(([code]) => Number(code)));
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 999 }), (code, subcode) => {
        expect(known400(code, subcode)).toBe(known400(code));
      }),
    );
  });
});

describe("causeOf() believes that nothing happened", () => {
  const rejected = known.filter(([, entry]) => entry.rejected).map(([code]) => Number(code));

  test("by the code alone, whatever its subcode", () => {
    const codes = fc.oneof(fc.constantFrom(...known.map(([code]) => Number(code))), fc.integer());
    fc.assert(
      fc.property(
        codes,
        fc.oneof(fc.constantFrom(...rejected), codes),
        fc.boolean(),
        (code, error_subcode, is_transient) => {
          expect(causeOf(400, { code, error_subcode, is_transient }).isRejected).toBe(rejected.includes(code));
        },
      ),
    );
  });
});

describe("causeOf() believes", () => {
  test("is_transient over the code, and only when it is true", () => {
    const told = (status: number, code: number, is_transient: unknown) =>
      causeOf(status, { code, is_transient: is_transient as boolean });
    expect(told(400, 190, true)).toEqual({ ...known400(190), isRetryable: true });
    expect(told(400, 190, "true").isRetryable).toBe(false);
    expect(told(500, 2, false).isRetryable).toBe(true);
    expect(known400(190).isRetryable).toBe(false);
  });

  test("the code over the status", () => {
    expect(causeOf(503, { code: 100 }).isRetryable).toBe(false);
    expect(causeOf(400, { code: 80007 }).isRetryable).toBe(true);
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
    expect(causeOf(status, { code: 999_999 })).toEqual({
      family: "unknown",
      isRetryable: expected,
      isRejected: false,
      wait: 0,
      growth: 2,
    });
  });
});
