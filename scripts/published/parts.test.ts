import { describe, expect, test, vi } from "vitest";
import { findPart, howToGetParts, reportMissing, versionOf } from "./parts.ts";

describe("reportMissing()", () => {
  const parts = { deno: undefined, bun: "/bin/bun", "Node 26.10.0": undefined };
  const warn = vi.fn<(text: string) => void>();

  test("is an error on a build server", () => {
    expect(() => reportMissing("some.test.ts", parts, "install them", { isBuildServer: true, warn })).toThrow(
      "Cannot run some.test.ts: deno, Node 26.10.0 are missing: install them",
    );
  });

  test("says aloud what is not tested, and how to get it", () => {
    expect(reportMissing("some.test.ts", { deno: undefined }, howToGetParts, { isBuildServer: false, warn })).toBe(true);
    expect(warn.mock.calls.join().trim()).toBe("!!! SKIPPED in some.test.ts: deno is missing: npx pnpm@12.21.0 install:parts");
  });

  test("says nothing when all are there", () => {
    expect(reportMissing("some.test.ts", { bun: "/bin/bun" })).toBe(false);
  });
});

test("a part that nobody pinned is an error", () => {
  expect(() => versionOf("left-pad")).toThrow("Cannot find the part left-pad: scripts/published/parts/package.json does not name it");
});

test("the version of a part under another name is that of the package", () => {
  expect(versionOf("node20")).toMatch(/^20\./);
});

test("a file that a part does not have is not found", () => {
  expect(findPart("verdaccio", "no/such/file")).toBeUndefined();
});
