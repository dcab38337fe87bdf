/** Timers of more milliseconds run off at once. */
export const longestTimer = 2 ** 31 - 1;

/** Milliseconds of an option, infinite for false. */
export function readTimeout(action: string, timeout: number | false): number {
  if (timeout === false) return Number.POSITIVE_INFINITY;
  if (timeout > 0) return timeout;
  throw new TypeError(`${action}: timeout must be more than 0 milliseconds, not ${timeout}`);
}

/**
 * Runs `work` with a signal that ends it when `signal` does, or with `expire()` as its reason after so many
 * milliseconds. Fails at once then, also when `work` does not listen. Leaves no timer and no listener behind.
 */
export function withDeadline<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  milliseconds: number,
  expire: () => unknown,
  signal: AbortSignal | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const stop = (reason: unknown) => {
      settle();
      reject(reason);
      controller.abort(reason);
    };
    const abort = () => stop(signal?.reason);
    const timer = milliseconds <= longestTimer ? setTimeout(() => stop(expire()), milliseconds) : undefined;
    signal?.addEventListener("abort", abort);
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    const settled = <Value>(pass: (value: Value) => void) => (value: Value) => {
      settle();
      pass(value);
    };
    work(controller.signal).then(settled(resolve), settled(reject));
  });
}

/** Waits so many milliseconds; a signal ends that at once. */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const waiting = (own: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      own.addEventListener("abort", () => clearTimeout(timer));
    });
  return withDeadline(waiting, Number.POSITIVE_INFINITY, () => undefined, signal);
}
