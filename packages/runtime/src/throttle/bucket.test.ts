import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBucket, type Limit, rateOf } from "./bucket.ts";
import { createWindow } from "./window.ts";

/** Takes every available permit after each pause, and returns when it got them. */
function drain(limit: Limit, pauses: number[], most: number): number[] {
  const times: number[] = [];
  let now = 0;
  for (const pause of pauses) {
    now += pause;
    for (let asked = 0; asked < most && limit.wait(now) === 0; asked++) {
      limit.take(now);
      times.push(now);
    }
  }
  return times;
}

/** The most that fell into a window of so many milliseconds, wherever it begins; its end is not part of it. */
function mostWithin(times: number[], length: number): number {
  let start = 0;
  return times.reduce((most, time, index) => {
    while (time - (times[start] ?? time) >= length - 1e-6) start++;
    return Math.max(most, index - start + 1);
  }, 0);
}

const pauses = (longest: number) =>
  fc.array(fc.double({ min: 0, max: longest, noNaN: true }), { minLength: 1, maxLength: 300 });

describe("createBucket()", () => {
  test("never grants more than the burst and what the time gives, in any window", () => {
    const rate = fc.record({ burst: fc.integer({ min: 1, max: 50 }), interval: fc.integer({ min: 1, max: 6000 }) });
    fc.assert(
      fc.property(rate, pauses(10_000), fc.integer({ min: 1, max: 60_000 }), (given, waits, length) => {
        const times = drain(createBucket(given), waits, 100);
        expect(mostWithin(times, length)).toBeLessThanOrEqual(given.burst + Math.ceil(length / given.interval) - 1);
      }),
    );
  });

  test("grants the burst at once, then one after each interval", () => {
    const bucket = createBucket({ burst: 45, interval: 6000 });
    expect(drain(bucket, [0], 100)).toHaveLength(45);
    expect(bucket.wait(0)).toBe(6000);
    expect(drain(bucket, [6000, 5999, 1], 100)).toEqual([6000, 12_000]);
  });

  test("is empty after it was emptied and idle once it is full again", () => {
    const bucket = createBucket({ burst: 2, interval: 100 });
    expect(bucket.isIdle(0)).toBe(true);
    bucket.empty?.(0);
    expect(bucket.wait(0)).toBe(100);
    expect(bucket.isIdle(199)).toBe(false);
    expect(bucket.isIdle(200)).toBe(true);
  });
});

describe("rateOf()", () => {
  test("keeps to so many calls in any window, and comes close to them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), pauses(30), (calls, waits) => {
        const times = drain(createBucket(rateOf(calls, 1000)), waits, 10_000);
        expect(mostWithin(times, 1000)).toBeLessThanOrEqual(calls);
      }),
    );
    for (const calls of [1, 20, 80, 1000]) expect(1000 / rateOf(calls, 1000).interval).toBeGreaterThan(calls * 0.97);
  });
});

describe("createWindow()", () => {
  test("never grants more than its calls in any window", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), pauses(200_000), (calls, waits) => {
        const times = drain(createWindow(calls, 3_600_000), waits, 1000);
        expect(mostWithin(times, 3_600_000)).toBeLessThanOrEqual(calls);
      }),
    );
  });

  test("grants all of them at once and again a minute after the hour at the latest", () => {
    const window = createWindow(5000, 3_600_000);
    expect(drain(window, [30_000], 6000)).toHaveLength(5000);
    expect(window.wait(30_000)).toBe(3_630_000);
    expect(window.isIdle(3_659_999)).toBe(false);
    expect(drain(window, [3_660_000], 6000)).toHaveLength(5000);
    expect(window.isIdle(8_000_000)).toBe(true);
  });
});
