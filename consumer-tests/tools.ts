import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = join(import.meta.dirname, "tools");
const load = createRequire(join(folder, "package.json"));

const { optionalDependencies: pinned }: { optionalDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(folder, "package.json"), "utf8"),
);

/** How to install every tool. */
export const installHint = "npx pnpm@12.21.0 install:tools";

/** The version of a tool that the tests require. */
export function versionOf(tool: string): string {
  const wanted = pinned[tool];
  if (wanted === undefined)
    throw new TypeError(`Cannot find the tool ${tool}: consumer-tests/tools/package.json does not name it`);
  return wanted.slice(wanted.lastIndexOf("@") + 1);
}

/** Path of a file of a tool, undefined if the required version is not installed. */
export function findTool(tool: string, file = "package.json"): string | undefined {
  const path = join(folder, "node_modules", tool);
  const manifest = join(path, "package.json");
  if (!existsSync(manifest) || !existsSync(join(path, file))) return undefined;
  return JSON.parse(readFileSync(manifest, "utf8")).version === versionOf(tool) ? join(path, file) : undefined;
}

/** Loads a tool; the caller states the type. */
export function loadTool<Module>(tool: string): Module {
  return load(tool) as Module;
}
