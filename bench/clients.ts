import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../scripts/lib/command.ts";
import { spawnSync } from "../scripts/lib/spawn.ts";
import type { Client, WebhookClient } from "./client.ts";

/** A package outside of the workspace, so that only the benchmarks download the clients and need their types. */
export const clientsFolder = join(import.meta.dirname, "clients");

interface Clients {
  clients: Client[];
  webhookClients: (appSecret: string) => WebhookClient[];
}

/** Installs the clients to compare with, checks the code that calls them against their types, and loads it. */
export async function loadClients(): Promise<Clients> {
  console.log("Installing the clients to compare with into bench/clients, from its lockfile");
  run("pnpm", ["install", "--ignore-workspace", "--frozen-lockfile", "--ignore-scripts", "--reporter=silent"]);
  run("tsc", ["--project", clientsFolder]);
  // not a literal, as its types are there only from now on
  const entry = new URL("clients/index.ts", import.meta.url).href;
  return import(entry);
}

function run(command: string, words: string[]): void {
  const { status } = spawnSync(command, words, { cwd: clientsFolder, stdio: "inherit" });
  if (status !== 0) throw new CommandError(`Cannot measure other clients: \`${command} ${words.join(" ")}\` failed`);
}

/** The name of a client with the version of its package. */
export function withVersion(name: string, packageName = name): string {
  const manifest = join(clientsFolder, "node_modules", packageName, "package.json");
  return existsSync(manifest) ? `${name} ${JSON.parse(readFileSync(manifest, "utf8")).version}` : name;
}
