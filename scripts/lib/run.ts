import { text } from "node:stream/consumers";
import { CommandError } from "./command.ts";
import { spawn, spawnSync } from "./spawn.ts";

/** Exit code and output of a command. */
export interface Outcome {
  status: number;
  output: string;
}

interface RunOptions {
  cwd?: string;
  env: NodeJS.ProcessEnv;
  /** Timeout in ms. @default no limit */
  timeout?: number;
}

/** Output of a command; the status is -1 if it could not be run or was killed. */
export interface Printed {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command and returns any exit code; the status is -1 if it could not be run. */
export async function runToEnd(command: string, words: readonly string[], options: RunOptions): Promise<Outcome> {
  const { status, stdout, stderr } = await runAndRead(command, words, options);
  return { status, output: stdout + stderr };
}

/** The same, with separate stdout and stderr. */
export async function runAndRead(command: string, words: readonly string[], options: RunOptions): Promise<Printed> {
  const child = spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number>((resolve) => {
    child.on("error", () => resolve(-1));
    child.on("close", (code) => resolve(code ?? -1));
  });
  const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { status, stdout, stderr };
}

/** Runs a command with its output shown. If it fails, throws an error that says what to do. */
export function runShown(cwd: string, [command = "", ...words]: readonly string[], refusal: string): void {
  const { status, error } = spawnSync(command, words, { cwd, stdio: "inherit" });
  if (status !== 0) throw new CommandError(error ? `${refusal} (${error.message})` : refusal);
}

// the registry, and the pnpm that `scripts/pnpm` starts
const kept = new Set(["npm_config_registry", "npm_execpath"]);

/** The environment without the variables of pnpm, turbo, vitest and a workflow. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const isOurs = (name: string) =>
    /^(p?npm_|vitest|node_(env|options)|turbo_|actions_id_token|changesets_)/i.test(name) &&
    !kept.has(name.toLowerCase());
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)));
}
