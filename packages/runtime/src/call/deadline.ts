/** `setTimeout` fires immediately above this. */
export const longestTimer = 2 ** 31 - 1;

/** Reads a timeout option in ms; infinite for `false`. */
export function readTimeout(action: string, timeout: number | false): number {
  if (timeout === false) return Number.POSITIVE_INFINITY;
  if (timeout > 0) return timeout;
  throw new TypeError(`${action}: timeout must be more than 0 milliseconds, not ${timeout}`);
}

const listening = new WeakMap<EventTarget, Set<() => void>>();

/**
 * Calls `listener` when `signal` aborts, until the returned function is called. A signal gets one listener, however
 * many wait for it: Node warns of a leak from the eleventh on.
 */
function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const listeners = listening.get(signal) ?? new Set();
  if (listeners.size === 0) {
    listening.set(signal, listeners);
    signal.addEventListener("abort", notify);
  }
  listeners.add(listener);
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) signal.removeEventListener("abort", notify);
  };
}

function notify(this: EventTarget): void {
  for (const listener of listening.get(this) ?? []) listener();
}

/**
 * Aborts `work` with `signal`, or with `expire()` after `milliseconds`; rejects at once even if `work` ignores it.
 * Leaves no timer and no listener behind.
 *
 * @param isStream Whether `signal` also aborts what `work` has returned
 */
export function withDeadline<Result>(
  work: (signal: AbortSignal | undefined) => Promise<Result>,
  milliseconds: number,
  expire: () => unknown,
  signal: AbortSignal | undefined,
  isStream = false,
): Promise<Result> {
  if (!signal && milliseconds === Number.POSITIVE_INFINITY) return work(undefined);
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const stop = (reason: unknown) => {
      settle();
      reject(reason);
      controller.abort(reason);
    };
    const timer = milliseconds <= longestTimer ? setTimeout(() => stop(expire()), milliseconds) : undefined;
    const stopListening = signal && onAbort(signal, () => stop(signal.reason));
    const settle = () => {
      clearTimeout(timer);
      stopListening?.();
    };
    const settled =
      <Value>(pass: (value: Value) => void) =>
      (value: Value) => {
        settle();
        pass(value);
      };
    const own = isStream && signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    try {
      work(own).then(settled(resolve), settled(reject));
    } catch (error) {
      settled(reject)(error);
    }
  });
}

/** Waits; rejects at once when `signal` aborts. */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const waiting = (own: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      own?.addEventListener("abort", () => clearTimeout(timer));
    });
  return withDeadline(waiting, Number.POSITIVE_INFINITY, () => undefined, signal);
}
