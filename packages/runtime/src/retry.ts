import { type Cause, causeOf } from "./codes.ts";
import { longestTimer, sleep } from "./deadline.ts";
import { errorIn, GraphConnectionError, noGraphCode } from "./errors.ts";
import type { FetchMiddleware } from "./middleware.ts";
import type { GraphRequest } from "./request.ts";
import { retryAfter } from "./retry-after.ts";
import { textOf } from "./transport.ts";

export interface RetryOptions {
  /** Most attempts for one call, the first one included. @default 4 */
  attempts?: number;
  /** Longest wait before the second attempt, in milliseconds; it doubles with each further one. @default 500 */
  delay?: number;
  /**
   * Longest single wait, in milliseconds. When the platform asks for more, its answer is handed to the
   * caller instead. @default 60000
   */
  maxDelay?: number;
  /** Longest time that one call waits in all, in milliseconds. @default 120000 */
  maxTotalDelay?: number;
  /**
   * Repetitions that all calls of a client may make before half as many calls must have succeeded, so that an
   * outage is not answered by a storm. Each repetition costs one, each success gives half of one back. @default 100
   */
  budget?: number;
}

const defaults = { attempts: 4, delay: 500, maxDelay: 60_000, maxTotalDelay: 120_000, budget: 100 } satisfies RetryOptions;

/** What went wrong with an attempt, and what follows from it. */
interface Failure extends Omit<Cause, "family"> {
  reason: string;
  /** Milliseconds that the platform asks to wait. */
  asked?: number | undefined;
  /** How much longer each wait is than the one before. */
  growth: number;
}

/**
 * Repeats calls that failed for a passing reason: by Graph code and `is_transient`, otherwise by status 429, 500,
 * 502, 503 or 504, after a lost connection or a timeout. GET and DELETE always; POST only after what proves that
 * nothing happened, because the platform cannot recognise a message that it got before.
 *
 * Waits as long as `Retry-After` or the usage headers say, then as Meta says for the code, otherwise a random time
 * below a limit that doubles. An aborted signal ends the wait at once.
 */
export function retry(options: RetryOptions = {}): FetchMiddleware {
  const { attempts, delay, maxDelay, maxTotalDelay, budget } = { ...defaults, ...options };
  for (const [name, value] of Object.entries({ attempts, delay, maxDelay, maxTotalDelay, budget })) {
    const least = name === "attempts" ? 1 : 0;
    if (!(value >= least)) throw new TypeError(`Cannot create a client: retry.${name} must be at least ${least}, not ${value}`);
  }
  let left = budget;

  return (next) =>
    async function retryingFetch(request) {
      const { call, signal } = request;
      for (let waited = 0; ; ) {
        call.attempts++;
        let outcome: Response | GraphConnectionError;
        let failure: Failure | undefined;
        try {
          outcome = await next(request);
          const text = textOf(outcome, call);
          failure = judge(outcome, typeof text === "string" ? text : await text);
        } catch (error) {
          if (!(error instanceof GraphConnectionError) || signal?.aborted) throw error;
          outcome = error;
          failure = { reason: error.reason, isRetryable: true, isRejected: unsent.test(error.reason), wait: 0, growth: 2 };
        }
        if (!failure) left = Math.min(budget, left + 0.5);
        else if (failure.isRetryable && mayRepeat(request, failure) && call.attempts < attempts && left >= 1) {
          const factor = failure.growth ** (call.attempts - 1);
          const known = failure.asked ?? failure.wait * factor;
          const wait = known + Math.random() * (known ? delay : Math.min(maxDelay, delay * factor));
          if (known <= maxDelay && wait <= longestTimer && waited + wait <= maxTotalDelay) {
            left--;
            waited += wait;
            call.waits.push(wait);
            call.onRetry?.({ attempt: call.attempts, wait, reason: failure.reason });
            await sleep(wait, signal);
            continue;
          }
        }
        if (outcome instanceof GraphConnectionError) throw outcome;
        return outcome;
      }
    };
}

/** What the runtimes call a connection that was never made. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;

function mayRepeat({ method, body, call }: GraphRequest, { isRejected }: Failure): boolean {
  if (body instanceof ReadableStream) return false;
  return method !== "POST" || call.isReplayable || isRejected;
}

function judge(response: Response, text: string): Failure | undefined {
  const { ok, status, headers } = response;
  const error = errorIn(response, text);
  if (ok && !error) return undefined;
  const cause = causeOf(status, error ?? { code: noGraphCode });
  return {
    ...cause,
    reason: error ? `code ${error.code}` : `status ${status}`,
    asked: retryAfter(headers) ?? (cause.family === "throttling" ? regainTime(headers) : undefined),
    growth: error?.code === 131056 ? 4 : 2, // Meta's rule for one pair of sender and recipient
  };
}

/** Milliseconds until the platform takes calls again; its header counts minutes. Every client has this, so it is leaner than `readUsage`. */
function regainTime(headers: Headers): number | undefined {
  const found = headers.get("X-Business-Use-Case-Usage")?.matchAll(/"estimated_time_to_regain_access":\s*(\d+)/g) ?? [];
  const minutes = [...found].map(([, value]) => Number(value));
  return Math.max(0, ...minutes) * 60_000 || undefined; // 0 is said of every limit that was not reached
}
