import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Printed, runAndRead, userEnvironment } from "../scripts/lib/run.ts";

interface RunOptions {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  /** Timeout in ms. @default 180000 */
  readonly timeout?: number;
}

/** Runs a command in a user's environment, without variables of pnpm and vitest, and returns its output. */
export async function run(
  command: string,
  words: readonly string[],
  { cwd, env, timeout = 180_000 }: RunOptions,
): Promise<Printed> {
  const printed = await runAndRead(command, words, { cwd, env: { ...userEnvironment(), ...env }, timeout });
  if (printed.status === 0) return printed;
  const { status, stdout, stderr } = printed;
  const reason = status === -1 ? "it was not found or timed out" : `exit code ${status}`;
  throw new Error(`Cannot run ${command} ${words.join(" ")}: ${stdout + stderr || reason}`);
}

/** Whether npm can reach the public registry. */
export async function canReachNpm(): Promise<boolean> {
  await using cache = await mkdtempDisposable(join(tmpdir(), "npm-")); // a cached response does not count
  const words = ["view", "openapi-fetch", "name", "--cache", cache.path, "--fetch-retries=1", "--fetch-timeout=10000"];
  try {
    await run("npm", words, { cwd: import.meta.dirname });
    return true;
  } catch {
    return false;
  }
}
