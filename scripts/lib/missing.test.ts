import { describe, expect, test, vi } from "vitest";
import { reportMissing } from "./missing.ts";

describe("reportMissing()", () => {
  const tools = { deno: undefined, bun: "/bin/bun", "Node 26.10.0": undefined };
  const warn = vi.fn<(text: string) => void>();

  test("throws in CI", () => {
    expect(() => reportMissing("some.test.ts", tools, "install them", { isBuildServer: true, warn })).toThrow(
      "Cannot run some.test.ts: deno, Node 26.10.0 are missing: install them",
    );
  });

  test("warns about what is skipped, and how to install it", () => {
    expect(reportMissing("some.test.ts", { deno: undefined }, "install it", { isBuildServer: false, warn })).toBe(true);
    expect(warn.mock.calls.join().trim()).toBe("!!! SKIPPED in some.test.ts: deno is missing: install it");
  });

  test("prints nothing if all are installed", () => {
    expect(reportMissing("some.test.ts", { bun: "/bin/bun" }, "install it")).toBe(false);
  });
});
