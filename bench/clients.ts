import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadFromClients } from "./clients/load.ts";

export const clientsFolder = join(import.meta.dirname, "clients");

const { optionalDependencies: pinned }: { optionalDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(clientsFolder, "package.json"), "utf8"),
);

/** The installed version of a client's package, undefined if it is not installed. */
export function versionOf(name: string): string | undefined {
  const manifest = join(clientsFolder, "node_modules", name, "package.json");
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
}

/** Installs missing pinned versions; prints what it does and what could not be installed. */
export function installClients(): void {
  const isMissing = ([name, version]: [string, string]) => versionOf(name) !== version;
  if (!Object.entries(pinned).some(isMissing)) return;
  console.log("Installing the clients to compare with into bench/clients/node_modules, which git ignores");
  const flags = [
    "--no-package-lock",
    "--ignore-scripts",
    "--legacy-peer-deps",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  spawnSync("npm", ["install", ...flags], { cwd: clientsFolder, stdio: ["ignore", "ignore", "inherit"] });
  const missing = Object.entries(pinned).filter(isMissing);
  if (missing.length > 0) console.log(`Could not be installed: ${missing.map((entry) => entry.join(" ")).join(", ")}`);
}

/** Imports a client; the caller states the type. */
export async function loadClient<Module>(name: string): Promise<Module> {
  return (await loadFromClients(name)) as Module;
}
