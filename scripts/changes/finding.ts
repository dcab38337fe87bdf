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

/** A finding of all versions alike. */
export function finding(impact: Impact, subject: string, text: string): Finding {
  return { impact, subject, versions: [], text };
}

/** What is gone, and what is new. */
export function compareNames(old: string[], now: string[], subjectOf: (name: string) => string): Finding[] {
  const without = (names: string[], others: string[]) => [...new Set(names)].filter((name) => !others.includes(name));
  return [
    ...without(old, now).map((name) => finding("breaks", subjectOf(name), "is gone")),
    ...without(now, old).map((name) => finding("adds", subjectOf(name), "is new")),
  ];
}

const order: Impact[] = ["breaks", "adds", "edits"];

export function worstOf(impacts: Impact[]): Impact | undefined {
  return order.find((impact) => impacts.includes(impact));
}

/** Merges equal findings of several versions, the worst first. */
export function joinVersions(findings: Finding[]): Finding[] {
  const joined = new Map<string, Finding>();
  for (const one of findings) {
    const key = JSON.stringify([one.impact, one.subject, one.text]);
    const versions = new Set([...(joined.get(key)?.versions ?? []), ...one.versions]);
    joined.set(key, { ...one, versions: [...versions].toSorted() });
  }
  return [...joined.values()].toSorted(
    (one, other) =>
      order.indexOf(one.impact) - order.indexOf(other.impact) || one.subject.localeCompare(other.subject, "en"),
  );
}
