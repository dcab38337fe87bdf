import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readChangesets } from "@changesets/read";
import { run } from "./run.ts";

export interface Release {
  name: string;
  version: string;
}

export async function hasChangesets(root: string): Promise<boolean> {
  return (await readChangesets(root)).length > 0;
}

/** Writes versions and changelogs. */
export function applyChangesets(root: string): void {
  run(root, ["changeset", "version"], "Cannot write the versions: correct the changeset named above");
}

interface Status {
  releases: { name: string; type: string; newVersion: string }[];
}

/** The releases that the changesets would make. */
export async function plannedReleases(root: string): Promise<Release[]> {
  const status = await readOutput<Status>(root, "status");
  return status.releases
    .filter(({ type }) => type !== "none")
    .map(({ name, newVersion }) => ({ name, version: newVersion }));
}

interface PublishPlan {
  plan: (Release & { kind: string })[][];
}

/** The versions that are not yet in the registry. */
export async function unpublishedReleases(root: string): Promise<Release[]> {
  const { plan } = await readOutput<PublishPlan>(root, "publish-plan");
  return plan.flat().filter(({ kind }) => kind === "publish");
}

async function readOutput<Output>(root: string, verb: string): Promise<Output> {
  const folder = await mkdtemp(join(tmpdir(), "changesets-"));
  try {
    const file = join(folder, "output.json");
    run(
      root,
      ["changeset", verb, "--output", file],
      `Cannot list what would be released: \`changeset ${verb}\` failed`,
    );
    return JSON.parse(await readFile(file, "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
