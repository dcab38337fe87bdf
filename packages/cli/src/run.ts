import { CommanderError } from "commander";
import { readWords } from "./arguments.ts";
import { CliError, exitCodes } from "./cli-error.ts";
import { createContext, type World } from "./context.ts";
import { describeFailure } from "./failure.ts";
import { createOutput } from "./output/output.ts";
import { runSandbox } from "./commands/sandbox.ts";
import { createProgram } from "./program.ts";

/**
 * Runs the program with these words, as `openwaba` does; returns its exit code: 0, 1 if it failed or found something
 * broken, 2 if the words are wrong, 130 if it was stopped.
 *
 * @example
 * const exitCode = await runCli(["errors", "131047"], {
 *   environment: process.env,
 *   stdin: process.stdin,
 *   stdout: process.stdout,
 *   stderr: process.stderr,
 *   cwd: process.cwd(),
 *   signal: new AbortController().signal,
 * });
 */
export async function runCli(words: readonly string[], world: World): Promise<number> {
  const context = createContext(world);
  try {
    const read = readWords(words, world.environment);
    const [first, ...rest] = read;
    if (first === "sandbox") return await runSandbox(rest, context);
    const program = createProgram(context);
    await program.parseAsync(read.length === 0 ? ["--help"] : read, { from: "user" });
    return context.outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok; // --help and --version
    if (world.signal.aborted) return exitCodes.interrupted;
    const output = createOutput(context, words.includes("--json"));
    const failure = describeFailure(error, words);
    if (output.isJson) output.result({ error: failure.json }, []);
    output.note(...failure.blocks);
    return failure.exitCode;
  }
}

/**
 * Runs the program of a process: its arguments, its streams and its signals.
 *
 * @example
 * #!/usr/bin/env node
 * import { runProcess } from "@openwaba/cli";
 * await runProcess(process);
 */
export async function runProcess(process: NodeJS.Process): Promise<void> {
  const { stdin, stdout, stderr } = process;
  const words = process.argv.slice(2);
  const controller = new AbortController();
  // whoever reads may go away, as `| head` does; the sandbox stays
  stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE" && words[0] !== "sandbox") process.exit(exitCodes.ok);
  });
  stderr.on("error", () => undefined);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCodes.interrupted);
      controller.abort(new CliError("Stopped", { exitCode: exitCodes.interrupted }));
    });
  const world = { environment: process.env, stdin, stdout, stderr, cwd: process.cwd(), signal: controller.signal };
  process.exitCode = await runCli(words, world);
}
