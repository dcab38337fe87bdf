import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = join(import.meta.dirname, "parts");
const load = createRequire(join(folder, "package.json"));

const { optionalDependencies: pinned }: { optionalDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(folder, "package.json"), "utf8"),
);

/** What brings every part. */
export const howToGetParts = "npx pnpm@12.21.0 install:parts";

/** The version of a part that the tests want. */
export function versionOf(part: string): string {
  const wanted = pinned[part];
  if (wanted === undefined) throw new TypeError(`Cannot find the part ${part}: scripts/published/parts/package.json does not name it`);
  return wanted.slice(wanted.lastIndexOf("@") + 1);
}

/** Where a file of a part is, undefined when the wanted version is not installed. */
export function findPart(part: string, file = "package.json"): string | undefined {
  const path = join(folder, "node_modules", part);
  const manifest = join(path, "package.json");
  if (!existsSync(manifest) || !existsSync(join(path, file))) return undefined;
  return JSON.parse(readFileSync(manifest, "utf8")).version === versionOf(part) ? join(path, file) : undefined;
}

/** Loads a part. The caller says what it expects to find. */
export function loadPart<Module>(part: string): Module {
  return load(part) as Module;
}

/** Where a report goes, and whether a build server reads it. */
const surroundings = { isBuildServer: Boolean(process.env["CI"]), warn: (text: string) => console.warn(text) };

/**
 * Whether one of the parts is missing, which is undefined then. Says aloud what therefore is not tested; on a build
 * server that is an error.
 */
export function reportMissing(
  test: string,
  parts: Readonly<Record<string, string | undefined>>,
  advice = howToGetParts,
  { isBuildServer, warn } = surroundings,
): boolean {
  const missing = Object.keys(parts).filter((name) => parts[name] === undefined);
  if (missing.length === 0) return false;
  const message = `${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} missing: ${advice}`;
  if (isBuildServer) throw new Error(`Cannot run ${test}: ${message}`);
  warn(`\n!!! SKIPPED in ${test}: ${message}\n`);
  return true;
}
