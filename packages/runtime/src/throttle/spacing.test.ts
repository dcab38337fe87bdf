import { expect, test } from "vitest";
import { createPace, gapFor } from "./spacing.ts";
import { stopTime } from "../time.test-support.ts";

stopTime();

test("createPace() keeps no interval until it is set, and drops it after five minutes", () => {
  const pace = createPace();
  const start = performance.now();
  expect([pace.wait(start), pace.isIdle(start)]).toEqual([0, true]);
  pace.slowTo(2000);
  expect([pace.wait(start), pace.isIdle(start)]).toEqual([2000, false]);
  pace.take(start + 299_000);
  expect(pace.wait(start + 299_999)).toBe(1001);
  expect([pace.wait(start + 300_000), pace.isIdle(start + 300_000)]).toEqual([0, true]);
});

test.each([
  [0, 0],
  [79.9, 0],
  [80, 125],
  [92, 1000],
  [100, 4000],
  [1000, 4000],
])("gapFor(%d) is %i ms", (percentage, gap) => {
  expect(gapFor(percentage)).toBe(gap);
});
