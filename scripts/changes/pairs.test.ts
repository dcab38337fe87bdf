import { expect, test } from "vitest";
import { rateAll } from "./pairs.ts";

test("a difference that Redocly misses is not lost", async () => {
  const pair = {
    subject: "GET /books",
    versions: ["v25.0"],
    section: "paths",
    old: { "x-list": ["a"] },
    now: { "x-list": ["b"] },
  } as const;
  const findings = await rateAll([{ findings: [], pairs: [{ ...pair, versions: [...pair.versions] }] }]);
  expect(findings.flat().map(({ impact, text }) => `${impact} ${text}`)).toEqual([
    "breaks changes in a way that has no rating: review it",
  ]);
});
