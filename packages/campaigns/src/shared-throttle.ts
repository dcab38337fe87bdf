import { type ReservingLimiter, type Throttle, throttle, type ThrottleOptions } from "@openwaba/runtime";
import { type CampaignQueue, opened } from "./open-campaigns.ts";

/** Options of `throttle()`; the limits are kept in Redis. */
export type SharedThrottleOptions = Omit<ThrottleOptions, "limiters" | "whenStoreFails">;

const longestReservation = 1000; // ms
const longestBlock = 100; // ms; permits that are fetched at once

/**
 * A throttle whose limits all processes with these campaigns, on the same Redis by the same prefix, keep together:
 * messages per phone number and second, messages per person, management calls per account and hour. Each of them needs
 * the same options. Calls that belong to no campaign take part if they pass it too.
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

  const limiter = (kind: string): ReservingLimiter => ({
    async reserve(key, most, { burst, interval }) {
      const count = Math.max(1, Math.min(most, Math.floor(longestBlock / interval)));
      const reply = await run.takePermits([keys.bucket(kind, key)], [burst, interval, count, longestReservation]);
      const first = Number(reply);
      if (first > longestReservation) throw { msBeforeNext: first - longestReservation }; // oxlint-disable-line no-throw-literal
      return Array.from({ length: count }, (_, index) => Math.max(0, first + index * interval));
    },
  });
  return throttle({
    ...options,
    limiters: {
      phoneNumber: limiter("number"),
      pair: limiter("pair"),
      ...(options.callsPerHour !== false && { account: limiter("account") }),
    },
    whenStoreFails: "closed",
  });
}
