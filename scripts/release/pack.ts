import { rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.ts";

/** Packs every version that is not yet in the registry, and the plan to publish them, into `packed/`. */
export async function packPackages(root: string): Promise<void> {
  const folder = join(root, "packed");
  await rm(folder, { recursive: true, force: true });
  run(root, ["changeset", "pack", "--out-dir", folder], "Cannot pack: see the error above");
}
