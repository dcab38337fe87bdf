import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

/** Folders of the packages that are published, without leftovers (dist, node_modules) of other branches. */
export async function listPackages(root: string): Promise<string[]> {
  const path = join(root, "packages");
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const isPublished = await Promise.all(folders.map((folder) => isPublic(join(path, folder))));
  return folders.filter((_, index) => isPublished[index]);
}

/** Folders of all projects of the workspace from the root, private ones too: `.`, `bench`, `packages/runtime`. */
export async function listProjects(root: string): Promise<string[]> {
  const { packages } = parse(await readFile(join(root, "pnpm-workspace.yaml"), "utf8"));
  const folders = await Promise.all(
    packages.map(async (name: string) => {
      if (!name.endsWith("/*")) return [name];
      const parent = name.slice(0, -"/*".length);
      return (await readdir(join(root, parent))).map((folder) => `${parent}/${folder}`);
    }),
  );
  return [".", ...folders.flat().filter((folder) => existsSync(join(root, folder, "package.json")))];
}

/** A package without a manifest is one that is being made. */
async function isPublic(folder: string): Promise<boolean> {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return existsSync(join(folder, "src"));
  return JSON.parse(await readFile(manifest, "utf8")).private !== true;
}
