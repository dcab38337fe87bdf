import { expect, it } from "vitest";
import { hexOf } from "./digest.ts";
import { MediaError } from "./media-error.ts";
import { bytesOf, sha256Of } from "./transfer.test-support.ts";

const bytes = bytesOf(7); // its hash has a slash and a plus sign in Base64

it.each(["", "abc", "g".repeat(64), "0".repeat(63), `${"A".repeat(42)}=`])("hexOf() rejects %j", (digest) => {
  expect(() => hexOf(digest)).toThrow(
    new MediaError("Cannot download the file: its sha256 is neither 64 hexadecimal digits nor Base64", "hash"),
  );
});

it.each([
  sha256Of(bytes),
  sha256Of(bytes).toUpperCase(),
  sha256Of(bytes, "base64"),
  sha256Of(bytes, "base64").replace("=", ""),
  sha256Of(bytes, "base64url"),
])("hexOf() reads %s", (digest) => {
  expect(hexOf(digest)).toBe(sha256Of(bytes));
});
