import type { Command } from "commander";
import { usageError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { addExamples } from "../examples.ts";
import { usualSandbox } from "../platform.ts";

export function registerSandbox(program: Command): void {
  const command = program
    .command("sandbox")
    .description("Run the platform on this machine, for development and tests, until Ctrl+C")
    .argument("[options...]", "options of openwaba-sandbox: see `openwaba sandbox --help`")
    .allowUnknownOption()
    .helpOption(false)
    .action(() => {
      throw usageError("Cannot start the sandbox: its options come behind it, as in openwaba sandbox --port 4000");
    });
  addExamples(
    command,
    ["openwaba sandbox", `On ${usualSandbox}, where --sandbox of the other commands looks`],
    ["openwaba sandbox --webhook http://127.0.0.1:3000/", "It sends webhooks to your server"],
    ["openwaba sandbox --help", "All its options"],
  );
}

/**
 * Runs the sandbox with its own options, which commander does not know; returns the exit code.
 */
export async function runSandbox(words: readonly string[], context: Context): Promise<number> {
  const { runCommand } = await import("@openwaba/sandbox/command");
  const { stdout, stderr, environment, signal } = context;
  const hasPort = words.some((word) => /^--(?:port|config|help)(?:=|$)/.test(word)) || "SANDBOX_PORT" in environment;
  const output = {
    out: (text: string) => stdout.write(text),
    error: (text: string) => stderr.write(text),
    hasColors: stdout.isTTY === true && (environment["NO_COLOR"] ?? "") === "",
  };
  const port = new URL(usualSandbox).port;
  return runCommand([...words, ...(hasPort ? [] : ["--port", port])], { output, environment, signal });
}
