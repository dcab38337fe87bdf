import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { retryAfter } from "./retry-after.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-20T08:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["soon", undefined],
  ["", undefined],
  ["7", 7000],
  ["Fri, 20 Nov 2026 08:00:30 GMT", 30_000],
  ["Fri, 20 Nov 2026 07:00:00 GMT", 0],
])("retryAfter() reads %j as %s", (value, milliseconds) => {
  expect(retryAfter(new Headers({ "Retry-After": value }))).toBe(milliseconds);
});

test("retryAfter() is undefined without the header", () => {
  expect(retryAfter(new Headers())).toBeUndefined();
});
