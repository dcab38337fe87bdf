import { expect, test } from "vitest";
import { findPart, versionOf } from "./parts.ts";

test("a part without a pinned version is an error", () => {
  expect(() => versionOf("left-pad")).toThrow(
    "Cannot find the part left-pad: consumer-tests/parts/package.json does not name it",
  );
});

test("an aliased part has the version of its package", () => {
  expect(versionOf("node20")).toMatch(/^20\./);
});

test("a file that is missing in a part is not found", () => {
  expect(findPart("verdaccio", "no/such/file")).toBeUndefined();
});
