import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = join(import.meta.dirname, "parts");
const load = createRequire(join(folder, "package.json"));

const { optionalDependencies: pinned }: { optionalDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(folder, "package.json"), "utf8"),
);

/** How to install every part. */
export const howToGetParts = "npx pnpm@12.21.0 install:parts";

/** The version of a part that the tests require. */
export function versionOf(part: string): string {
  const wanted = pinned[part];
  if (wanted === undefined)
    throw new TypeError(`Cannot find the part ${part}: consumer-tests/parts/package.json does not name it`);
  return wanted.slice(wanted.lastIndexOf("@") + 1);
}

/** Path of a file of a part, undefined if the required version is not installed. */
export function findPart(part: string, file = "package.json"): string | undefined {
  const path = join(folder, "node_modules", part);
  const manifest = join(path, "package.json");
  if (!existsSync(manifest) || !existsSync(join(path, file))) return undefined;
  return JSON.parse(readFileSync(manifest, "utf8")).version === versionOf(part) ? join(path, file) : undefined;
}

/** Loads a part; the caller states the type. */
export function loadPart<Module>(part: string): Module {
  return load(part) as Module;
}
