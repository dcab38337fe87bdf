import { GraphConnectionError } from "@openwaba/runtime";

/** Aborts a transfer that is idle for too long. */
export interface IdleTimeout {
  /** Aborted with a {@link GraphConnectionError} after the timeout, with the caller's signal, and by `fail`. */
  readonly signal: AbortSignal;
  /** Starts the timer, or restarts it. */
  start(): void;
  /** Stops the timer until the next `start`. */
  pause(): void;
  /** Releases the timer and the caller's signal. */
  stop(): void;
  /** Aborts the transfer with this error. */
  fail(error: unknown): void;
  /** Runs a part of the transfer. Rejects at once when the transfer is aborted, even if `work` ignores the signal. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Creates the idle timeout of a transfer.
 *
 * @param action Start of its error messages, such as `Cannot GET /{media_url}`
 * @param milliseconds `false` for no limit
 */
export function idleTimeout(
  action: string,
  milliseconds: number | false,
  signal: AbortSignal | undefined,
): IdleTimeout {
  if (milliseconds !== false && !(milliseconds > 0)) {
    throw new TypeError(`${action}: timeout must be more than 0 milliseconds, not ${milliseconds}`);
  }
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  let timer: ReturnType<typeof setTimeout> | undefined;
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  const pause = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    start() {
      pause();
      if (milliseconds === false || milliseconds > 2 ** 31 - 1) return; // longer timers fire at once
      timer = setTimeout(() => controller.abort(new GraphConnectionError(action, "timeout")), milliseconds);
    },
    pause,
    stop() {
      pause();
      signal?.removeEventListener("abort", abort);
    },
    fail: (error) => controller.abort(error),
    run(work) {
      return new Promise((resolve, reject) => {
        const ended = controller.signal;
        ended.throwIfAborted();
        const end = () => reject(ended.reason);
        ended.addEventListener("abort", end);
        void work()
          .then(resolve, reject)
          .finally(() => ended.removeEventListener("abort", end));
      });
    },
  };
}
