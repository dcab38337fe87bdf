import type { Limit } from "./bucket.ts";

const slots = 60;

/**
 * A sliding window: no more than `calls` in any `length` milliseconds, in bursts of any size; used for hourly
 * allowances. It counts in slots of a sixtieth of `length`; a slot counts until all of it has left the window.
 */
export function createWindow(calls: number, length: number): Limit {
  const width = length / slots;
  const counts: { until: number; count: number }[] = [];
  let total = 0;

  function forget(now: number): void {
    while (counts[0] && counts[0].until <= now) total -= counts.shift()?.count ?? 0;
  }

  return {
    wait(now) {
      forget(now);
      return total < calls ? 0 : (counts[0]?.until ?? now) - now;
    },
    take(now) {
      const until = (Math.floor(now / width) + 1) * width + length;
      const last = counts.at(-1);
      if (last?.until === until) last.count++;
      else counts.push({ until, count: 1 });
      total++;
    },
    isIdle(now) {
      forget(now);
      return total === 0;
    },
  };
}
