import type { GraphConnectionError } from "../errors/errors.ts";
import type { CallContext } from "./request.ts";

/** What the client itself knows of one attempt, whatever middleware answers or throws. */
export interface Attempt {
  /** Its requests that may have reached the platform. */
  sent: number;
  /** The error with which the transport ended it; every other error is somebody else's. */
  loss?: GraphConnectionError;
}

/** Nobody else can write under it. */
const key = Symbol("attempt");

type AttemptedCall = CallContext & { [key]?: Attempt };

/** Begins an attempt. What is known of the one before proves nothing for this one. */
export function startAttempt(call: AttemptedCall): Attempt {
  return (call[key] = { sent: 0 });
}

/** The attempt of a call that is under way. */
export function currentAttempt(call: AttemptedCall): Attempt {
  return call[key] ?? { sent: 0 };
}

/** Records how the request of an attempt was lost. */
export function lose(attempt: Attempt, loss: GraphConnectionError, isUnsent: boolean): void {
  attempt.loss = loss;
  if (isUnsent) attempt.sent--;
}
