import { describe, expect, test, vi } from "vitest";
import { longestTimer, sleep, withDeadline } from "./deadline.ts";
import { stopTime } from "../time.test-support.ts";

stopTime();

const expire = () => new Error("too late");
/** Work that takes so long and does not listen to its signal. */
const deaf = (milliseconds: number) => () => new Promise((resolve) => setTimeout(resolve, milliseconds, "done"));
const never = () => new Promise<never>(() => {});

/** A signal that counts the listeners which it has. */
function counted() {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<unknown>();
  vi.spyOn(signal, "addEventListener").mockImplementation(
    (_: string, listener: unknown) => void listeners.add(listener),
  );
  vi.spyOn(signal, "removeEventListener").mockImplementation(
    (_: string, listener: unknown) => void listeners.delete(listener),
  );
  return { signal, listeners };
}

describe("withDeadline() fails", () => {
  test("when the time is over, also when the work does not listen", async () => {
    const outcome = withDeadline(deaf(20), 10, expire, undefined).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    expect(await outcome).toEqual(new Error("too late"));
    await vi.runAllTimersAsync();
  });

  test("and ends the work with the same reason", async () => {
    let reason: unknown;
    const work = (signal: AbortSignal | undefined) => {
      signal?.addEventListener("abort", () => (reason = signal.reason));
      return never();
    };
    const outcome = withDeadline(work, 10, expire, undefined).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    expect(reason).toBe(await outcome);
  });

  test("with the reason of the signal, at once", async () => {
    const controller = new AbortController();
    const outcome = withDeadline(deaf(20), 10, expire, controller.signal).catch((error: unknown) => error);
    controller.abort(new Error("enough"));
    expect(await outcome).toEqual(new Error("enough"));
    expect(vi.getTimerCount()).toBe(1); // that of the work
  });

  test("before it begins when the signal is aborted already", async () => {
    const work = vi.fn(never);
    await expect(withDeadline(work, 10, expire, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    expect(work).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("with what the work fails with, which nobody misses once the time is over", async () => {
    await expect(withDeadline(() => Promise.reject(new Error("broken")), 10, expire, undefined)).rejects.toThrow(
      "broken",
    );
    const late = () => new Promise((_, reject) => setTimeout(reject, 20, new Error("broken later")));
    const outcome = withDeadline(late, 10, expire, undefined).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual(new Error("too late"));
  });
});

describe("withDeadline() returns", () => {
  test("what the work does, in time", async () => {
    const outcome = withDeadline(deaf(9), 10, expire, undefined);
    await vi.advanceTimersByTimeAsync(9);
    expect(await outcome).toBe("done");
  });

  test.each([longestTimer + 1, 1e15, Number.POSITIVE_INFINITY])(
    "also after days when %d milliseconds are allowed",
    async (milliseconds) => {
      const outcome = withDeadline(deaf(1e9), milliseconds, expire, undefined);
      await vi.advanceTimersByTimeAsync(1e9);
      expect(await outcome).toBe("done");
    },
  );
});

test.each([
  ["success", async () => "done"],
  ["failure", () => Promise.reject(new Error("broken"))],
  ["expiry", never],
])("withDeadline() leaves no timer and no listener behind after %s", async (_, work: () => Promise<unknown>) => {
  const { signal, listeners } = counted();
  const outcome = withDeadline(work, 10, expire, signal).catch(() => {});
  expect(listeners.size).toBe(1);
  await vi.advanceTimersByTimeAsync(10);
  await outcome;
  expect(listeners.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

describe("a signal of many calls", () => {
  test("gets one listener, which goes with the last of them", async () => {
    const { signal, listeners } = counted();
    const waiting = Array.from({ length: 20 }, (_, index) => withDeadline(deaf(index + 1), 100, expire, signal));
    expect(listeners.size).toBe(1);
    await vi.advanceTimersByTimeAsync(19);
    expect(listeners.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(waiting);
    expect(listeners.size).toBe(0);
  });

  test("ends all of them", async () => {
    const controller = new AbortController();
    const waiting = Array.from({ length: 20 }, () => withDeadline(never, 100, expire, controller.signal));
    controller.abort(0);
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason)).toEqual(waiting.map(() => 0));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("sleep() ends", () => {
  test.each([false, true])(
    "at once with the reason of the signal, leaving no timer behind (aborted before: %s)",
    async (isBefore) => {
      const controller = new AbortController();
      if (isBefore) controller.abort(new Error("enough"));
      const outcome = sleep(10, controller.signal).catch((error: unknown) => error);
      controller.abort(new Error("enough"));
      expect(await outcome).toEqual(new Error("enough"));
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("after its time, leaving no listener behind", async () => {
    const { signal, listeners } = counted();
    const woken = vi.fn();
    const outcome = sleep(10, signal).then(woken);
    await vi.advanceTimersByTimeAsync(9);
    expect(woken).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(listeners.size).toBe(0);
  });
});
