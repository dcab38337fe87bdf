import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 as byNode } from "./hmac.node.ts";
import { sha256 } from "./hmac.ts";

test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
])("sha256() of %j is that of FIPS 180-4", (text, expected) => {
  expect([sha256(text), byNode(text)]).toEqual([expected, expected]);
});

test("sha256() equals node:crypto for texts of every length and any characters", () => {
  for (let length = 0; length < 300; length++) expect(sha256("ü".repeat(length))).toBe(byNode("ü".repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => void expect(sha256(text)).toBe(byNode(text))),
  );
});
