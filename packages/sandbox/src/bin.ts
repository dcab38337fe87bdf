#!/usr/bin/env node
import { runCli } from "./cli.ts";

const result = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
if (typeof result === "number") process.exitCode = result;
else {
  // the first process of a container ignores signals without a handler
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void result.close());
}
