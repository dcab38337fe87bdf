import { increase, isInitial, isReleased, largerOf } from "./bump.ts";
import { type Changeset, printChangeset } from "./changesets.ts";
import type { Finding } from "./finding.ts";
import type { Verdict } from "./verdict.ts";

const kinds = { breaks: "breaking", adds: "additions", edits: "no change of types" } as const;

/** The changes of each package, with the missing changesets. */
export function report(verdicts: Verdict[], proposals: Map<string, Changeset>): string {
  if (verdicts.length === 0) return "The specs are unchanged since the last release: no changeset is needed";
  return verdicts.map((verdict) => reportPackage(verdict, proposals.get(verdict.folder))).join("\n\n");
}

function reportPackage(verdict: Verdict, proposal: Changeset | undefined): string {
  const { name, version, findings, required, pending, isCovered } = verdict;
  const lines = [
    `${name} ${version} → ${increase(version, largerOf(pending, required))} (${sayBump(verdict)})`,
    ...(isReleased(version) ? findings.map((finding) => `  ${finding.impact.padEnd(6)}  ${sayFinding(finding)}`) : []),
  ];
  if (isCovered) lines.push(`  a pending changeset says ${pending}`);
  if (proposal) lines.push("  proposed changeset:", ...indent(printChangeset(proposal)));
  return lines.join("\n");
}

function sayBump({ version, findings, required }: Verdict): string {
  if (!isReleased(version)) return `${required}, for the first release`;
  const worst = findings[0]?.impact ?? "edits";
  return `${kinds[worst]}, therefore ${required}${isInitial(version) && worst !== "edits" ? " while below 1.0" : ""}`;
}

function sayFinding({ subject, versions, text }: Finding): string {
  return [subject, versions.join(", "), text].filter(Boolean).join("  ");
}

function indent(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line ? `    ${line}` : ""));
}

/** Missing or too small changesets, one line per package. */
export function missingChangesets(verdicts: Verdict[]): string {
  const open = verdicts.filter(({ isCovered }) => !isCovered);
  const lines = open.map(({ name, required, pending }) =>
    pending === undefined
      ? `  ${name} needs ${required}, and no changeset names it`
      : `  ${name} needs ${required}, and its changesets say ${pending}`,
  );
  return `Cannot release the changes of ${open.length} package(s): write the proposed changesets with \`pnpm changes\`\n${lines.join("\n")}`;
}
