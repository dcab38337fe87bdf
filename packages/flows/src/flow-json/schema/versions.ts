import { definitionOf } from "./definitions.ts";

const form = /^(\d{1,4})\.(\d{1,4})$/;

/** What the validator takes for the version of a flow that names none. */
export const recommendedVersion = "7.3";

/** Whether `version` is `other` or newer: 7.10 is newer than 7.9. */
export function isSince(version: string, other: string): boolean {
  return rank(version) >= rank(other);
}

/** `malformed`, `unknown`, or what may be done with flows of the version. */
export function stateOf(version: unknown): "malformed" | "unknown" | "current" | "frozen" | "unannounced" {
  if (typeof version !== "string" || !form.test(version)) return "malformed";
  const { oneOf = [] } = definitionOf("Version") ?? {};
  return oneOf.find((known) => known.const === version)?.state ?? "unknown";
}

function rank(version: string): number {
  const [, major, minor] = form.exec(version) ?? [];
  return Number(major) * 10_000 + Number(minor);
}
