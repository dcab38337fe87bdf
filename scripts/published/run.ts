import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { userEnvironment } from "../lib/run.ts";

const execute = promisify(execFile);

interface RunOptions {
  readonly cwd: string;
  readonly env?: Record<string, string>;
}

/** Runs a command as a user would, without what pnpm and vitest put into the environment, and answers what it prints. */
export async function run(command: string, words: readonly string[], { cwd, env }: RunOptions): Promise<{ stdout: string; stderr: string }> {
  try {
    return await execute(command, words, { cwd, env: { ...userEnvironment(), ...env }, timeout: 180_000, maxBuffer: 2 ** 26 });
  } catch (problem) {
    const { stdout = "", stderr = "", message } = problem as Error & { stdout?: string; stderr?: string };
    throw new Error(`Cannot run ${command} ${words.join(" ")}: ${stdout + stderr || message}`, { cause: problem });
  }
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
