import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as node from "./hmac.node.ts";
import * as portable from "./hmac.ts";

// the first is test case 2 of RFC 4231
const known = [
  ["Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"],
  [
    "key",
    "The quick brown fox jumps over the lazy dog",
    "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
  ],
] as const;

describe.each([
  ["WebCrypto", portable],
  ["node:crypto", node],
])("HMAC-SHA256 by %s", (_, { signHmac, verifyHmac }) => {
  test.each(known)("of the key %s is the known one", async (secret, text, hex) => {
    const bytes = new TextEncoder().encode(text);
    expect(await signHmac(secret, bytes)).toBe(hex);
    expect(await verifyHmac(secret, bytes, hex)).toBe(true);
    expect(
      await verifyHmac(
        secret,
        bytes,
        hex.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
      ),
    ).toBe(false);
    expect(await verifyHmac(`${secret}!`, bytes, hex)).toBe(false);
  });
});

test("both ways of HMAC agree on every key and every body", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.uint8Array({ maxLength: 200 }),
      async (secret, data) => {
        const bytes = new Uint8Array(data);
        const hex = node.signHmac(secret, bytes);
        expect(await portable.signHmac(secret, bytes)).toBe(hex);
        expect(await portable.verifyHmac(secret, bytes, hex)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test("WebCrypto keeps few keys", async () => {
  const bytes = new TextEncoder().encode("body");
  const secrets = Array.from({ length: 250 }, (_, index) => `secret ${index}`);
  for (const secret of secrets) expect(await portable.signHmac(secret, bytes)).toBe(node.signHmac(secret, bytes));
});
