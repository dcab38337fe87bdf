import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readChangesets } from "@changesets/read";
import { CommandError } from "../lib/command.ts";
import { type Bump, largerOf } from "./bump.ts";

export interface Changeset {
  /** Name of a package → its bump. */
  packages: Record<string, Bump>;
  text: string;
}

/** The largest pending bump of each package. */
export async function readPending(root: string): Promise<Map<string, Bump>> {
  if (!existsSync(join(root, ".changeset"))) return new Map();
  const changesets = await readChangesets(root).catch((error: Error) => {
    throw new CommandError(`Cannot read the changesets: ${error.message}`, { cause: error });
  });
  const pending = new Map<string, Bump>();
  for (const { name, type } of changesets.flatMap(({ releases }) => releases)) {
    if (type !== "none") pending.set(name, largerOf(pending.get(name), type));
  }
  return pending;
}

export function printChangeset({ packages, text }: Changeset): string {
  const lines = Object.entries(packages).map(([name, bump]) => `"${name}": ${bump}`);
  return `---\n${lines.join("\n")}\n---\n\n${text}\n`;
}

/** Writes the changeset to a new file and returns its path. */
export async function writeChangeset(root: string, name: string, changeset: Changeset): Promise<string> {
  await mkdir(join(root, ".changeset"), { recursive: true });
  for (let number = 1; ; number++) {
    const path = `.changeset/${name}${number === 1 ? "" : `-${number}`}.md`;
    try {
      await writeFile(join(root, path), printChangeset(changeset), { flag: "wx" });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
