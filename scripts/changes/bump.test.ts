import { expect, test } from "vitest";
import { type Bump, increase, isEnough, requiredBump } from "./bump.ts";
import type { Impact } from "./finding.ts";

test.each<[version: string, impact: Impact, bump: Bump, next: string]>([
  ["0.0.0", "edits", "minor", "0.1.0"],
  ["0.4.2", "breaks", "minor", "0.5.0"],
  ["0.4.2", "adds", "patch", "0.4.3"],
  ["0.4.2", "edits", "patch", "0.4.3"],
  ["1.4.2", "breaks", "major", "2.0.0"],
  ["1.4.2", "adds", "minor", "1.5.0"],
  ["1.4.2", "edits", "patch", "1.4.3"],
])("%s, when something %s, needs %s and becomes %s", (version, impact, bump, next) => {
  const findings = (["edits", impact] as const).map((own) => ({
    impact: own,
    subject: "Books",
    versions: [],
    text: "change",
  }));
  expect(requiredBump(version, findings)).toBe(bump);
  expect(increase(version, bump)).toBe(next);
});

test("a larger bump is enough, a smaller one or none is not", () => {
  expect(isEnough("major", "minor")).toBe(true);
  expect(isEnough("minor", "minor")).toBe(true);
  expect(isEnough("patch", "minor")).toBe(false);
  expect(isEnough(undefined, "patch")).toBe(false);
});
