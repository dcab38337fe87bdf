import { describe, expect, test, vi } from "vitest";
import { stopTime } from "./time.test-support.ts";
import { within } from "./within.ts";

const late = () => new Error("late");
const never = new Promise<never>(() => undefined);

describe("within()", () => {
  stopTime();

  test("rejects when the work does not settle in time, and not before", async () => {
    const settled = vi.fn<(error: Error) => void>();
    const waiting = within(never, 1000, late).catch(settled);
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(settled).toHaveBeenCalledWith(new Error("late"));
  });

  test("rejects like the work, and ignores a later rejection", async () => {
    await expect(within(Promise.reject(new Error("broken")), 1000, late)).rejects.toThrow("broken");
    let reject = (_error: Error) => {};
    const work = new Promise<never>((_, no) => {
      reject = no;
    });
    const waiting = within(work, 10, late);
    vi.advanceTimersByTime(10);
    await expect(waiting).rejects.toThrow("late");
    reject(new Error("unheard"));
  });

  test("leaves no timer behind, and sets none for a value that is not a promise", async () => {
    expect(await within(Promise.resolve(1), 1000, late)).toBe(1);
    expect(await within({ id: 1 }, 1000, late)).toEqual({ id: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([Number.POSITIVE_INFINITY, 2 ** 31])("does not end at once with a limit of %s ms", async (limit) => {
    const settled = vi.fn<() => void>();
    within(never, limit, late).catch(settled);
    await vi.advanceTimersByTimeAsync(1000);
    expect(settled).not.toHaveBeenCalled();
  });
});
