import { RateLimiterMemory } from "rate-limiter-flexible";
import { describe, expect, test, vi } from "vitest";
import { graphError, json } from "../answers.test-support.ts";
import type { Rate } from "./bucket.ts";
import type { Limiter } from "./shared-limit.ts";
import { message, requestFor } from "./throttle.test-support.ts";
import { throttle, type ThrottleOptions } from "./throttle.ts";
import { stopTime } from "../time.test-support.ts";

stopTime({ now: new Date("2026-11-20T08:00:00Z") });

/** A throttle with one shared limiter for phone numbers. */
function setUp(phoneNumber: Limiter, options: ThrottleOptions = {}) {
  const start = performance.now();
  const times: number[] = [];
  const limit = throttle({ ...options, limiters: { phoneNumber } });
  const fetch = limit(async () => {
    times.push(performance.now() - start);
    return json({});
  });
  const send = (signal?: AbortSignal) => fetch(requestFor(message(), signal)).catch((error: unknown) => error);
  return { send, times };
}

const refusal = (msBeforeNext: number) => Promise.reject(Object.assign(Object.create(null), { msBeforeNext }));

describe("a shared limiter that fails", () => {
  const broken: Limiter = { consume: vi.fn(() => Promise.reject(new Error("ECONNREFUSED"))) };

  test("rejects the call when it is closed, and is tried again after a second", async () => {
    let isBroken = true;
    const consume = vi.fn(() => (isBroken ? Promise.reject(new Error("ECONNREFUSED")) : Promise.resolve()));
    const { send, times } = setUp({ consume }, { whenStoreFails: "closed" });
    const error = await send();
    expect(error).toMatchObject({
      name: "ThrottleError",
      message: "Cannot POST /{phone_number_id}/messages: the shared limiter failed: ECONNREFUSED",
      reason: "store",
      cause: new Error("ECONNREFUSED"),
    });
    isBroken = false;
    await vi.advanceTimersByTimeAsync(999);
    expect(await send()).toMatchObject({ reason: "store" });
    expect(consume).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await send()).toBeInstanceOf(Response);
    expect(times).toHaveLength(1);
  });

  test("leaves the limit to the memory of the process by default", async () => {
    const { send, times } = setUp(broken, { messagesPerSecond: 20 });
    const calls = Array.from({ length: 21 }, () => send());
    await vi.runAllTimersAsync();
    await Promise.all(calls);
    expect(times.at(-1)).toBeCloseTo(1000, -2);
  });

  test.each([
    ["does not answer for a second", () => new Promise(() => undefined), "no response within 1000 ms"],
    [
      "throws at once",
      () => {
        throw new Error("no connection");
      },
      "no connection",
    ],
    ["rejects with something unknown", () => Promise.reject("down"), "down"], // oxlint-disable-line prefer-promise-reject-errors
    ["never frees a key", () => refusal(-1), "it does not say when to retry: its duration must be whole seconds"],
  ])("is one that %s", async (_, consume, reason) => {
    const { send } = setUp({ consume }, { whenStoreFails: "closed" });
    const call = send();
    await vi.runAllTimersAsync();
    expect(await call).toMatchObject({
      message: `Cannot POST /{phone_number_id}/messages: the shared limiter failed: ${reason}`,
    });
  });
});

describe("a shared limiter", () => {
  test("that requires a wait longer than maxPause rejects the call and says how long", async () => {
    const { send } = setUp({ consume: () => refusal(61_000) });
    expect(await send()).toMatchObject({ reason: "pause", retryAfter: 61_000 });
  });

  test("is called for one waiting call of a key at a time, when it said", async () => {
    const asked: number[] = [];
    const limiter = new RateLimiterMemory({ points: 2, duration: 1 });
    const start = performance.now();
    const { send, times } = setUp({
      consume(key, points) {
        asked.push(performance.now() - start);
        return limiter.consume(key, points);
      },
    });
    const calls = Array.from({ length: 6 }, () => send());
    await vi.runAllTimersAsync();
    await Promise.all(calls);
    expect(times.map((time) => Math.floor(time / 1000))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(asked).toHaveLength(8);
  });

  test("is called for the phone number, the person and the account", async () => {
    const keys: string[] = [];
    const note: Limiter = { consume: async (key) => void keys.push(key) };
    const limit = throttle({ limiters: { phoneNumber: note, pair: note, account: note }, callsPerHour: false });
    const fetch = limit(async () => json({}));
    await fetch(requestFor(message("+15550123456", "7")));
    const call = { ...message(), method: "GET", path: "/{waba_id}", ids: { waba_id: "3" } };
    await fetch(requestFor(call));
    expect(keys).toEqual(["7:15550123456", "7", "3"]);
  });

  test("that reserves permits for all who wait is called once for them", async () => {
    const reserve = vi.fn(async (_key: string, most: number) =>
      Array.from({ length: most }, (_, index) => index * 300),
    );
    const { send, times } = setUp({ reserve });
    const controller = new AbortController();
    const calls = [send(), send(), send(controller.signal), send()];
    await vi.advanceTimersByTimeAsync(100);
    controller.abort("over");
    await vi.runAllTimersAsync();
    expect(await calls[2]).toBe("over");
    await Promise.all(calls);
    expect(times).toEqual([0, 0, 300]);
    const rate = { burst: 2, interval: 1000 / 79 }; // of 80 a second
    expect(reserve.mock.calls).toEqual([
      ["1", 1, rate],
      ["1", 3, rate],
    ]);
    await vi.advanceTimersByTimeAsync(500); // the permit that is left is too old by then
    await send();
    expect(reserve).toHaveBeenLastCalledWith("1", 1, rate);
    expect(reserve).toHaveBeenCalledTimes(3);
  });

  test("whose reserved permit is due later than maxPause rejects the call, and the next one gets it", async () => {
    const reserve = vi.fn(async () => [500]);
    const { send, times } = setUp({ reserve }, { maxPause: 400 });
    expect(await send()).toMatchObject({ reason: "pause", retryAfter: 500 });
    await vi.advanceTimersByTimeAsync(200);
    const next = send();
    await vi.runAllTimersAsync();
    expect(await next).toBeInstanceOf(Response);
    expect(times).toEqual([500]);
    expect(reserve).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["no", []],
    ["NaN", [Number.NaN]],
    ["0, -5", [0, -5]],
    ["Infinity", [Infinity]],
  ])("that reserves permits that are due in %s ms has failed", async (text, dues) => {
    const { send, times } = setUp({ reserve: async () => dues }, { whenStoreFails: "closed" });
    const problem = `the shared limiter failed: it reserved permits that are due in ${text} ms`;
    expect(await send()).toMatchObject({ reason: "store", message: expect.stringContaining(problem) });
    expect(times).toEqual([]);
  });

  test("that reserves is told the rate of a person and of an account", async () => {
    const reserve = vi.fn(async (_key: string, _most: number, _rate: Rate) => [0]);
    const limiters = { pair: { reserve }, account: { reserve } };
    const account = { ...message(), method: "GET", path: "/{waba_id}", ids: { waba_id: "3" } };
    for (const callsPerHour of [200, false] as const) {
      const fetch = throttle({ limiters, callsPerHour })(async () => json({}));
      await fetch(requestFor(account));
      if (callsPerHour === false) await fetch(requestFor(message("+15550123456", "7")));
    }
    expect(reserve.mock.calls).toEqual([
      ["3", 1, { burst: 5, interval: 3_600_000 / 196 }],
      ["3", 1, { burst: Infinity, interval: 0 }],
      ["7:15550123456", 1, { burst: 45, interval: 6000 }],
    ]);
  });

  test("of idle keys is forgotten, of a key in use is not", async () => {
    const pair: Limiter = { consume: async () => undefined };
    const answers = [graphError(400, { code: 131056 })];
    const times: number[] = [];
    const start = performance.now();
    const limit = throttle({ limiters: { pair }, messagesPerSecond: 1000 });
    const fetch = limit(async () => {
      times.push(performance.now() - start);
      return answers.shift() ?? json({});
    });
    await fetch(requestFor(message("15550123456")));
    const others = Array.from({ length: 20 }, (_, index) => fetch(requestFor(message(`1555${index}`))));
    const same = fetch(requestFor(message("15550123456")));
    await vi.runAllTimersAsync();
    await Promise.all([...others, same]);
    expect(times.at(-1)).toBe(6000);
  });

  test("gives the permit of an aborted call to the next one", async () => {
    let grant = (): void => undefined;
    const consume = vi.fn(() => new Promise<void>((resolve) => (grant = resolve)));
    const { send, times } = setUp({ consume });
    const controller = new AbortController();
    const first = send(controller.signal);
    const second = send();
    await vi.advanceTimersByTimeAsync(0);
    controller.abort("over");
    expect(await first).toBe("over");
    grant();
    await second;
    expect(consume).toHaveBeenCalledTimes(1);
    const third = send();
    await vi.advanceTimersByTimeAsync(0);
    grant();
    await third;
    expect(consume).toHaveBeenCalledTimes(2);
    expect(times).toHaveLength(2);
  });
});
