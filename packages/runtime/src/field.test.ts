import { expect, test } from "vitest";
import { field } from "./field.ts";

test("field() throws for a field without parameters", () => {
  expect(() => field("preview", {})).toThrow(
    "Cannot write the field preview: it has no parameters, use its name alone",
  );
  expect(() => field("preview", { invalidate: undefined })).toThrow("no parameters");
});

test("field() writes each parameter in parentheses, lists as JSON", () => {
  expect(field("preview", { invalidate: false })).toBe("preview.invalidate(false)");
  expect(field("analytics", { start: 1, granularity: "DAY", country_codes: ["US", "BR"], none: undefined })).toBe(
    'analytics.start(1).granularity(DAY).country_codes(["US","BR"])',
  );
});
