/** A rate limit. */
export interface Limit {
  /** Milliseconds until the next permit; 0 if one is available. */
  wait(now: number): number;
  /** Takes a permit. */
  take(now: number): void;
  /** Takes all permits: they were used up elsewhere. */
  empty?(now: number): void;
  /** Whether a new limit would behave the same. */
  isIdle(now: number): boolean;
}

/** A number of permits at once, then one per interval. */
export interface Rate {
  /** Permits at once. */
  burst: number;
  /** Milliseconds between permits. */
  interval: number;
}

/**
 * The steadiest rate that grants no more than `calls` in any `window` milliseconds, wherever it begins.
 * A fortieth of the calls may come at once, to make up for timers that fire late.
 */
export function rateOf(calls: number, window: number): Rate {
  if (calls === Infinity) return { burst: Infinity, interval: 0 };
  const burst = Math.max(1, Math.floor(calls / 40));
  return { burst, interval: window / (calls - burst + 1) };
}

/** A token bucket, kept as the time at which it is full again. */
export function createBucket({ burst, interval }: Rate): Limit {
  let full = -Infinity;
  return {
    wait: (now) => Math.max(0, full - now - (burst - 1) * interval),
    take(now) {
      full = Math.max(full, now) + interval;
    },
    empty(now) {
      full = now + burst * interval;
    },
    isIdle: (now) => full <= now,
  };
}
