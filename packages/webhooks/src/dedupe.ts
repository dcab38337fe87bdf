/** `new`: the caller handles it; `busy`: another owner is handling it; `done`: already handled. */
export type Claim = "new" | "busy" | "done";

/**
 * Remembers which events were handled, by their `dedupeKey`. An event is claimed before it is handled, then completed
 * or released; a claim that is neither, because its process died, must expire. Each delivery claims with a separate
 * `owner`, a random string: an owner whose claim has expired must not end the claim of another.
 */
export interface DedupeStore {
  /** Claims a free event. A claim of the same owner may be renewed by it, and must be if there is a `lease`. */
  claim: (key: string, owner: string) => Claim | Promise<Claim>;
  /** Remembers an event as handled, unless another owner has claimed it since. */
  complete: (key: string, owner: string) => void | Promise<void>;
  /** Releases a claim, if the owner still has it. */
  release: (key: string, owner: string) => void | Promise<void>;
  /** Lifetime of a claim in ms: an event that has waited for half of it is claimed again before it is handled. */
  lease?: number;
}

export interface DedupeTimes {
  /** How long a handled event is remembered, in ms. @default 604800000, 7 days: as long as the platform retries */
  ttl?: number;
  /** Lease in ms: after it an unfinished event may be claimed again. @default 300000 */
  lease?: number;
}

export const dedupeTimes = {
  ttl: 7 * 24 * 3_600_000,
  lease: 5 * 60_000,
} satisfies DedupeTimes;

export interface MemoryDedupeOptions extends DedupeTimes {
  /** Limit of remembered events; the oldest handled ones are dropped first, those in progress never. @default 10000 */
  maxKeys?: number;
}

/**
 * Remembers events in the memory of one process.
 *
 * @example
 * const handler = createWebhookHandler({ appSecret, verifyToken, on, dedupe: memoryDedupe({ maxKeys: 100_000 }) });
 */
export function memoryDedupe(options: MemoryDedupeOptions = {}): DedupeStore {
  const { ttl, lease, maxKeys } = { ...dedupeTimes, maxKeys: 10_000, ...options };
  const claims = new Map<string, { owner: string; end: number }>();
  /** When handled events expire, by key. */
  const done = new Map<string, number>();

  function holderOf(key: string): string | undefined {
    const claim = claims.get(key);
    return claim && claim.end > Date.now() ? claim.owner : undefined;
  }

  /** Claims are sorted by expiry. */
  function dropExpiredClaims(): void {
    for (const [key, { end }] of claims) {
      if (end > Date.now()) return;
      claims.delete(key);
    }
  }

  return {
    lease,
    claim(key, owner) {
      if ((done.get(key) ?? 0) > Date.now()) return "done";
      if ((holderOf(key) ?? owner) !== owner) return "busy";
      dropExpiredClaims();
      claims.delete(key);
      claims.set(key, { owner, end: Date.now() + lease });
      return "new";
    },
    complete(key, owner) {
      if ((holderOf(key) ?? owner) !== owner) return;
      claims.delete(key);
      done.delete(key);
      done.set(key, Date.now() + ttl);
      const [oldest] = done.keys();
      if (done.size > maxKeys && oldest !== undefined) done.delete(oldest);
    },
    release(key, owner) {
      if (claims.get(key)?.owner === owner) claims.delete(key);
    },
  };
}
