import { expect, test } from "vitest";
import { retryAfter } from "./retry-after.ts";
import { stopTime } from "../time.test-support.ts";

stopTime({ now: new Date("2026-11-20T08:00:00Z") });

test.each([
  ["soon", undefined],
  ["", undefined],
  ["2.5", undefined],
  ["-5", undefined],
  ["+5", undefined],
  ["1e3", undefined],
  ["0x10", undefined],
  ["soon 9", undefined],
  ["7 seconds", undefined],
  ["2026-11-20T08:00:30Z", undefined],
  ["Fri, 20 Nov 2026 08:00:30", undefined],
  ["Fri, 20 Nov 2026 08:00:30 +0100", undefined],
  ["Fri, 99 Nov 2026 08:00:30 GMT", undefined],
  ["0", 0],
  ["7", 7000],
  [" 7 ", 7000],
  ["007", 7000],
  ["Fri, 20 Nov 2026 08:00:30 GMT", 30_000],
  ["Friday, 20-Nov-26 08:00:30 GMT", 30_000],
  ["Fri Nov 20 08:00:30 2026", 30_000],
  ["Fri, 20 Nov 2026 07:00:00 GMT", 0],
])("retryAfter() reads %j as %s", (value, milliseconds) => {
  expect(retryAfter(new Headers({ "Retry-After": value }))).toBe(milliseconds);
});

test.each([
  [["2", "9", "5"], 9000],
  [["soon", "9", "-20"], 9000],
  [["7", "Fri, 20 Nov 2026 08:00:30 GMT"], 30_000],
  [["Fri, 20 Nov 2026 08:00:30 GMT", "40"], 40_000],
  [["Friday, 20-Nov-26 08:00:30 GMT", "Fri Nov 20 08:00:50 2026", "Fri, 20 Nov 2026 07:00:00 GMT"], 50_000],
  [["soon", "later"], undefined],
])("retryAfter() takes the largest of %j", (values, milliseconds) => {
  const headers = new Headers();
  for (const value of values) headers.append("Retry-After", value);
  expect(retryAfter(headers)).toBe(milliseconds);
});

test("retryAfter() is undefined without the header", () => {
  expect(retryAfter(new Headers())).toBeUndefined();
});
