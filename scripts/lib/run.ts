import { text } from "node:stream/consumers";
import { spawn } from "./spawn.ts";

/** How a command ended, and all that it printed. */
export interface Outcome {
  status: number;
  output: string;
}

interface RunOptions {
  cwd?: string;
  env: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended. @default no limit */
  timeout?: number;
}

/** What a command printed; the status is -1 when it could not be run, or was ended. */
export interface Printed {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command to its end, whatever its exit code; the status is -1 when it could not be run. */
export async function runToEnd(command: string, words: readonly string[], options: RunOptions): Promise<Outcome> {
  const { status, stdout, stderr } = await runAndRead(command, words, options);
  return { status, output: stdout + stderr };
}

/** The same, with what it printed apart. */
export async function runAndRead(command: string, words: readonly string[], options: RunOptions): Promise<Printed> {
  const child = spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number>((resolve) => {
    child.on("error", () => resolve(-1));
    child.on("close", (code) => resolve(code ?? -1));
  });
  const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { status, stdout, stderr };
}

// where packages come from, and the pnpm that `scripts/pnpm` hands over to
const kept = new Set(["npm_config_registry", "npm_execpath"]);

/** The environment without what pnpm, turbo, vitest and a workflow put into it. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const isOurs = (name: string) =>
    /^(p?npm_|vitest|node_(env|options)|turbo_|actions_id_token|changesets_)/i.test(name) &&
    !kept.has(name.toLowerCase());
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)));
}
