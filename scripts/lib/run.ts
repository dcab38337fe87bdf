import { execFile } from "node:child_process";

/** How a command ended, and all that it printed. */
export interface Outcome {
  status: number;
  output: string;
}

interface RunOptions {
  cwd?: string;
  env: NodeJS.ProcessEnv;
}

/** Runs a command to its end, whatever its exit code; the status is -1 when it could not be run. */
export function runToEnd(command: string, words: readonly string[], options: RunOptions): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(command, words, { ...options, maxBuffer: 2 ** 26 }, (_, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

// where packages come from, and the pnpm that `scripts/pnpm` hands over to
const kept = new Set(["npm_config_registry", "npm_execpath"]);

/** The environment without what pnpm, turbo, vitest and a workflow put into it. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const isOurs = (name: string) =>
    /^(p?npm_|vitest|node_(env|options)|turbo_|actions_id_token|changesets_)/i.test(name) && !kept.has(name.toLowerCase());
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)));
}
