import type { RedisConnection } from "./redis-connection.ts";
import { scripts } from "./scripts.ts";

type Argument = string | number;

/** Runs scripts by name, each with its keys and arguments. */
export type RunScripts = Record<
  keyof typeof scripts,
  (keys: readonly string[], values: readonly Argument[]) => Promise<unknown>
>;

/** Teaches the scripts to a connection, which sends each of them once and its digest from then on. */
export function createScripts(redis: RedisConnection): RunScripts {
  const run = {} as RunScripts;
  for (const [name, lua] of Object.entries(scripts)) {
    const commandName = `campaign:${name}`;
    redis.defineCommand(commandName, { lua });
    const command = (redis as unknown as Record<string, (...values: Argument[]) => Promise<unknown>>)[commandName];
    run[name as keyof typeof scripts] = async (keys, values) => command?.call(redis, keys.length, ...keys, ...values);
  }
  return run;
}
