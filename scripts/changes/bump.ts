import { type Finding, type Impact, worstOf } from "./finding.ts";

export type Bump = "major" | "minor" | "patch";

const ranks: Bump[] = ["patch", "minor", "major"];
const unreleased = "0.0.0";

/** Below 1.0, breaking changes raise the minor version. */
const bumps = {
  initial: { breaks: "minor", adds: "patch", edits: "patch" },
  stable: { breaks: "major", adds: "minor", edits: "patch" },
} as const satisfies Record<string, Record<Impact, Bump>>;

export function isReleased(version: string): boolean {
  return version !== unreleased;
}

/** The smallest bump of `version` that semver allows for these changes. */
export function requiredBump(version: string, findings: Finding[]): Bump {
  if (!isReleased(version)) return "minor";
  const impact = worstOf(findings.map((finding) => finding.impact)) ?? "edits";
  return bumps[isInitial(version) ? "initial" : "stable"][impact];
}

export function isEnough(bump: Bump | undefined, required: Bump): boolean {
  return bump !== undefined && ranks.indexOf(bump) >= ranks.indexOf(required);
}

export function largerOf(one: Bump | undefined, other: Bump): Bump {
  return one !== undefined && isEnough(one, other) ? one : other;
}

export function isInitial(version: string): boolean {
  return version.startsWith("0.");
}

/** `0.1.2` and minor → `0.2.0` */
export function increase(version: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  if (bump === "major") return `${major + 1}.0.0`;
  return bump === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
