import { createBucket, type Limit, type Rate } from "./bucket.ts";
import { withDeadline } from "../call/deadline.ts";
import type { RemoteLimit } from "./gate.ts";

/**
 * A limit shared by many processes. Every limiter of the package `rate-limiter-flexible` is one: its `consume` resolves
 * when the call may pass, rejects with `{ msBeforeNext }` when it may not, and with an `Error` when the store fails.
 * One of your own may reserve permits instead, so that many processes need not ask again and again.
 */
export type Limiter = ConsumingLimiter | ReservingLimiter;

/** A limit that is asked for each call. */
export interface ConsumingLimiter {
  consume(key: string, points?: number): Promise<unknown>;
}

/** A limit that gives permits in advance. */
export interface ReservingLimiter {
  /**
   * Reserves up to `most` permits, and resolves with the milliseconds after which each is due, ascending. It rejects as
   * `consume` does. `rate` follows from the options of the throttle.
   */
  reserve(key: string, most: number, rate: Rate): Promise<readonly number[]>;
}

/** The store of a {@link Limiter} failed. */
export class StoreError extends Error {}

/** Permits of one store. */
export interface Store {
  /** Takes up to `most` permits, due in so many ms each; or none, and `wait` is the time until the next try. */
  take(key: string, most: number, rate: Rate): Promise<{ dues: readonly number[]; wait: number }>;
}

const storeTimeout = 1000; // ms
const retryStoreAfter = 1000; // ms; a failed store is not called until then

export function createStore(limiter: Limiter): Store {
  let failure: StoreError | undefined;
  let retryStoreAt = 0;
  const giveUp = (cause: unknown) => {
    retryStoreAt = performance.now() + retryStoreAfter;
    failure = new StoreError(cause instanceof Error ? cause.message : String(cause), { cause });
    return failure;
  };
  return {
    async take(key, most, rate) {
      if (failure && performance.now() < retryStoreAt) throw failure;
      failure = undefined;
      try {
        const noAnswer = () => new Error(`no response within ${storeTimeout} ms`);
        const ask = async () => {
          if ("reserve" in limiter) return limiter.reserve(key, most, rate);
          await limiter.consume(key, 1);
          return [0];
        };
        const dues = await withDeadline(ask, storeTimeout, noAnswer, undefined);
        if (dues.length === 0 || !dues.every((due) => due >= 0 && due < Infinity))
          throw new Error(`it reserved permits that are due in ${dues.join(", ") || "no"} ms`);
        return { dues, wait: 0 };
      } catch (refusal) {
        if (refusal instanceof Error || !isRefusal(refusal)) throw giveUp(refusal);
        // a key that never expires: RateLimiterRedis creates one for a duration below a second
        if (!(refusal.msBeforeNext >= 0))
          throw giveUp("it does not say when to retry: its duration must be whole seconds");
        return { dues: [], wait: Math.max(1, refusal.msBeforeNext) };
      }
    },
  };
}

function isRefusal(value: unknown): value is { msBeforeNext: number } {
  return (
    typeof value === "object" && value !== null && "msBeforeNext" in value && typeof value.msBeforeNext === "number"
  );
}

const permitLifetime = 100; // ms; how long a permit may be used after it is due

/**
 * Permits of one key of a store.
 *
 * @param rate Of a limiter that reserves
 * @param fallback Used while the store fails; without it the failure is thrown
 */
export function createSharedLimit(store: Store, key: string, rate: Rate, fallback: Limit | undefined): RemoteLimit {
  const own = fallback ?? createBucket({ burst: 1, interval: 0 });
  /** When each permit is due, ascending; it may be later than now. */
  let dues: number[] = [];
  let asking: Promise<number> | undefined;

  async function ask(most: number): Promise<number> {
    const { dues: delays, wait } = await store.take(key, most, rate).catch((error: unknown) => {
      if (!fallback) throw error;
      const now = performance.now();
      const ownWait = fallback.wait(now);
      if (ownWait === 0) fallback.take(now);
      return { dues: ownWait === 0 ? [0] : [], wait: ownWait };
    });
    const now = performance.now();
    dues = delays.map((delay) => now + delay);
    return delays[0] ?? wait;
  }

  return {
    wait: () => 0,
    // a permit fetched for an aborted call goes to the next one
    async fetch(most) {
      const now = performance.now();
      dues = dues.filter((due) => now - due <= permitLifetime);
      const [due] = dues;
      if (due !== undefined) return Math.max(0, due - now);
      asking ??= ask(most).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    take() {
      dues.shift();
    },
    empty: (now) => own.empty?.(now),
    isIdle: (now) => !asking && dues.every((due) => now - due > permitLifetime) && own.isIdle(now),
  };
}
