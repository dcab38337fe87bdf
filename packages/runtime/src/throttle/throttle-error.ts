import type { CallInfo } from "../errors/graph-error.ts";

/** The throttle rejected a call; nothing was sent. */
export class ThrottleError extends Error {
  override readonly name = "ThrottleError";
  /**
   * `"queue"`: too many calls are waiting. `"pause"`: the wait would exceed `maxPause`. `"store"`: the shared limiter
   * failed.
   */
  readonly reason: "queue" | "pause" | "store";
  /** Milliseconds until the call may pass; undefined if unknown. */
  readonly retryAfter: number | undefined;

  constructor(
    call: CallInfo,
    reason: ThrottleError["reason"],
    detail: string,
    options: ErrorOptions & { retryAfter?: number } = {},
  ) {
    super(`Cannot ${call.method} ${call.path}: ${detail}`, options);
    this.reason = reason;
    this.retryAfter = options.retryAfter;
  }
}
