import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { Refusal } from "../lib/refusal.ts";
import { type Bump, largerOf } from "./bump.ts";

export interface Changeset {
  /** Name of a package → its bump. */
  packages: Record<string, Bump>;
  text: string;
}

/** What the pending changesets bump, the largest bump of each package. */
export async function readPending(root: string): Promise<Map<string, Bump>> {
  const folder = join(root, ".changeset");
  const files = existsSync(folder) ? await readdir(folder) : [];
  const pending = new Map<string, Bump>();
  for (const file of files.filter((name) => name.endsWith(".md") && name !== "README.md").toSorted()) {
    for (const [name, bump] of readBumps(file, await readFile(join(folder, file), "utf8"))) {
      pending.set(name, largerOf(pending.get(name), bump));
    }
  }
  return pending;
}

function readBumps(file: string, text: string): [string, Bump][] {
  const [before, front, after] = text.replaceAll("\r\n", "\n").split(/^---$/m);
  if (before?.trim() !== "" || front === undefined || after === undefined) throw new Refusal(`Cannot read .changeset/${file}: it does not begin with packages and bumps between two lines of ---`);
  return Object.entries((parse(front) ?? {}) as Record<string, unknown>).flatMap(([name, bump]): [string, Bump][] => {
    if (bump === "none") return [];
    if (bump === "major" || bump === "minor" || bump === "patch") return [[name, bump]];
    throw new Refusal(`Cannot read .changeset/${file}: the bump of ${name} is ${bump}; write major, minor, patch or none`);
  });
}

export function printChangeset({ packages, text }: Changeset): string {
  const lines = Object.entries(packages).map(([name, bump]) => `"${name}": ${bump}`);
  return `---\n${lines.join("\n")}\n---\n\n${text}\n`;
}

/** Writes the changeset into a file of its own, and gives its path. */
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
