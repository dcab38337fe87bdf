import { GraphConnectionError } from "@openwaba/runtime";

/** Ends a transfer in which nothing happens for too long. */
export interface IdleTimeout {
  /** Aborted after too long a silence, with a {@link GraphConnectionError}, when the caller's signal is, and by `fail`. */
  readonly signal: AbortSignal;
  /** Counts from now on. */
  start(): void;
  /** Counts no more, until it is started again. */
  pause(): void;
  /** Lets go of timer and signal. */
  stop(): void;
  /** Ends the transfer with this error. */
  fail(error: unknown): void;
  /** Does a part of the transfer. Rejects at once when the transfer is ended, even if `work` ignores the signal. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Watches over a transfer called `action`, such as `Cannot GET /{media_url}`; false never ends it. */
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
      if (milliseconds === false || milliseconds > 2 ** 31 - 1) return; // longer timers run off at once
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
