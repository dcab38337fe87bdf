import { type Bump, isEnough, requiredBump } from "./bump.ts";
import type { Changeset } from "./changesets.ts";
import type { PackageChanges } from "./packages.ts";
import { changelogEntry } from "./sentence.ts";

/** A changed package with its pending changesets. */
export interface Verdict extends PackageChanges {
  required: Bump;
  pending: Bump | undefined;
  isCovered: boolean;
}

export function judge(changes: PackageChanges[], pendingBumps: Map<string, Bump>): Verdict[] {
  return changes.map((own) => {
    const required = requiredBump(own.version, own.findings);
    const pending = pendingBumps.get(own.name);
    return { ...own, required, pending, isCovered: isEnough(pending, required) };
  });
}

/** A changeset for each package that lacks one; each also names packages that ship the documents of all others. */
export function propose(verdicts: Verdict[]): Map<string, Changeset> {
  const open = verdicts.filter(({ isCovered }) => !isCovered);
  const carriers = open.filter(({ shipsAllDocuments }) => shipsAllDocuments);
  const changed = open.filter(({ shipsAllDocuments }) => !shipsAllDocuments);
  const changeset = (named: Verdict[], about: Verdict): Changeset => ({
    packages: Object.fromEntries(named.map(({ name, required }) => [name, required])),
    text: changelogEntry(about),
  });
  return new Map(
    changed.length > 0
      ? changed.map((verdict) => [verdict.folder, changeset([verdict, ...carriers], verdict)])
      : carriers.map((verdict) => [verdict.folder, changeset([verdict], verdict)]),
  );
}
