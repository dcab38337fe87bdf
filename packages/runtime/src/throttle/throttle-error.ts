import type { CallInfo } from "../errors/errors.ts";

/** A call that the throttle did not let through; nothing was sent. */
export class ThrottleError extends Error {
  override readonly name = "ThrottleError";
  /** `"queue"`: too many wait already. `"pause"`: the wait is longer than allowed. `"store"`: the shared limiter failed. */
  readonly reason: "queue" | "pause" | "store";
  /** Milliseconds until the call may pass, undefined when nobody knows. */
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
