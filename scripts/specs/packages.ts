import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The folders in `packages/`, but for those that hold no more than what another branch has built or installed. */
export async function listPackages(root: string): Promise<string[]> {
  const path = join(root, "packages");
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return folders.filter((folder) => ["package.json", "src"].some((part) => existsSync(join(path, folder, part))));
}
