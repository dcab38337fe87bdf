import { retryableCodes } from "./codes.ts";
import { GraphConnectionError, isGraphErrorResponse } from "./errors.ts";
import type { FetchMiddleware } from "./middleware.ts";

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
  /** Called before each wait, for logs and metrics. */
  onRetry?: (event: RetryEvent) => void;
}

export interface RetryEvent {
  /** HTTP method of the call. */
  method: string;
  /** The attempt that failed, counted from 1. */
  attempt: number;
  /** Milliseconds until the next one. */
  delay: number;
  /** What went wrong, such as `"code 4"`, `"status 502"` or `"ECONNRESET"`. */
  reason: string;
}

const defaults = { attempts: 4, delay: 500, maxDelay: 60_000 } satisfies RetryOptions;

const idempotentMethods = new Set(["GET", "HEAD", "DELETE"]);

const retryableStatuses = new Set([
  429, // Too Many Requests
  500, // Internal Server Error
  502, // Bad Gateway
  503, // Service Unavailable
  504, // Gateway Timeout
]);

/**
 * Repeats GET and DELETE calls that failed for a passing reason: a lost connection, a Graph code or
 * `is_transient` that says so, or, when the answer is no Graph error, status 429, 500, 502, 503 or
 * 504. A POST is never sent twice: the platform has no idempotency key.
 *
 * Waits as long as `Retry-After` says, otherwise a random time below a limit that doubles. An aborted
 * signal ends the wait at once.
 */
export function retry(options: RetryOptions = {}): FetchMiddleware {
  const { attempts, delay, maxDelay, onRetry } = { ...defaults, ...options };
  checkCount("attempts", attempts, 1);
  checkCount("delay", delay, 0);
  checkCount("maxDelay", maxDelay, 0);

  return (next) =>
    async function retryingFetch(request) {
      if (!idempotentMethods.has(request.method)) return next(request);
      for (let attempt = 1; ; attempt++) {
        const outcome = await next(request.clone()).catch((error: unknown) => {
          if (error instanceof GraphConnectionError) return error;
          throw error;
        });
        const reason = attempt < attempts ? await reasonToRetry(outcome) : undefined;
        const wait = retryAfter(outcome) ?? Math.random() * Math.min(maxDelay, delay * 2 ** (attempt - 1));
        if (reason === undefined || wait > maxDelay) {
          if (outcome instanceof Response) return outcome;
          throw outcome;
        }
        if (outcome instanceof Response) await outcome.body?.cancel();
        onRetry?.({ method: request.method, attempt, delay: wait, reason });
        await sleep(wait, request.signal);
      }
    };
}

async function reasonToRetry(outcome: Response | GraphConnectionError): Promise<string | undefined> {
  if (!(outcome instanceof Response)) return outcome.reason;
  if (outcome.ok) return undefined;
  const answer = await readJson(outcome.clone());
  if (isGraphErrorResponse(answer)) {
    const { code, is_transient } = answer.error;
    return is_transient || retryableCodes.has(code) ? `code ${code}` : undefined;
  }
  return retryableStatuses.has(outcome.status) ? `status ${outcome.status}` : undefined;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Milliseconds that the answer asks to wait, undefined when it names none. */
function retryAfter(outcome: Response | GraphConnectionError): number | undefined {
  const value = outcome instanceof Response ? outcome.headers.get("Retry-After") : null;
  if (!value) return undefined;
  const milliseconds = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}

function checkCount(name: string, value: number, least: number): void {
  if (!(Number.isFinite(value) && value >= least)) {
    throw new TypeError(`Cannot create a client: retry.${name} must be a number of at least ${least}, not ${value}`);
  }
}
