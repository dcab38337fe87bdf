import { expect, test } from "vitest";
import { roughly } from "./duration.ts";

test.each([
  [0, "about 0 seconds"],
  [40, "about 1 second"],
  [4654, "about 5 seconds"],
  [80_000, "about 80 seconds"],
  [90_000, "about 2 minutes"],
  [80 * 60_000, "about 80 minutes"],
  [5 * 3_600_000, "about 5 hours"],
  [40 * 86_400_000, "about 40 days"],
])("roughly() says of %d ms: %s", (milliseconds, text) => {
  expect(roughly(milliseconds)).toBe(text);
});
