import { type Output, runCli } from "./cli.ts";
import type { Environment } from "./cli-options.ts";

export type { Environment, Output };

/** What the command is run with. */
export interface CommandOptions {
  /** Where it prints. */
  readonly output: Output;
  /** Variables such as `SANDBOX_PORT`. @default none */
  readonly environment?: Environment;
  /** Stops the sandbox when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Runs the command `openwaba-sandbox` with these words until `signal` is aborted; returns its exit code: 0, 1 if it
 * could not start, 2 if the words are wrong.
 *
 * @example
 * const output = { out: (text) => process.stdout.write(text), error: (text) => process.stderr.write(text) };
 * const exitCode = await runCommand(["--port", "4000"], { output, signal: AbortSignal.timeout(60_000) });
 */
export async function runCommand(words: readonly string[], options: CommandOptions): Promise<number> {
  const { output, environment = {}, signal } = options;
  const running = await runCli([...words], output, environment);
  if (typeof running === "number") return running;
  if (!signal.aborted) await new Promise((stopped) => signal.addEventListener("abort", stopped, { once: true }));
  await running.close();
  return 0;
}
