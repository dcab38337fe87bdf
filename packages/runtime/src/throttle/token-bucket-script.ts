import { type Rate, rateOf } from "./bucket.ts";

/**
 * A script that makes `RateLimiterRedis` and `RateLimiterValkey` of `rate-limiter-flexible` grant permits evenly: no
 * more than `callsPerSecond` in any second, wherever it begins. Their own fixed window grants up to twice as many
 * around its end, and cannot be shorter than a second.
 *
 * Pass it as `customIncrTtlLuaScript`, with `points` 1 or more and `duration` 1. Each limiter needs its own connection:
 * limiters on one connection share the script that was set last.
 *
 * @param callsPerSecond Such as 80 for a phone number
 * @param burst Calls allowed at once, before the even rate. By default a fortieth of `callsPerSecond`, which then
 * includes them. For a pair use `tokenBucketScript(1 / 6, 45)`
 * @example
 * const phoneNumber = new RateLimiterRedis({
 *   storeClient: redis.duplicate(),
 *   points: 80,
 *   duration: 1,
 *   customIncrTtlLuaScript: tokenBucketScript(80),
 * });
 * const limit = throttle({ limiters: { phoneNumber } });
 */
export function tokenBucketScript(callsPerSecond: number, burst?: number): string {
  const rate: Rate = burst === undefined ? rateOf(callsPerSecond, 1000) : { burst, interval: 1000 / callsPerSecond };
  // returns the points consumed and the milliseconds to wait; more than the limit (ARGV[3]) means rejected
  return `
local time = redis.call('time')
local now = time[1] * 1000 + time[2] / 1000
local full = math.max(tonumber(redis.call('get', KEYS[1])) or 0, now) + ARGV[1] * ${rate.interval}
local wait = full - now - ${rate.burst * rate.interval}
if wait > 0.001 then return {ARGV[3] + 1, math.ceil(wait)} end
redis.call('set', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return {tonumber(ARGV[1]), 0}
`;
}
