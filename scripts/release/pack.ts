import { rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.ts";

/** Packs every version that the registry does not have, and the plan to publish them, into `packed/`. */
export async function packPackages(root: string): Promise<void> {
  const folder = join(root, "packed");
  await rm(folder, { recursive: true, force: true });
  run(root, ["changeset", "pack", "--out-dir", folder], "Cannot pack: see above which package and why");
}
