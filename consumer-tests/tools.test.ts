import { expect, test } from "vitest";
import { findTool, versionOf } from "./tools.ts";

test("a tool without a pinned version is an error", () => {
  expect(() => versionOf("left-pad")).toThrow(
    "Cannot find the tool left-pad: consumer-tests/tools/package.json does not name it",
  );
});

test("an aliased tool has the version of its package", () => {
  expect(versionOf("node20")).toMatch(/^20\./);
});

test("a file that is missing in a tool is not found", () => {
  expect(findTool("verdaccio", "no/such/file")).toBeUndefined();
});
