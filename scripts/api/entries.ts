import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listPackages } from "../specs/packages.ts";

/** What users import: a package or a subpath of it. */
export interface Entry {
  /** `@openwaba/runtime/undici` */
  name: string;
  /** The folder of its package. */
  folder: string;
  /** Its declarations. */
  file: string;
  /** `runtime.undici.api.md` */
  report: string;
}

type Exports = Record<string, string | { types?: string }>;

export async function listEntries(root: string): Promise<Entry[]> {
  const packages = await listPackages(root);
  const entries = await Promise.all(packages.map((name) => entriesOf(join(root, "packages", name), name)));
  return entries.flat();
}

async function entriesOf(folder: string, directory: string): Promise<Entry[]> {
  const manifest: { name: string; exports: Exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    // declarations of users name what is below a pattern, nobody imports it
    if (typeof target === "string" || target.types === undefined || subpath.includes("*")) return [];
    const name = join(manifest.name, subpath);
    const report = `${join(directory, subpath).replaceAll("/", ".")}.api.md`;
    return [{ name, folder, file: join(folder, target.types), report }];
  });
}
