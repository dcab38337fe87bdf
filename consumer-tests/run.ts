import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Printed, runAndRead, userEnvironment } from "../scripts/lib/run.ts";

interface RunOptions {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  /** Milliseconds. @default 180000 */
  readonly timeout?: number;
}

/** Runs a command as a user would, without what pnpm and vitest put into the environment, and answers what it prints. */
export async function run(
  command: string,
  words: readonly string[],
  { cwd, env, timeout = 180_000 }: RunOptions,
): Promise<Printed> {
  const printed = await runAndRead(command, words, { cwd, env: { ...userEnvironment(), ...env }, timeout });
  if (printed.status === 0) return printed;
  const { status, stdout, stderr } = printed;
  const reason = status === -1 ? "it was not found, or took too long" : `it ended with ${status}`;
  throw new Error(`Cannot run ${command} ${words.join(" ")}: ${stdout + stderr || reason}`);
}

/** Whether npm gets an answer from the registry that all other packages come from. */
export async function canReachNpm(): Promise<boolean> {
  const cache = await mkdtemp(join(tmpdir(), "npm-")); // what npm knows already is no answer
  const words = ["view", "openapi-fetch", "name", "--cache", cache, "--fetch-retries=1", "--fetch-timeout=10000"];
  try {
    await run("npm", words, { cwd: import.meta.dirname });
    return true;
  } catch {
    return false;
  } finally {
    await rm(cache, { recursive: true });
  }
}
