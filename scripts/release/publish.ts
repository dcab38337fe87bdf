import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listPackages } from "../specs/packages.ts";
import { kilobytes } from "../sizes/tables.ts";
import { readTarball } from "../sizes/tarball.ts";
import type { Release } from "./changesets.ts";
import { run } from "./run.ts";

/** Publishes every version that is not yet in the registry, and tags it. */
export function publishPackages(root: string): void {
  run(
    root,
    ["changeset", "publish"],
    "Not everything was published: fix the errors above, then run `pnpm release publish` again; published versions are skipped",
  );
}

/** Prints what would be published, and its contents. */
export async function showReleases(root: string, releases: Release[]): Promise<void> {
  if (releases.length === 0) console.log("Nothing would be published: the registry has every version");
  for (const folder of await listPackages(root)) {
    const manifest: Release = JSON.parse(await readFile(join(root, "packages", folder, "package.json"), "utf8"));
    const release = releases.find(({ name }) => name === manifest.name);
    if (release === undefined) continue;
    const { bytes, files } = await readTarball(root, folder);
    const unpacked = kilobytes(Object.values(bytes).reduce((sum, size) => sum + size, 0));
    console.log(`Would publish ${release.name} ${release.version}: ${files} files, ${unpacked} unpacked`);
  }
}
