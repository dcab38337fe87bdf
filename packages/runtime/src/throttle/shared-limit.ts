import { createBucket, type Limit } from "./bucket.ts";
import { withDeadline } from "../call/deadline.ts";
import type { RemoteLimit } from "./gate.ts";

/**
 * A limit shared by many processes. Every limiter of the package `rate-limiter-flexible` is one: its `consume` resolves
 * when the call may pass, rejects with `{ msBeforeNext }` when it may not, and with an `Error` when the store fails.
 */
export interface Limiter {
  consume(key: string, points?: number): Promise<unknown>;
}

/** The store of a {@link Limiter} failed. */
export class StoreError extends Error {}

/** Permits of one store. */
export interface Store {
  /** Takes a permit. Returns 0, or the milliseconds until the next try. */
  consume(key: string): Promise<number>;
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
    async consume(key) {
      if (failure && performance.now() < retryStoreAt) throw failure;
      failure = undefined;
      try {
        const noAnswer = () => new Error(`no response within ${storeTimeout} ms`);
        await withDeadline(() => limiter.consume(key, 1), storeTimeout, noAnswer, undefined);
        return 0;
      } catch (refusal) {
        if (refusal instanceof Error || !isRefusal(refusal)) throw giveUp(refusal);
        // a key that never expires: RateLimiterRedis creates one for a duration below a second
        if (!(refusal.msBeforeNext >= 0))
          throw giveUp("it does not say when to retry: its duration must be whole seconds");
        return Math.max(1, refusal.msBeforeNext);
      }
    },
  };
}

function isRefusal(value: unknown): value is { msBeforeNext: number } {
  return (
    typeof value === "object" && value !== null && "msBeforeNext" in value && typeof value.msBeforeNext === "number"
  );
}

const permitLifetime = 100; // ms; how long a fetched permit may be used

/**
 * Permits of one key of a store.
 *
 * @param fallback Used while the store fails; without it the failure is thrown
 */
export function createSharedLimit(store: Store, key: string, fallback: Limit | undefined): RemoteLimit {
  const own = fallback ?? createBucket({ burst: 1, interval: 0 });
  let fetchedAt = -Infinity;
  let asking: Promise<number> | undefined;

  async function ask(): Promise<number> {
    const wait = await store.consume(key).catch((error: unknown) => {
      if (!fallback) throw error;
      const now = performance.now();
      const ownWait = fallback.wait(now);
      if (ownWait === 0) fallback.take(now);
      return ownWait;
    });
    if (wait === 0) fetchedAt = performance.now();
    return wait;
  }

  return {
    wait: () => 0,
    // a permit fetched for an aborted call goes to the next one
    async fetch() {
      if (performance.now() - fetchedAt <= permitLifetime) return 0;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    take() {
      fetchedAt = -Infinity;
    },
    empty: (now) => own.empty?.(now),
    isIdle: (now) => !asking && now - fetchedAt > permitLifetime && own.isIdle(now),
  };
}
