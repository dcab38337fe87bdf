import { vi } from "vitest";
import { graphError, sending } from "../answers.test-support.ts";
import { currentAttempt, lose } from "./attempt.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import type { GraphRequest, RetryEvent } from "./request.ts";
import { attemptOf } from "./requests.test-support.ts";
import { retry, type RetryOptions } from "./retry.ts";

/** A response that is worth a retry. */
export const passing = () => graphError(500, { code: 2 });

/** An error like the transport's for an incomplete response, created elsewhere. */
export function connectionError(reason: string): GraphConnectionError {
  return new GraphConnectionError("Cannot GET /{shelf_id}", reason);
}

/** What the transport does if no complete response came. */
export function losing(reason: string, isUnsent = false) {
  return function loseRequest({ call }: GraphRequest): never {
    const attempt = currentAttempt(call);
    const loss = connectionError(reason);
    attempt.sent++;
    lose(attempt, loss, isUnsent);
    throw loss;
  };
}

/** Sends one call through retry() and advances the fake time until it has settled. */
export async function run(
  answers: Parameters<typeof sending>,
  init: Parameters<typeof attemptOf>[0] = {},
  options: RetryOptions = {},
) {
  const { send, requests } = sending(...answers);
  const events: RetryEvent[] = [];
  const request = attemptOf({ ...init, call: { retryListeners: [(event) => events.push(event)], ...init.call } });
  const outcome = retry(options)(send)(request).then(
    (response) => ({ response, error: undefined }),
    (error: unknown) => ({ response: undefined, error }),
  );
  await vi.runAllTimersAsync();
  const { attempts, waits } = request.call;
  return { ...(await outcome), requests, events, attempts, waits };
}
