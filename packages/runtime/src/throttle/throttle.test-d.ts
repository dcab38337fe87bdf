import {
  type RateLimiterCluster,
  RateLimiterMemory,
  type RateLimiterPostgres,
  type RateLimiterRedis,
  type RateLimiterValkey,
} from "rate-limiter-flexible";
import { describe, expectTypeOf, test } from "vitest";
import type { FetchMiddleware } from "../call/middleware.ts";
import type { Limiter } from "./shared-limit.ts";
import { throttle } from "./throttle.ts";
import type { BusinessUsage } from "../usage.ts";

describe("throttle()", () => {
  test("is middleware that can be read", () => {
    const limit = throttle();
    expectTypeOf(limit).toExtend<FetchMiddleware>();
    expectTypeOf(limit.usage.app?.callCount).toEqualTypeOf<number | undefined>();
    expectTypeOf(limit.usage.businesses["3"]).toEqualTypeOf<readonly BusinessUsage[] | undefined>();
  });

  test("takes the limiters of rate-limiter-flexible as they are", () => {
    throttle({ limiters: { phoneNumber: new RateLimiterMemory({ points: 80, duration: 1 }) } });
    expectTypeOf<RateLimiterRedis>().toExtend<Limiter>();
    expectTypeOf<RateLimiterValkey>().toExtend<Limiter>();
    expectTypeOf<RateLimiterPostgres>().toExtend<Limiter>();
    expectTypeOf<RateLimiterCluster>().toExtend<Limiter>();
  });

  test("knows its options", () => {
    // @ts-expect-error: there is no such limiter
    throttle({ limiters: { business: new RateLimiterMemory({ points: 80, duration: 1 }) } });
    // @ts-expect-error: either of two ways
    throttle({ whenStoreFails: "memory" });
  });
});
