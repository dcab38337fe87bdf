import type { RedisConnection } from "./redis-connection.ts";

/** Checks that a killed Redis loses nothing, which decides whether somebody may be sent to twice. */
export async function checkPersistence(
  redis: RedisConnection,
  allowLoss: boolean,
  warn: (text: string) => void,
): Promise<void> {
  const persistence = await redis.info("persistence");
  if (!/^aof_enabled:1/m.test(persistence) && !allowLoss)
    throw new Error(
      "Cannot open campaigns: Redis forgets what was sent when it is killed, and would send it twice; set appendonly to yes, or allowLoss to true",
    );
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info("memory"))?.[1];
  if (policy !== undefined && policy !== "noeviction")
    warn(`Redis may drop campaigns when its memory is full: maxmemory-policy is ${policy} instead of noeviction`);
}
