import { describeSandbox } from "./cli-banner.ts";
import { callLines, deliveryLine, handshakeLine, type Look } from "./cli-log.ts";
import { type Environment, help, readOptions } from "./cli-options.ts";
import type { SandboxOptions } from "./options.ts";
import { createSandbox, type Sandbox } from "./sandbox.ts";

/** Where the program prints. */
export interface Output extends Look {
  out(text: string): void;
  error(text: string): void;
}

/** Runs the program; returns its exit code, or the sandbox if it keeps running. */
export async function runCli(
  words: string[],
  output: Output,
  environment: Environment = {},
): Promise<number | Sandbox> {
  const { out, error } = output;
  let options: SandboxOptions | "help";
  try {
    options = readOptions(words, environment);
  } catch (problem) {
    error(`Cannot read the options: ${messageOf(problem)}\nTry openwaba-sandbox --help\n`);
    return 2;
  }
  if (options === "help") {
    out(help);
    return 0;
  }
  const { webhook } = options;
  try {
    const sandbox = await createSandbox({
      ...options,
      onCall: (call) => out(callLines(call, output)),
      // without a webhook there is nothing to look at
      ...(webhook && { onDelivery: (delivery) => out(deliveryLine(delivery, output)) }),
    });
    out(describeSandbox(sandbox, options));
    if (webhook) void sandbox.verifyWebhook().then((handshake) => out(handshakeLine(handshake, output)));
    return sandbox;
  } catch (problem) {
    error(`${messageOf(problem)}\n`);
    return problem instanceof TypeError ? 2 : 1;
  }
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
