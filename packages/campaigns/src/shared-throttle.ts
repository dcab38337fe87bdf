import { type Limiter, type Throttle, throttle, type ThrottleOptions } from "@openwaba/runtime";
import { type CampaignQueue, opened } from "./open-campaigns.ts";

/** Options of `throttle()`; the limits are kept in Redis. */
export type SharedThrottleOptions = Omit<ThrottleOptions, "limiters" | "whenStoreFails">;

/** A number of permits at once, then one per interval in ms. */
interface Rate {
  burst: number;
  interval: number;
}

const defaults = { messagesPerSecond: 80, pairs: true, callsPerHour: 5000 } satisfies SharedThrottleOptions;

const longestReservation = 1000; // ms
const longestBlock = 100; // ms; permits that are fetched at once

/**
 * A throttle whose limits all processes on the Redis of these campaigns keep together: messages per phone number and
 * second, messages per person, management calls per account and hour. Each of them needs the same options. Calls that
 * belong to no campaign take part if they pass it too.
 *
 * While Redis is away nothing is sent.
 *
 * @throws {TypeError} when an option is wrong
 * @throws {ThrottleError} from a call, as of `throttle()`
 * @example
 * const worker = runWorker(queue, { client, throttle: sharedThrottle(queue, { messagesPerSecond: 1000 }) });
 */
export function sharedThrottle(queue: CampaignQueue, options: SharedThrottleOptions = {}): Throttle {
  const { run, keys } = opened(queue);
  const { messagesPerSecond, pairs, callsPerHour } = { ...defaults, ...options };

  function limiter(kind: string, rateOf: (key: string) => Rate): Limiter {
    async function reserve(key: string, most: number): Promise<number[]> {
      const { burst, interval } = rateOf(key);
      const count = Math.max(1, Math.min(most, Math.floor(longestBlock / interval)));
      const reply = await run.takePermits([keys.bucket(kind, key)], [burst, interval, count, longestReservation]);
      const first = Number(reply);
      if (first > longestReservation) throw { msBeforeNext: first - longestReservation }; // oxlint-disable-line no-throw-literal
      return Array.from({ length: count }, (_, index) => Math.max(0, first + index * interval));
    }
    return { reserve, consume: (key) => reserve(key, 1) };
  }
  return throttle({
    ...options,
    limiters: {
      phoneNumber: limiter("number", (id) => evenRate("messagesPerSecond", messagesPerSecond, id, 1000)),
      ...(pairs && { pair: limiter("pair", () => ({ burst: 45, interval: 6000 })) }),
      ...(callsPerHour !== false && {
        account: limiter("account", (id) => evenRate("callsPerHour", callsPerHour, id, 3_600_000)),
      }),
    },
    whenStoreFails: "closed",
  });
}

/** The steadiest rate of no more than `count` in any `window` ms; a fortieth may come at once. */
function evenRate(name: string, count: number | ((id: string) => number), id: string, window: number): Rate {
  const most = typeof count === "function" ? count(id) : count;
  if (!(most >= 1)) throw new TypeError(`${name} must be at least 1, not ${most}`);
  const burst = Math.max(1, Math.floor(most / 40));
  return { burst, interval: window / (most - burst + 1) };
}
