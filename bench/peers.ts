import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadFromPeers } from "./peers/load.ts";

export const peersFolder = join(import.meta.dirname, "peers");

const { optionalDependencies: pinned }: { optionalDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(peersFolder, "package.json"), "utf8"),
);

/** The installed version of a peer, undefined if it is not installed. */
export function versionOf(name: string): string | undefined {
  const manifest = join(peersFolder, "node_modules", name, "package.json");
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
}

/** Installs missing pinned versions; prints what it does and what could not be installed. */
export function installPeers(): void {
  const isMissing = ([name, version]: [string, string]) => versionOf(name) !== version;
  if (!Object.entries(pinned).some(isMissing)) return;
  console.log("Installing the clients to compare with into bench/peers/node_modules, which git ignores");
  const flags = [
    "--no-package-lock",
    "--ignore-scripts",
    "--legacy-peer-deps",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  spawnSync("npm", ["install", ...flags], { cwd: peersFolder, stdio: ["ignore", "ignore", "inherit"] });
  const missing = Object.entries(pinned).filter(isMissing);
  if (missing.length > 0) console.log(`Could not be installed: ${missing.map((entry) => entry.join(" ")).join(", ")}`);
}

/** Imports a peer; the caller states the type. */
export async function loadPeer<Module>(name: string): Promise<Module> {
  return (await loadFromPeers(name)) as Module;
}
