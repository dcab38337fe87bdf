/** What a change means to users of the package: their code may no longer compile, can do more, or is not affected. */
export type Impact = "breaks" | "adds" | "edits";

export interface Finding {
  impact: Impact;
  /** What it is about: `GET /{waba_id}/flows`. */
  subject: string;
  /** Graph versions with this change; empty if versions do not matter. */
  versions: string[];
  /** What the subject does now: ``no longer returns `data[].name` ``. */
  text: string;
}

const order: Impact[] = ["breaks", "adds", "edits"];

export function worstOf(impacts: Impact[]): Impact | undefined {
  return order.find((impact) => impacts.includes(impact));
}

/** Merges equal findings of several versions, the worst first. */
export function joinVersions(findings: Finding[]): Finding[] {
  const joined = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.impact, finding.subject, finding.text]);
    const versions = new Set([...(joined.get(key)?.versions ?? []), ...finding.versions]);
    joined.set(key, { ...finding, versions: [...versions].toSorted() });
  }
  return [...joined.values()].toSorted(
    (one, other) =>
      order.indexOf(one.impact) - order.indexOf(other.impact) || one.subject.localeCompare(other.subject, "en"),
  );
}
