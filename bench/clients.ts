import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runShown } from "../scripts/lib/run.ts";
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
  run("pnpm", "install", "--ignore-workspace", "--frozen-lockfile", "--ignore-scripts", "--reporter=silent");
  run("tsc", "--project", clientsFolder);
  // not a literal, as its types are there only from now on
  const entry = new URL("clients/index.ts", import.meta.url).href;
  return import(entry);
}

function run(...words: string[]): void {
  runShown(clientsFolder, words, `Cannot measure other clients: \`${words.join(" ")}\` failed`);
}

/** The name of a client with the version of its package. */
export function withVersion(name: string, packageName = name): string {
  const manifest = join(clientsFolder, "node_modules", packageName, "package.json");
  return existsSync(manifest) ? `${name} ${JSON.parse(readFileSync(manifest, "utf8")).version}` : name;
}
