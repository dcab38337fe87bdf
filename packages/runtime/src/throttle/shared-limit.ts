import { createBucket, type Limit } from "./bucket.ts";
import { withDeadline } from "../call/deadline.ts";
import type { RemoteLimit } from "./gate.ts";

/**
 * A limit that many processes share. Every limiter of the package `rate-limiter-flexible` is one: its `consume`
 * resolves when the call may pass, rejects with `{ msBeforeNext }` when it may not, and with an `Error` when the
 * store cannot be asked.
 */
export interface Limiter {
  consume(key: string, points?: number): Promise<unknown>;
}

/** The store of a {@link Limiter} cannot be asked. */
export class StoreError extends Error {}

/** Permits of one store. */
export interface Store {
  /** Takes a permit: answers 0, or the milliseconds after which to ask again. */
  consume(key: string): Promise<number>;
}

const storeTimeout = 1000; // milliseconds that the store may take
const retryStoreAfter = 1000; // milliseconds for which a store that failed is left alone

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
        const noAnswer = () => new Error(`no answer within ${storeTimeout} ms`);
        await withDeadline(() => limiter.consume(key, 1), storeTimeout, noAnswer, undefined);
        return 0;
      } catch (refusal) {
        if (refusal instanceof Error || !isRefusal(refusal)) throw giveUp(refusal);
        // a key that never expires, as RateLimiterRedis makes them for less than a second
        if (!(refusal.msBeforeNext >= 0))
          throw giveUp("it does not say when to ask again: its duration must be whole seconds");
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

const permitLifetime = 100; // milliseconds for which a fetched permit may be used

/**
 * The permits of one key of a store.
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
    // what an aborted call has asked for is given to the next one
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
