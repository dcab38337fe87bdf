import { describe, expect, test } from "vitest";
import { fillPath } from "./path.ts";

const template = "/{business_id}/preverified_numbers";

describe("fillPath()", () => {
  test.each([
    ["missing", {}],
    ["missing", { business_id: undefined }],
    ["missing", { business_id: null }],
    ["missing", { business_id: { id: "1" } }],
    ["missing", { toString: "1" }],
    ["empty", { business_id: "" }],
    ["empty", { business_id: "  " }],
    ['must not be "."', { business_id: "." }],
    ['must not be ".."', { business_id: ".." }],
  ])("says that a value is %s for %j", (reason, values) => {
    const error = new TypeError(
      `Cannot call ${template}: path parameter business_id ${reason.startsWith("must") ? reason : `is ${reason}`}`,
    );
    expect(() => fillPath(template, values)).toThrow(error);
  });

  test("says that a value is missing when there are none at all", () => {
    expect(() => fillPath(template)).toThrow("path parameter business_id is missing");
  });

  test("fills in strings and numbers", () => {
    expect(fillPath("/{a}/x/{b}", { a: "12", b: 34 })).toBe("/12/x/34");
  });

  test.each([
    ["1/../2", "1%2F..%2F2"],
    ["1?access_token=x", "1%3Faccess_token%3Dx"],
    ["1#x", "1%23x"],
    ["{business_id}", "%7Bbusiness_id%7D"],
    ["$&", "%24%26"],
  ])("keeps %s inside its segment", (value, segment) => {
    expect(fillPath(template, { business_id: value })).toBe(`/${segment}/preverified_numbers`);
  });
});
