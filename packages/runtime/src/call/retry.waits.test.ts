import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { graphError, json, sending } from "../answers.test-support.ts";
import { attemptOf } from "./requests.test-support.ts";
import { retry } from "./retry.ts";
import { passing, run } from "./retry.test-support.ts";
import { stopTime } from "../time.test-support.ts";

stopTime({ now: new Date("2026-11-20T08:00:00Z") });
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** An hour of patience, and what is added to a known wait left out. */
const patient = { maxDelay: 3_600_000, maxTotalDelay: 36_000_000, delay: 0 };
const throttled = (headers: Record<string, string>, code = 130429) => graphError(400, { code }, headers);
const usage = (...minutes: unknown[]) => {
  const entries = minutes.map((value) => ({
    type: "whatsapp",
    call_count: 100,
    estimated_time_to_regain_access: value,
  }));
  return { "X-Business-Use-Case-Usage": JSON.stringify({ "1024": entries.slice(0, 1), "2048": entries.slice(1) }) };
};

describe("retry() waits", () => {
  test("a random time below a limit that doubles up to maxDelay", async () => {
    const { waits } = await run([passing(), passing(), passing(), json({})], {}, { delay: 1000, maxDelay: 3000 });
    expect(waits).toEqual([500, 1000, 1500]);
  });

  test.each([
    ["7", 7000],
    [" 7 ", 7000],
    ["Fri, 20 Nov 2026 08:00:30 GMT", 30_000],
  ])("as long as Retry-After %s says", async (value, expected) => {
    const { waits } = await run([throttled({ "Retry-After": value }), json({})], {}, patient);
    expect(waits).toEqual([expected]);
  });

  test.each([
    [{ "Retry-After": "7" }, 4, 60_000],
    [{ "Retry-After": "70" }, 4, 70_000],
    [{ "Retry-After": "7", ...usage(9) }, 4, 540_000],
    [{ "Retry-After": "700", ...usage(9) }, 4, 700_000],
    [usage(2), 131057, 60_000], // not a limit, so the header says nothing of it
    [{ "Retry-After": "1" }, 133015, 300_000],
  ])("for the longest of what is said: %j with code %i", async (headers, code, expected) => {
    const { waits } = await run([throttled(headers as Record<string, string>, code), json({})], {}, patient);
    expect(waits).toEqual([expected]);
  });

  test("no shorter than without a header that asks for less", async () => {
    const answers = () => [passing(), passing(), passing(), json({})];
    const asking = (response: Response) => {
      response.headers.set("Retry-After", "1");
      return response;
    };
    const without = await run(answers(), {}, { delay: 4000 });
    const asked = await run(answers().map(asking), {}, { delay: 4000 });
    expect(without.waits).toEqual([2000, 4000, 8000]);
    expect(asked.waits).toEqual([3000, 4000, 8000]);
  });

  test.each(["0", "Fri, 20 Nov 2026 07:00:00 GMT", "-5", "2.5", "+5", "soon 9"])(
    "as without a known wait when Retry-After is %s",
    async (value) => {
      const { waits } = await run([throttled({ "Retry-After": value }), json({})], {}, { delay: 500 });
      expect(waits).toEqual([250]);
    },
  );

  test.each(["soon", "NaN", "1e99", "", "7 seconds ago"])("as the code takes when Retry-After is %j", async (value) => {
    const { waits } = await run([throttled({ "Retry-After": value }, 4), json({})], {}, patient);
    expect(waits).toEqual([60_000]);
  });

  test.each([
    ["the minutes that the usage header says", usage(3), 180_000],
    ["the most of several", usage(1, 12, 5), 720_000],
    ["its own time when the header says 0", usage(0), 60_000],
    ["its own time when no number is in it", usage("soon", null), 60_000],
    ["its own time when it is no JSON", { "X-Business-Use-Case-Usage": '{"1024":[{"estimated_time' }, 60_000],
  ])("after throttling %s", async (_, headers, expected) => {
    const { waits } = await run([throttled(headers as Record<string, string>, 4), json({})], {}, patient);
    expect(waits).toEqual([expected]);
  });

  test("not for the usage when something else went wrong", async () => {
    const { waits } = await run([graphError(500, { code: 2 }, usage(30)), json({})], {}, { delay: 1000 });
    expect(waits).toEqual([500]);
  });

  test.each([
    [131056, [1000, 4000, 16_000]],
    [80007, [60_000, 120_000, 240_000]],
    [133015, [300_000, 600_000, 1_200_000]],
    [131057, [60_000, 120_000, 240_000]],
  ])("after code %i as Meta says, longer each time", async (code, expected) => {
    const refused = () => graphError(400, { code });
    const { waits } = await run([refused(), refused(), refused(), json({})], {}, patient);
    expect(waits).toEqual(expected);
  });

  test("a little longer than requested, so that not all calls come back at once", async () => {
    const { waits } = await run([throttled({ "Retry-After": "7" }), json({})], {}, { delay: 1000 });
    expect(waits).toEqual([7500]);
  });
});

describe("retry() returns the response at once", () => {
  test.each([
    ["Retry-After", { "Retry-After": "61" }],
    ["a Retry-After beyond all timers", { "Retry-After": "99999999999999999999" }],
    ["a date far away", { "Retry-After": "Fri, 20 Nov 2099 08:00:00 GMT" }],
    ["the usage header", usage(2)],
  ])("when %s asks for more than maxDelay", async (_, headers) => {
    const { response, attempts, waits } = await run([throttled(headers as Record<string, string>)]);
    expect([response?.status, attempts, waits]).toEqual([400, 1, []]);
  });

  test("when the code takes longer than maxDelay", async () => {
    expect((await run([graphError(400, { code: 133015 })])).waits).toEqual([]);
  });

  test("when it would wait longer than maxTotalDelay in all", async () => {
    const asked = () => throttled({ "Retry-After": "50" });
    const { waits, response } = await run([asked(), asked(), asked()], {}, { delay: 0 });
    expect(waits).toEqual([50_000, 50_000]);
    expect(response?.status).toBe(400);
  });

  test("when no timer is long enough, however patient it is", async () => {
    const endless = Number.POSITIVE_INFINITY;
    for (const seconds of [2 ** 31 / 1000, 2 ** 31 / 1000 - 0.001, 1e9]) {
      const options = { maxDelay: endless, maxTotalDelay: endless, delay: 1e6 };
      expect((await run([throttled({ "Retry-After": String(Math.floor(seconds)) })], {}, options)).waits).toEqual([]);
    }
    const options = { maxDelay: endless, maxTotalDelay: endless, delay: endless };
    expect((await run([passing()], {}, options)).waits).toEqual([]);
  });
});

describe("an aborted signal", () => {
  test("ends a wait at once, leaving no timer and no listener", async () => {
    const { send, requests } = sending(throttled({ "Retry-After": "50" }));
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, "addEventListener");
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const outcome = retry()(send)(attemptOf({ signal: controller.signal })).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort(new Error("enough"));
    expect(await outcome).toEqual(new Error("enough"));
    expect(requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    const isOnce = added.mock.calls.every(([, , options]) => (options as AddEventListenerOptions | undefined)?.once);
    expect(isOnce || removed.mock.calls.length === added.mock.calls.length).toBe(true);
  });

  test("is not waited for when it came before the wait", async () => {
    const controller = new AbortController();
    const answer = () => {
      controller.abort(new Error("enough"));
      return passing();
    };
    const { error, attempts } = await run([answer], { signal: controller.signal });
    expect(error).toEqual(new Error("enough"));
    expect(attempts).toBe(1);
  });

  test("has no listener left after a wait that ended by itself", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    expect((await run([passing(), json({})], { signal })).response?.status).toBe(200);
    expect(added).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });
});

describe("whatever the response", () => {
  const outcome = fc.oneof(
    fc.record({ code: fc.constantFrom(1, 2, 4, 341, 80007, 131016, 131056, 131057, 133015) }),
    fc.record({ code: fc.constantFrom(4, 80007, 2), seconds: fc.integer({ min: 0, max: 200 }) }),
    fc.record({ code: fc.constantFrom(4, 80007), minutes: fc.integer({ min: 1, max: 5 }) }),
  );
  const limits = fc.record({
    attempts: fc.integer({ min: 1, max: 8 }),
    delay: fc.integer({ min: 0, max: 10_000 }),
    maxDelay: fc.integer({ min: 0, max: 100_000 }),
    maxTotalDelay: fc.integer({ min: 0, max: 300_000 }),
  });

  test("no delay is shorter than requested, above maxDelay, or above maxTotalDelay in all", async () => {
    vi.mocked(Math.random).mockRestore();
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { minLength: 8, maxLength: 8 }), limits, async (outcomes, options) => {
        const { attempts, delay, maxDelay, maxTotalDelay } = options;
        const answers = outcomes.map((given) => {
          const { code, seconds, minutes } = given as { code: number; seconds?: number; minutes?: number };
          return throttled(
            {
              ...(seconds !== undefined && { "Retry-After": String(seconds) }),
              ...(minutes !== undefined && usage(minutes)),
            },
            code,
          );
        });
        const { waits, attempts: sent } = await run(answers, {}, options);
        expect(sent).toBe(waits.length + 1);
        expect(sent).toBeLessThanOrEqual(attempts);
        expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(maxTotalDelay);
        for (const [index, wait] of waits.entries()) {
          const { seconds, minutes } = outcomes[index] as { seconds?: number; minutes?: number };
          const asked = seconds !== undefined ? seconds * 1000 : (minutes ?? 0) * 60_000;
          expect(wait).toBeGreaterThanOrEqual(asked);
          expect(asked).toBeLessThanOrEqual(maxDelay);
          expect(wait).toBeLessThanOrEqual(maxDelay + delay);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("an unknown wait is at most maxDelay, and at most delay doubled with each attempt", async () => {
    vi.mocked(Math.random).mockRestore();
    await fc.assert(
      fc.asyncProperty(limits, async (options) => {
        const { waits } = await run(Array.from({ length: 8 }, passing), {}, options);
        for (const [index, wait] of waits.entries()) {
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(Math.min(options.maxDelay, options.delay * 2 ** index));
        }
      }),
      { numRuns: 200 },
    );
  });
});
