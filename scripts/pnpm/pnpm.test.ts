import { join } from "node:path";
import { expect, test } from "vitest";
import { runToEnd, userEnvironment } from "../lib/run.ts";

const command = join(import.meta.dirname, "pnpm.mjs");
const pnpm = (npm_execpath: string, ...words: string[]) =>
  runToEnd(process.execPath, [command, ...words], {
    cwd: import.meta.dirname,
    env: { ...userEnvironment(), npm_execpath },
  });

test("pnpm fails when the pnpm that started the program is gone", async () => {
  const output = "Cannot run /no/such/pnpm: spawn /no/such/pnpm ENOENT\n";
  expect(await pnpm("/no/such/pnpm", "--version")).toEqual({ status: 1, output });
});

test("pnpm is the repository's when npm started the program, and returns its exit code", async () => {
  expect((await pnpm("/usr/lib/npm/bin/npm-cli.js", "--version")).output).toContain("12.21.0");
  expect((await pnpm("", "exec", "node", "-e", "process.exit(3)")).status).toBe(3);
});
