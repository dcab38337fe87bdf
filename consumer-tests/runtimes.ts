import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromiumPath } from "../scripts/lib/chromium.ts";
import { tryInPage } from "./page.ts";
import { findTool, installHint, versionOf } from "./tools.ts";
import { run } from "./run.ts";
import type { Results, TryCapabilities } from "./try-capabilities.ts";
import { tryInWorker } from "./worker.ts";

export interface Runtime {
  /** With its version: "Node 20.19.0". */
  readonly name: string;
  /** Undefined if it is not installed. */
  readonly path: string | undefined;
  /** How to install it. @default that of the tools */
  readonly advice?: string;
  readonly tryCapabilities: TryCapabilities;
}

const deno = ["run", "--no-prompt", "--no-lock", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];

export const runtimes: readonly Runtime[] = [
  { name: `Node ${versionOf("node20")}`, path: findTool("node20", "bin/node"), tryCapabilities: byCommand() },
  { name: `Node ${versionOf("node22")}`, path: findTool("node22", "bin/node"), tryCapabilities: byCommand() },
  { ...nodeOfRepository(), tryCapabilities: byCommand() },
  { name: `Node ${versionOf("node26")}`, path: findTool("node26", "bin/node"), tryCapabilities: byCommand() },
  { name: `Bun ${versionOf("bun")}`, path: findTool("bun", "bin/bun.exe"), tryCapabilities: byCommand(["run"]) },
  {
    name: `Deno ${versionOf("deno")}`,
    path: findTool("deno", "deno"),
    tryCapabilities: byCommand(deno, [...deno, "--allow-read"]),
  },
  { name: `workerd ${versionOf("workerd")}`, path: findTool("workerd", "bin/workerd"), tryCapabilities: tryInWorker },
  {
    name: "Chromium",
    path: findTool("playwright-core") && chromiumPath,
    advice: `apt-get install chromium && ${installHint}`,
    tryCapabilities: tryInPage,
  },
];

/** The Node that runs the scripts of the repository. */
function nodeOfRepository() {
  const folder = join(import.meta.dirname, "../node_modules/node");
  const path = join(folder, "bin/node");
  if (!existsSync(path)) return { name: "Node 24", path: undefined, advice: "npx pnpm@12.21.0 install" };
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { name: `Node ${version}`, path };
}

/** Runs the program as an ES module, then as CommonJS. Neither may print a warning. */
function byCommand(words: readonly string[] = [], wordsToRequire = words): TryCapabilities {
  return async (path, folder, target) => {
    const start = async (options: readonly string[], file: string): Promise<Results> => {
      const env = { DENO_DIR: join(folder, ".deno"), NO_COLOR: "1" };
      const { stdout, stderr } = await run(path, [...options, file, JSON.stringify(target)], { cwd: folder, env });
      if (stderr !== "") throw new Error(`Cannot run ${file} in silence: ${stderr}`);
      return JSON.parse(stdout);
    };
    const results = await start(words, "main.mjs");
    const required = await start(wordsToRequire, "main.cjs");
    const failed = Object.entries(required).filter(([capability, result]) => result !== results[capability]);
    return { ...results, "`require`": failed.length === 0 ? "✓" : failed.join("; ") };
  };
}
