import { expect, test } from "vitest";
import { limitText, readable, toneOf } from "./words.ts";

test("states have a tone, whatever their case", () => {
  expect(["APPROVED", "verified", "PENDING_REVIEW", "FLAGGED", "SOMETHING"].map(toneOf)).toEqual([
    "good",
    "good",
    "waiting",
    "bad",
    "neutral",
  ]);
});

test("constants are read as words", () => {
  expect(readable("PENDING_REVIEW")).toBe("Pending review");
  expect(readable("")).toBe("");
});

test("limits say how many people they are", () => {
  expect(["TIER_250", "TIER_2K", "TIER_UNLIMITED", "NEW"].map(limitText)).toEqual([
    "250 people in 24 hours",
    "2,000 people in 24 hours",
    "No limit",
    "NEW",
  ]);
});
