import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { readChangesets } from "@changesets/read";
import { runShown } from "../lib/run.ts";
import { checkPackages } from "./check.ts";

interface PublishPlan {
  plan: { kind: string }[][];
}

/**
 * Packs every version that is not yet in the registry, and the plan to publish them, into `packed/`. While there are
 * changesets there is nothing to pack: the workflow runs on every push.
 */
export async function packPackages(root: string): Promise<void> {
  const folder = join(root, "packed");
  await rm(folder, { recursive: true, force: true });
  if ((await readChangesets(root)).length > 0)
    return console.log("Nothing to pack: there are changesets, and their versions must be written first");

  const planFile = join(folder, "publish-plan.json");
  runShown(root, ["changeset", "publish-plan", "--output", planFile], "Cannot list what to pack: see the error above");
  const { plan }: PublishPlan = JSON.parse(await readFile(planFile, "utf8"));
  if (!plan.flat().some(({ kind }) => kind === "publish")) {
    await rm(folder, { recursive: true });
    return console.log("Nothing to pack: the registry has every version");
  }
  await checkPackages(root);
  const words = ["--from-publish-plan", planFile, "--out-dir", folder];
  runShown(root, ["changeset", "pack", ...words], "Cannot pack: see the error above");
}
