import type { Limit } from "./bucket.ts";

/** A minimum interval between calls that can change. */
export interface Pace extends Limit {
  /** Sets the interval in ms. */
  slowTo(gap: number): void;
}

const memory = 5 * 60_000; // ms; responses have no usage headers while little is used

export function createPace(): Pace {
  let gap = 0;
  let last = -Infinity;
  let told = -Infinity;
  const gapAt = (now: number) => (now - told < memory ? gap : 0);
  return {
    slowTo(milliseconds) {
      gap = milliseconds;
      told = performance.now();
      // no call counted yet: count the one that got this response
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
 * Milliseconds between two calls at a usage in percent: 0 below 80, then 125, doubled with every 4 percent more: 250 at
 * 84, 1000 at 92, 3400 at 99.
 */
export function gapFor(percentage: number): number {
  return percentage < 80 ? 0 : 125 * 2 ** ((Math.min(percentage, 100) - 80) / 4);
}
