const longestTimer = 2 ** 31 - 1; // a longer one fires at once

export interface Deadline {
  /** Aborted with the deadline's error when it is over. */
  signal: AbortSignal;
  /** Settles like `work`, or rejects when the deadline is over, even if `work` ignores the signal. */
  run<Result>(work: () => Result | Promise<Result>): Promise<Result>;
}

/** A deadline of `limit` ms from `run` on; `late` creates its error. */
export function createDeadline(limit: number, late: () => Error): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  return {
    signal,
    async run(work) {
      const timer = setTimeout(() => controller.abort(late()), Math.min(limit, longestTimer));
      const end = new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
      try {
        return await Promise.race([work(), end]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
