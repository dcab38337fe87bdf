import type { FetchMiddleware } from "../call/middleware.ts";
import {
  cleanReason,
  describeAnswer,
  describeAttempt,
  describeLoss,
  type ObservedAttempt,
  type ObservedResponse,
  type ObservedRetry,
  type ObservedUsage,
} from "./observed.ts";
import type { CallContext } from "../call/request.ts";
import { callHook } from "../call/call-hook.ts";
import { readResponse, type ReadResponse } from "../call/read-response.ts";
import { readUsage } from "../usage.ts";

/** Hooks that {@link observe} calls. They are not awaited. */
export interface ObserveHooks {
  /** Before each attempt. */
  onRequest?: (event: ObservedAttempt) => void;
  /** After each attempt, whatever its outcome. */
  onResponse?: (event: ObservedResponse) => void;
  /** Before the wait for each retry. */
  onRetry?: (event: ObservedRetry) => void;
  /** After each response with usage headers. */
  onUsage?: (event: ObservedUsage) => void;
}

/**
 * Calls hooks for every attempt, for logs, metrics and alerts. Events hold no secrets, and nothing from a body except
 * the codes of a Graph error.
 *
 * A hook that throws does not break the call: its error is reported as an uncaught error, like in
 * `node:diagnostics_channel`.
 *
 * @example
 * const client = createClient<messages.PathsByVersion>({
 *   auth: accessToken,
 *   middleware: [observe({ onResponse: ({ operation, duration }) => histogram.record(duration, { operation }) })],
 * });
 */
export function observe(hooks: ObserveHooks): FetchMiddleware {
  return (next) =>
    async function observedFetch(request) {
      const attempt = describeAttempt(request.call, request.call.attempts);
      if (attempt.attempt === 1) listenToRetries(request.call, hooks);
      if (hooks.onRequest) callHook(hooks.onRequest, attempt);
      const start = performance.now();
      const elapsed = () => performance.now() - start;
      let response: ReadResponse;
      try {
        response = await next(request);
      } catch (error) {
        const duration = elapsed();
        if (hooks.onResponse) callHook(hooks.onResponse, { ...attempt, ...describeLoss(error, request), duration });
        throw error;
      }
      if (hooks.onResponse) {
        const duration = elapsed();
        if (response.content === undefined) response = await readResponse(response, request.call.isStream);
        const answer = describeAnswer(response, request.call);
        callHook(hooks.onResponse, { ...attempt, ...answer, duration });
      }
      const usage = hooks.onUsage && readUsage(response.headers);
      if (hooks.onUsage && usage) callHook(hooks.onUsage, { ...attempt, usage });
      return response;
    };
}

function listenToRetries(call: CallContext, { onRetry }: ObserveHooks): void {
  if (!onRetry) return;
  call.retryListeners.push(({ attempt, wait, reason }) =>
    callHook(onRetry, { ...describeAttempt(call, attempt), wait, reason: cleanReason(reason, call) }),
  );
}
