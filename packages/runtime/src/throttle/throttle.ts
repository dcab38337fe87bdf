import { acquire, passAtOnce } from "./acquire.ts";
import { readResponse } from "../call/read-response.ts";
import { accountOf, scopeOf, senderOf } from "./limit-keys.ts";
import { checkAtLeast, createLimits, type LimitOptions } from "./limits.ts";
import type { Fetch } from "../call/middleware.ts";
import { createQueue } from "./queue.ts";
import type { CallContext } from "../call/request.ts";
import { retryAfter } from "../call/retry-after.ts";
import { hideSecrets } from "../errors/secrets.ts";
import { StoreError } from "./shared-limit.ts";
import { callHook } from "../call/call-hook.ts";
import { ThrottleError } from "./throttle-error.ts";
import { createUsagePace } from "./usage-throttle.ts";
import { readUsage, type Usage } from "../usage.ts";

export interface ThrottleOptions extends LimitOptions {
  /** Maximum number of concurrent calls, each from sending until its response is complete. @default 256 */
  maxConcurrency?: number;
  /** Maximum number of calls waiting for one phone number or one account; more fail at once. @default 10000 */
  maxQueue?: number;
  /** Maximum wait for the next permit, in ms; a call that would wait longer fails at once. @default 60000 */
  maxPause?: number;
  /** Called when a response reports a change of usage. It is not awaited. */
  onUsage?: (event: UsageEvent) => void;
}

/** A response reported a change of usage. */
export interface UsageEvent {
  /** Usage reported by this response. */
  usage: Usage;
  /** Method and path as documented, such as `"POST /{phone_number_id}/messages"`. */
  operation: string;
  /** Values of the path parameters. */
  ids: Readonly<Record<string, string>>;
}

/** Middleware that delays calls; clients that use the same one share its limits. */
export interface Throttle {
  (next: Fetch): Fetch;
  /** Latest reported usage of each id. */
  readonly usage: Usage;
  /** Number of waiting calls. */
  readonly waiting: number;
}

const defaults = {
  messagesPerSecond: 80,
  pairs: true,
  callsPerHour: 5000,
  limiters: {},
  whenStoreFails: "open",
  maxConcurrency: 256,
  maxQueue: 10_000,
  maxPause: 60_000,
} satisfies ThrottleOptions;

/**
 * Keeps calls below the platform's limits, so that they are not rejected: messages per phone number and second,
 * messages per person, management calls per account and hour, and concurrent calls. First in, first out; a waiting call
 * does not block calls with other limits. Each attempt takes its own permits.
 *
 * It reads the usage headers too. From 80 percent of an allowance on, its calls are spaced out: 125 ms at 80 percent,
 * 250 at 84, 500 at 88, 1000 at 92, 2000 at 96. At 100 percent, or when the platform rejects a call because of a limit,
 * they pause for as long as the platform says, at least a minute.
 *
 * Read receipts and typing indicators count as messages of the phone number, not of the person.
 *
 * @throws {TypeError} when an option is wrong
 * @throws {ThrottleError} from a call, when too many calls are waiting, when it would wait longer than `maxPause`, or
 * when a shared limiter fails
 * @example
 * const limit = throttle({ messagesPerSecond: 1000 });
 * const client = createClient<messages.PathsByVersion>({ auth: accessToken, middleware: [limit] });
 * limit.usage.app?.callCount; // percent of the app's allowance
 */
export function throttle(options: ThrottleOptions = {}): Throttle {
  const settings = { ...defaults, ...options };
  const { maxConcurrency, maxQueue, maxPause, onUsage } = settings;
  checkAtLeast("maxConcurrency", maxConcurrency, 1);
  checkAtLeast("maxQueue", maxQueue, 0);
  checkAtLeast("maxPause", maxPause, 0);
  const limits = createLimits(settings);
  const pace = createUsagePace();
  const places = createQueue(maxConcurrency);
  const waiting = new Map<string, number>();
  let allWaiting = 0;

  function* gatesOf(call: CallContext) {
    yield* limits.gatesOf(call);
    yield* pace.gatesOf(call);
  }

  /** Adds a call to, or removes it from, the count of those waiting for the same phone number or account. */
  function count(key: string, change: 1 | -1): void {
    const others = (waiting.get(key) ?? 0) + change;
    if (others > 0) waiting.set(key, others);
    else waiting.delete(key);
    allWaiting += change;
  }

  /** Waits until a call may be sent. */
  async function admit(call: CallContext, signal: AbortSignal | undefined): Promise<void> {
    const key = senderOf(call) ?? accountOf(call) ?? "";
    if ((waiting.get(key) ?? 0) >= maxQueue) {
      throw new ThrottleError(call, "queue", `${maxQueue} calls are already waiting`);
    }
    const fail = (wait: number) =>
      new ThrottleError(
        call,
        "pause",
        `it would have to wait ${wait < 1000 ? `${Math.ceil(wait)} ms` : `${Math.ceil(wait / 1000)} s`}, longer than maxPause`,
        { retryAfter: wait },
      );
    count(key, 1);
    try {
      await acquire(gatesOf(call), places, { signal, maxPause, fail });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      throw new ThrottleError(call, "store", `the shared limiter failed: ${hideSecrets(error.message, call)}`, {
        cause: error.cause,
      });
    } finally {
      count(key, -1);
    }
  }

  function learn(call: CallContext, { headers }: Response): Usage | undefined {
    const usage = readUsage(headers);
    if (usage && pace.follow(call, usage) && onUsage)
      callHook(onUsage, { usage, operation: `${call.method} ${call.path}`, ids: call.ids });
    return usage;
  }

  /** Pauses the calls that share a limit with a rejected one. */
  async function holdBack(call: CallContext, response: Response, usage: Usage | undefined): Promise<void> {
    const { graphError } = await readResponse(response);
    const scope = graphError && scopeOf(graphError.error.code);
    const asked = retryAfter(response.headers) ?? 0;
    if (scope === "app") pace.pauseApp(asked);
    if (scope === "account") pace.pauseAccount(call, Math.max(asked, regainTime(usage)));
    if (scope === "sender") limits.senderGate(call)?.pause(Math.max(asked, 1000));
    if (scope === "pair") {
      const gate = limits.pairGate(call);
      gate?.empty();
      gate?.pause(Math.max(asked, 6000));
    }
  }

  function throttleMiddleware(next: Fetch): Fetch {
    return async function throttledFetch(request) {
      const { call, signal } = request;
      if (signal?.aborted || !passAtOnce([...gatesOf(call)], places)) await admit(call, signal);
      try {
        const response = await next(request);
        const usage = learn(call, response);
        if (!response.ok) await holdBack(call, response, usage);
        return response;
      } finally {
        places.leave();
      }
    };
  }

  return Object.defineProperties(throttleMiddleware, {
    usage: { get: pace.latest, enumerable: true },
    waiting: { get: () => allWaiting, enumerable: true },
  }) as Throttle;
}

function regainTime(usage: Usage | undefined): number {
  const minutes = Object.values(usage?.businesses ?? {}).flatMap((entries) =>
    entries.map((entry) => entry.regainMinutes),
  );
  return Math.max(0, ...minutes) * 60_000;
}
