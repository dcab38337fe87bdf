import type { Limit } from "./bucket.ts";

/** A distance between calls that may change. */
export interface Pace extends Limit {
  /** Keeps so many milliseconds between the calls from now on. */
  slowTo(gap: number): void;
}

const memory = 5 * 60_000; // milliseconds; the headers are missing again when little is used

export function createPace(): Pace {
  let gap = 0;
  let last = -Infinity;
  let told = -Infinity;
  const gapAt = (now: number) => (now - told < memory ? gap : 0);
  return {
    slowTo(milliseconds) {
      gap = milliseconds;
      told = performance.now();
      // whose answer this is, where no call has been counted yet
      if (last === -Infinity) last = told;
    },
    wait: (now) => Math.max(0, last + gapAt(now) - now),
    take(now) {
      last = now;
    },
    isIdle: (now) => gapAt(now) === 0,
  };
}

/**
 * Milliseconds between two calls when so many percent are used: none below 80, then 125, doubled by every further
 * 4 percent: 250 at 84, 1000 at 92, 3400 at 99.
 */
export function gapFor(percentage: number): number {
  return percentage < 80 ? 0 : 125 * 2 ** ((Math.min(percentage, 100) - 80) / 4);
}
