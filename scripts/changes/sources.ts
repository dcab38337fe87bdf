import { isDeepStrictEqual } from "node:util";
import { listDomains, readDocuments, type SpecDocument } from "../specs/documents.ts";
import { readVersions } from "../specs/versions.ts";
import { SpecError } from "../specs/spec-error.ts";
import { CommandError } from "../lib/command.ts";
import { compareDomain } from "./domain.ts";
import { finding } from "./finding.ts";
import type { Comparison } from "./pairs.ts";
import { compareRuntime, runtimeSources } from "./runtime.ts";

/** The sources of a package. */
export interface Source {
  /** Whether the current specs still produce it. */
  exists: boolean;
  /** Paths whose changes may change the package. */
  files: string[];
  /** The changes since the specs in `oldRoot`, from which `release` was made. */
  compare: (oldRoot: string, release: string) => Promise<Comparison>;
}

export function sourceOf(
  root: string,
  folder: string,
  { shipsAllDocuments, isDomain }: { shipsAllDocuments: boolean; isDomain: boolean },
): Source {
  if (folder === "runtime") {
    return { exists: true, files: runtimeSources, compare: (oldRoot) => compareRuntime(oldRoot, root) };
  }
  if (shipsAllDocuments)
    return { exists: true, files: ["specs"], compare: (oldRoot, release) => compareCarried(oldRoot, root, release) };
  return {
    exists: isDomain,
    files: [`specs/${folder}`, ...(isDomain ? ["specs/shared"] : [])],
    compare: (oldRoot, release) => compareOwn(oldRoot, root, folder, release),
  };
}

async function compareOwn(oldRoot: string, root: string, domain: string, release: string): Promise<Comparison> {
  const now = await readSome(root, [domain]);
  const old = await readSome(oldRoot, [domain], release);
  const comparison = compareDomain(old, now);
  const [before, after] = await Promise.all([readVersions(oldRoot), readVersions(root)]);
  if (before.default !== after.default && now.length > 0) {
    const text = `stand for ${after.default}, no longer for ${before.default}`;
    comparison.findings.push(finding("breaks", "Paths and Schemas", text));
  }
  return comparison;
}

/** Users of the shipped documents call the operations; the changes are listed for the packages they come from. */
async function compareCarried(oldRoot: string, root: string, release: string): Promise<Comparison> {
  const now = await readSome(root, await listDomains(root));
  const old = await readSome(oldRoot, await listDomains(oldRoot), release);
  const carried = (documents: SpecDocument[]) =>
    documents
      .filter(({ openapi }) => openapi.paths !== undefined)
      .map(({ domain, name, openapi }) => ({ domain, name, openapi }));
  const isSame = isDeepStrictEqual(carried(old), carried(now));
  return { findings: isSame ? [] : [finding("edits", "OpenAPI documents that it ships", "changed")], pairs: [] };
}

async function readSome(root: string, domains: string[], of = "today"): Promise<SpecDocument[]> {
  const existing = await listDomains(root);
  return readDocuments(
    root,
    domains.filter((domain) => existing.includes(domain)),
  ).catch((error: unknown) => {
    if (!(error instanceof SpecError)) throw error;
    throw new CommandError(error.message.replace(/^Cannot generate:/, `Cannot compare the specs of ${of}:`), {
      cause: error,
    });
  });
}
