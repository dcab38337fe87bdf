import { type DedupeStore, type DedupeTimes, dedupeTimes } from "./dedupe.ts";

/** The commands of a client for Redis or Valkey that are needed, as ioredis has them. */
export interface RedisCommands {
  set(key: string, value: string, unit: "PX", milliseconds: number): Promise<unknown>;
  set(key: string, value: string, unit: "PX", milliseconds: number, condition: "NX"): Promise<unknown>;
  get(key: string): Promise<string | null>;
  del(key: string): Promise<unknown>;
}

export interface RedisDedupeOptions extends DedupeTimes {
  /** What the keys begin with. @default "openwaba:webhook:" */
  prefix?: string;
}

/**
 * Remembers events for all processes that share a Redis or Valkey server.
 *
 * @example
 * const handler = createWebhookHandler({ appSecret, verifyToken, on, dedupe: redisDedupe(new Redis()) });
 */
export function redisDedupe(redis: RedisCommands, options: RedisDedupeOptions = {}): DedupeStore {
  const { ttl, lease, prefix } = { ...dedupeTimes, prefix: "openwaba:webhook:", ...options };
  return {
    async claim(key) {
      if ((await redis.set(prefix + key, "busy", "PX", lease, "NX")) !== null) return "new";
      // gone in between: then it comes again
      return (await redis.get(prefix + key)) === "done" ? "done" : "busy";
    },
    async complete(key) {
      await redis.set(prefix + key, "done", "PX", ttl);
    },
    async release(key) {
      await redis.del(prefix + key);
    },
  };
}
