import { expect, test } from "vitest";
import { findPart, versionOf } from "./parts.ts";

test("a part that nobody pinned is an error", () => {
  expect(() => versionOf("left-pad")).toThrow(
    "Cannot find the part left-pad: consumer-tests/parts/package.json does not name it",
  );
});

test("the version of a part under another name is that of the package", () => {
  expect(versionOf("node20")).toMatch(/^20\./);
});

test("a file that a part does not have is not found", () => {
  expect(findPart("verdaccio", "no/such/file")).toBeUndefined();
});
