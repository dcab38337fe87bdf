/** `new`: yours to handle; `busy`: somebody handles it at the moment; `done`: handled already. */
export type Claim = "new" | "busy" | "done";

/**
 * Remembers which events were handled, by their `dedupeKey`. An event is claimed before it is handled, and completed
 * or released afterwards; a claim that is neither, because its process died, must end by itself.
 */
export interface DedupeStore {
  claim: (key: string) => Claim | Promise<Claim>;
  complete: (key: string) => void | Promise<void>;
  release: (key: string) => void | Promise<void>;
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
  /** Events that are remembered; the oldest are forgotten for new ones. @default 10000 */
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
  const known = new Map<string, { isDone: boolean; end: number }>();

  function remember(key: string, isDone: boolean, duration: number): void {
    known.delete(key);
    known.set(key, { isDone, end: Date.now() + duration });
    if (known.size <= maxKeys) return;
    const [oldest] = known.keys();
    if (oldest !== undefined) known.delete(oldest);
  }

  return {
    claim(key) {
      const found = known.get(key);
      if (found && found.end > Date.now()) return found.isDone ? "done" : "busy";
      remember(key, false, lease);
      return "new";
    },
    complete: (key) => remember(key, true, ttl),
    release(key) {
      known.delete(key);
    },
  };
}
