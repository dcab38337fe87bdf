#!/usr/bin/env node
// The command `pnpm` for turbo and scripts: the pnpm that started them, or else npx with the version of the repository.
// The package pnpm cannot be a dependency instead: it needs one binary per platform, linked by an install script.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const { packageManager } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const running = process.env["npm_execpath"] ?? "";
const words = process.argv.slice(2);

const child = /^pnpm(\.exe)?$/.test(basename(running))
  ? spawn(running, words, { stdio: "inherit" })
  : spawn("npx", ["-y", packageManager, ...words], { stdio: "inherit", shell: process.platform === "win32" }); // npx is a .cmd there

process.on("SIGINT", () => {}); // the whole process group gets it: pnpm exits first
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  console.error(`Cannot run ${running || "npx"}: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
});
