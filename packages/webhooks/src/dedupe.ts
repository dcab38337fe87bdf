/** `new`: yours to handle; `busy`: somebody handles it at the moment; `done`: handled already. */
export type Claim = "new" | "busy" | "done";

/**
 * Remembers which events were handled, by their `dedupeKey`. An event is claimed before it is handled, and completed
 * or released afterwards; a claim that is neither, because its process died, must end by itself. Each delivery claims
 * under an `owner` of its own, a random text: whoever holds no claim any more must not end that of another.
 */
export interface DedupeStore {
  /** Claims an event that nobody has. A claim of the same owner may be renewed by it, and must be if there is a `lease`. */
  claim: (key: string, owner: string) => Claim | Promise<Claim>;
  /** Remembers an event as handled, unless another owner has claimed it since. */
  complete: (key: string, owner: string) => void | Promise<void>;
  /** Gives a claim back, if it is still the owner's. */
  release: (key: string, owner: string) => void | Promise<void>;
  /** How long a claim holds, in milliseconds: an event that waits for half of it is claimed once more before it is handled. */
  lease?: number;
}

export interface DedupeTimes {
  /** How long a handled event is remembered, in milliseconds. @default 604800000, as long as the platform may repeat it */
  ttl?: number;
  /** How long an event may be in handling, in milliseconds: then it is taken for lost, and handled when it comes again. @default 300000 */
  lease?: number;
}

export const dedupeTimes = {
  ttl: 7 * 24 * 3_600_000,
  lease: 5 * 60_000,
} satisfies DedupeTimes;

export interface MemoryDedupeOptions extends DedupeTimes {
  /** Handled events that are remembered; the oldest are forgotten for new ones, those in handling never. @default 10000 */
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
  /** When to forget what was handled. */
  const done = new Map<string, number>();

  function holderOf(key: string): string | undefined {
    const claim = claims.get(key);
    return claim && claim.end > Date.now() ? claim.owner : undefined;
  }

  /** They are in the order of their end. */
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
