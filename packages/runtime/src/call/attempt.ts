import { type GraphConnectionError, unsent } from "../errors/connection-error.ts";
import type { CallContext } from "./request.ts";

/** What the client itself knows of one attempt, whatever middleware returns or throws. */
export interface Attempt {
  /** Number of its requests that may have reached the platform. */
  sent: number;
  /** The error of the transport; any other error comes from elsewhere, such as middleware. */
  loss?: GraphConnectionError;
}

/** A symbol, so that no other code can set it. */
const key = Symbol("attempt");

type AttemptedCall = CallContext & { [key]?: Attempt };

/** Begins an attempt, with nothing kept from the previous one. */
export function startAttempt(call: AttemptedCall): Attempt {
  call.attempts++;
  return (call[key] = { sent: 0 });
}

/** The current attempt of a call. */
export function currentAttempt(call: AttemptedCall): Attempt {
  return call[key] ?? { sent: 0 };
}

/** Records how the request of an attempt was lost. */
export function lose(attempt: Attempt, loss: GraphConnectionError, isUnsent: boolean): void {
  attempt.loss = loss;
  if (isUnsent && --attempt.sent === 0) unsent.add(loss);
}
