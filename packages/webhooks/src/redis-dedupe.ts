import { type DedupeStore, type DedupeTimes, dedupeTimes } from "./dedupe.ts";

/** The command that is used of a Redis or Valkey client, with the signature of ioredis. */
export interface RedisCommands {
  eval(script: string, keyCount: number, key: string, ...values: string[]): Promise<unknown>;
}

export interface RedisDedupeOptions extends DedupeTimes {
  /** Prefix of the keys. @default "openwaba:webhook:" */
  prefix?: string;
}

// A key holds "done", or "busy:" with the owner. Each script is atomic.
const claimScript = `
local held = redis.call("GET", KEYS[1])
if held == "done" then return "done" end
if held and held ~= ARGV[1] then return "busy" end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
return "new"`;
const completeScript = `
local held = redis.call("GET", KEYS[1])
if not held or held == ARGV[1] then redis.call("SET", KEYS[1], "done", "PX", ARGV[2]) end`;
const releaseScript = `
if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end`;

/**
 * Remembers events for all processes that share a Redis or Valkey server.
 *
 * @example
 * const handler = createWebhookHandler({ appSecret, verifyToken, on, dedupe: redisDedupe(new Redis()) });
 */
export function redisDedupe(redis: RedisCommands, options: RedisDedupeOptions = {}): DedupeStore {
  const { ttl, lease, prefix } = { ...dedupeTimes, prefix: "openwaba:webhook:", ...options };
  const run = (script: string, key: string, owner: string, ...values: number[]) =>
    redis.eval(script, 1, prefix + key, `busy:${owner}`, ...values.map(String));
  return {
    lease,
    // the handler checks the result
    claim: (key, owner) => run(claimScript, key, owner, lease) as ReturnType<DedupeStore["claim"]>,
    async complete(key, owner) {
      await run(completeScript, key, owner, ttl);
    },
    async release(key, owner) {
      await run(releaseScript, key, owner);
    },
  };
}
