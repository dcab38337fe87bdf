#!/usr/bin/env node
import { runCli } from "./cli.ts";

// who reads what is printed may go away, and the sandbox stays
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const output = {
  out: (text: string) => process.stdout.write(text),
  error: (text: string) => process.stderr.write(text),
  hasColors: process.stdout.isTTY && process.stdout.hasColors(),
};
const result = await runCli(process.argv.slice(2), output, process.env);
if (typeof result === "number") process.exitCode = result;
else {
  // the first process of a container ignores signals without a handler
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void result.close());
}
