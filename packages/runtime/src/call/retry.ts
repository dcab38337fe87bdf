import { startAttempt } from "./attempt.ts";
import { type Cause, causeOf, usualGrowth } from "../errors/causes.ts";
import { longestTimer, sleep } from "./deadline.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import { noGraphCode } from "../errors/graph-error.ts";
import type { FetchMiddleware } from "./middleware.ts";
import type { GraphRequest } from "./request.ts";
import { retryAfter } from "./retry-after.ts";
import { type ReadResponse, readResponse } from "./read-response.ts";

export interface RetryOptions {
  /** Maximum attempts per call, the first one included. @default 4 */
  attempts?: number;
  /** Maximum delay before the first retry, in ms; doubles with each retry. @default 500 */
  delay?: number;
  /**
   * Maximum single delay, in ms. If the platform asks for more, its response is returned without a
   * retry. @default 60000
   */
  maxDelay?: number;
  /** Maximum total delay of one call, in ms. @default 120000 */
  maxTotalDelay?: number;
  /**
   * Retry budget of a client: a retry costs 1, a success refunds 0.5. Keeps an outage from becoming a retry storm.
   * @default 100
   */
  budget?: number;
}

const defaults = {
  attempts: 4,
  delay: 500,
  maxDelay: 60_000,
  maxTotalDelay: 120_000,
  budget: 100,
} satisfies RetryOptions;

/** Why an attempt failed, and how to retry it. */
interface Failure extends Omit<Cause, "family"> {
  reason: string;
  /** Delay in ms that the platform asks for; 0 if it does not. */
  asked: number;
}

/**
 * Retries calls that failed for a transient reason: by Graph code and `is_transient`, otherwise by status 429, 500,
 * 502, 503 or 504, after a lost connection or a timeout. GET and DELETE always; POST only if it provably had no effect,
 * because the platform does not detect duplicate messages. An error that is not from this attempt's own connection,
 * such as one thrown by middleware or a token function, is never retried.
 *
 * The delay is the longest of `Retry-After`, the usage headers and what Meta documents for the code; without any of
 * them, a random time below a limit that doubles. An aborted signal ends the wait at once.
 */
export function retry(options: RetryOptions = {}): FetchMiddleware {
  const { attempts, delay, maxDelay, maxTotalDelay, budget } = { ...defaults, ...options };
  for (const [name, value] of Object.entries({ attempts, delay, maxDelay, maxTotalDelay, budget })) {
    const least = name === "attempts" ? 1 : 0;
    if (!(value >= least))
      throw new TypeError(`Cannot create a client: retry.${name} must be at least ${least}, not ${value}`);
  }
  let left = budget;

  return (next) =>
    async function retryingFetch(request) {
      const { call, signal } = request;
      for (let waited = 0; ;) {
        const attempt = startAttempt(call);
        let outcome: Response | GraphConnectionError;
        let failure: Failure | undefined;
        try {
          outcome = await readResponse(await next(request), call.isStream);
          failure = judge(outcome);
        } catch (error) {
          const { loss, sent } = attempt;
          if (!loss || error !== loss || signal?.aborted) throw error;
          outcome = loss;
          const growth = usualGrowth;
          failure = { reason: loss.reason, isRetryable: true, isRejected: sent === 0, asked: 0, wait: 0, growth };
        }
        if (!failure) left = Math.min(budget, left + 0.5);
        else if (failure.isRetryable && mayRepeat(request, failure) && call.attempts < attempts && left >= 1) {
          const factor = failure.growth ** (call.attempts - 1);
          const known = Math.max(failure.asked, failure.wait * factor);
          const random = Math.random();
          // never shorter than without a requested delay
          const wait = Math.max(known && known + random * delay, random * Math.min(maxDelay, delay * factor));
          if (known <= maxDelay && wait <= longestTimer && waited + wait <= maxTotalDelay) {
            left--;
            waited += wait;
            call.waits.push(wait);
            const event = { attempt: call.attempts, wait, reason: failure.reason };
            for (const listener of call.retryListeners) listener(event);
            await sleep(wait, signal);
            continue;
          }
        }
        if (outcome instanceof GraphConnectionError) throw outcome;
        return outcome;
      }
    };
}

function mayRepeat({ method, body, call }: GraphRequest, { isRejected }: Failure): boolean {
  if (body instanceof ReadableStream) return false;
  return method !== "POST" || call.isReplayable || isRejected;
}

function judge({ ok, status, headers, graphError }: ReadResponse): Failure | undefined {
  const error = graphError?.error;
  if (ok && !error) return undefined;
  const cause = causeOf(status, error ?? { code: noGraphCode });
  return {
    ...cause,
    reason: error ? `code ${error.code}` : `status ${status}`,
    asked: Math.max(retryAfter(headers) ?? 0, cause.family === "throttling" ? regainTime(headers) : 0),
  };
}

/**
 * Milliseconds until the platform accepts calls again; its header counts minutes. Part of every client, so smaller than
 * `readUsage`.
 */
function regainTime(headers: Headers): number {
  const found = headers.get("X-Business-Use-Case-Usage")?.matchAll(/"estimated_time_to_regain_access":\s*(\d+)/g) ?? [];
  const minutes = [...found].map(([, value]) => Number(value));
  return Math.max(0, ...minutes) * 60_000;
}
