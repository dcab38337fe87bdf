import type { Readable, Writable } from "node:stream";
import { type ExitCode, exitCodes } from "./cli-error.ts";
import { Secrets } from "./output/secrets.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where text is written to, as `process.stdout` and `process.stderr` are. */
export type TextOutput = Writable & {
  /** Whether a person looks at it. @default false */
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal in characters. */
  readonly columns?: number | undefined;
};

/** What a command knows of the world: nothing else of the process is read. */
export interface World {
  readonly environment: Environment;
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  /** Takes results alone. */
  readonly stdout: TextOutput;
  /** Takes notes, progress and errors. */
  readonly stderr: TextOutput;
  /** Folder that paths of files are relative to. */
  readonly cwd: string;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** Sends the requests. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** The world of one run. */
export interface Context extends World {
  /** What must not be shown: add secrets before you use them. */
  readonly secrets: Secrets;
  /** What the run ends with if no error ends it. */
  readonly outcome: { exitCode: ExitCode };
}

export function createContext(world: World): Context {
  const secrets = new Secrets();
  for (const name of ["WHATSAPP_ACCESS_TOKEN", "META_APP_SECRET"]) secrets.add(world.environment[name]);
  return { ...world, secrets, outcome: { exitCode: exitCodes.ok } };
}
