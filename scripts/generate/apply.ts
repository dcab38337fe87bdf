import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The planned files: path → content, undefined for a file to remove. */
export type Plan = Map<string, string | undefined>;

export interface Change {
  kind: "added" | "changed" | "removed";
  path: string;
}

/** The differences between the plan and the folder. */
export async function compare(root: string, plan: Plan): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [path, content] of plan) {
    const file = join(root, path);
    const current = existsSync(file) ? await readFile(file, "utf8") : undefined;
    if (current === content) continue;
    changes.push({ kind: content === undefined ? "removed" : current === undefined ? "added" : "changed", path });
  }
  return changes;
}

/** Writes what differs. */
export async function apply(root: string, plan: Plan, changes: Change[]): Promise<void> {
  for (const { path } of changes) {
    const content = plan.get(path);
    const file = join(root, path);
    if (content === undefined) {
      await rm(file);
    } else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
}
