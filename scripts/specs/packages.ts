import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Package folders, without leftovers (dist, node_modules) of other branches. */
export async function listPackages(root: string): Promise<string[]> {
  const path = join(root, "packages");
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return folders.filter((folder) => ["package.json", "src"].some((part) => existsSync(join(path, folder, part))));
}
