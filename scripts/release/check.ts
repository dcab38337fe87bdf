import { rm } from "node:fs/promises";
import { join } from "node:path";
import { runShown } from "../lib/run.ts";
import { listPackages } from "../specs/packages.ts";

const steps: readonly [command: readonly string[], refusal: string][] = [
  [["node", "scripts/generate.ts", "--check"], "generated files differ from the specs"],
  [["node", "scripts/turbo.mjs", "run", "build", "--filter=!@openwaba/docs"], "a package does not build"],
  [["node", "scripts/api.ts", "--check"], "the public API is not the one in docs/api"],
  [["node", "scripts/sizes.ts", "--check"], "something is larger than its budget"],
  [
    ["vitest", "run", "packages/every-package.test.ts", "--typecheck.enabled=false"],
    "a package fails the checks for publishing",
  ],
];

/** Builds the packages and checks that they match what was reviewed. */
export async function checkPackages(root: string): Promise<void> {
  await removeBuilds(root);
  for (const [command, refusal] of steps) runShown(root, command, `Cannot release: ${refusal}, see above`);
}

/** A build from turbo's cache does not remove files of other builds. */
async function removeBuilds(root: string): Promise<void> {
  const folders = (await listPackages(root)).flatMap((name) =>
    ["dist", "openapi"].map((part) => join(root, "packages", name, part)),
  );
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}
