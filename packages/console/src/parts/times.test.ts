import { afterEach, expect, test, vi } from "vitest";
import { clockTime, dayOrTime } from "./times.ts";

afterEach(() => void vi.useRealTimers());

test("what is of today has an hour, what is older a day", () => {
  const noon = new Date(2026, 9, 14, 12, 0).getTime();
  vi.useFakeTimers({ now: noon });
  const morning = new Date(2026, 9, 14, 8, 5).getTime() / 1000;
  expect(dayOrTime(morning)).toBe(clockTime(morning));
  expect(clockTime(morning)).toMatch(/0?8\D05/);
  expect(dayOrTime(morning - 24 * 60 * 60)).toMatch(/13/);
});
