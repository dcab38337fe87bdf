import { createHash } from "node:crypto";
import { array, assert, property, uint8Array } from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "./sha256.ts";

it.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
])("sha256() of %j is that of FIPS 180-4", (text, expected) => {
  const hash = sha256();
  hash.update(new TextEncoder().encode(text));
  expect(hash.hex()).toBe(expected);
});

it("sha256() equals Node's for any bytes in any pieces", () => {
  assert(
    property(array(uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const [own, node] = [sha256(), createHash("sha256")];
      for (const piece of pieces) {
        own.update(piece);
        node.update(piece);
      }
      expect(own.hex()).toBe(node.digest("hex"));
    }),
  );
});
