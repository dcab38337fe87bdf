import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";

const hour = 3_600_000;

test.each([
  [0, "Offer ended"],
  [-1, "Offer ended"],
  [61_999, "Ends in 00:01:01"],
  [26 * hour, "Ends in 26:00:00"],
  [49 * hour, "Ends in 2 days"],
])("%i ms", (milliseconds, text) => {
  expect(timeLeft(milliseconds)).toBe(text);
});
