import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { listDomains } from "../specs/documents.ts";
import { listPackages } from "../specs/packages.ts";
import { CommandError } from "../lib/command.ts";
import { isReleased } from "./bump.ts";
import { type Finding, finding } from "./finding.ts";
import { changedFiles, extractSpecs, type Release, releaseCommit } from "./git.ts";
import { type Comparison, rateAll } from "./pairs.ts";
import { type Source, sourceOf } from "./sources.ts";

/** Changes of a package since its last release. */
export interface PackageChanges extends Release {
  findings: Finding[];
  /** It has no API of its own, but ships the documents of all others. */
  shipsAllDocuments: boolean;
}

/**
 * Every package made from `specs/` that changed since its last release.
 *
 * @throws {CommandError} if the specs, the released specs, a manifest or the history cannot be read
 */
export async function collectChanges(root: string): Promise<PackageChanges[]> {
  const domains = await listDomains(root);
  const folders = (await listPackages(root)).toSorted();
  const missing = domains.find((domain) => !folders.includes(domain));
  if (missing)
    throw new CommandError(`Cannot compare specs/${missing}: packages/${missing} is missing; run \`pnpm generate\``);

  const extracted = new Map<string, string>();
  try {
    const packages: Omit<PackageChanges, "findings">[] = [];
    const comparisons: Comparison[] = [];
    for (const folder of folders) {
      const manifest = JSON.parse(await readFile(join(root, "packages", folder, "package.json"), "utf8"));
      const shipsAllDocuments = `${manifest.scripts?.build}`.includes("--documents all");
      const release: Release = { name: manifest.name, version: manifest.version, folder };
      const source = sourceOf(root, folder, { shipsAllDocuments, isDomain: domains.includes(folder) });
      packages.push({ ...release, shipsAllDocuments });
      comparisons.push(await compareRelease(root, release, source, extracted));
    }
    const findings = await rateAll(comparisons);
    return packages
      .map((own, index) => ({ ...own, findings: findings[index] ?? [] }))
      .filter((own) => own.findings.length > 0);
  } finally {
    for (const specs of extracted.values()) await rm(specs, { recursive: true });
  }
}

async function compareRelease(
  root: string,
  release: Release,
  source: Source,
  extracted: Map<string, string>,
): Promise<Comparison> {
  if (!isReleased(release.version)) {
    const first = finding("adds", release.name, "is released for the first time");
    return { findings: source.exists ? [first] : [], pairs: [] };
  }
  const commit = await releaseCommit(root, release);
  if ((await changedFiles(root, commit, source.files)).length === 0) return { findings: [], pairs: [] };
  const specs = extracted.get(commit) ?? (await extractSpecs(root, commit));
  extracted.set(commit, specs);
  return source.compare(specs, `${release.name}@${release.version} (commit ${commit.slice(0, 7)})`);
}
