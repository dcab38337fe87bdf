import * as fc from "fast-check";
import { createCipheriv, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import * as node from "./media-crypto.node.ts";
import * as portable from "./media-crypto.ts";

const bytes = (lengths: fc.ArrayConstraints) => fc.uint8Array(lengths).map((data) => new Uint8Array(data));
const key = bytes({ minLength: 32, maxLength: 32 });

describe.each([
  ["without node:crypto", portable],
  ["by node:crypto", node],
])("%s", (_, { hmacSha256, cbcDecipher }) => {
  test("HMAC-SHA256 in pieces is that of the whole, case 2 of RFC 4231 too", async () => {
    const known = hmacSha256(new Uint8Array(Buffer.from("Jefe")));
    known.update(Buffer.from("what do ya want "));
    known.update(Buffer.from("for nothing?"));
    expect(known.hex()).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    fc.assert(
      fc.property(key, fc.array(bytes({ maxLength: 100 }), { maxLength: 5 }), (secret, pieces) => {
        const hmac = hmacSha256(secret);
        for (const piece of pieces) hmac.update(piece);
        expect(hmac.hex()).toBe(createHmac("sha256", secret).update(Buffer.concat(pieces)).digest("hex"));
      }),
      { numRuns: 200 },
    );
  });

  test("AES-256-CBC in pieces of any length decrypts what node:crypto encrypts", async () => {
    const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        key,
        bytes({ minLength: 16, maxLength: 16 }),
        bytes({ maxLength: 200 }),
        cuts,
        async (...all) => {
          const [secret, iv, plaintext, places] = all;
          const cipher = createCipheriv("aes-256-cbc", secret, iv);
          const encrypted = new Uint8Array(Buffer.concat([cipher.update(plaintext), cipher.final()]));
          const decipher = cbcDecipher(secret, iv);
          const decrypted: Uint8Array[] = [];
          const sorted = [0, ...places.toSorted((one, other) => one - other), encrypted.length];
          for (const [index, end] of sorted.entries()) {
            if (index > 0) decrypted.push(await decipher.update(encrypted.slice(sorted[index - 1], Math.max(end, 0))));
          }
          decrypted.push(await decipher.final());
          expect(new Uint8Array(Buffer.concat(decrypted))).toEqual(plaintext);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("AES-256-CBC rejects a wrong padding, and no blocks at all", async () => {
    const cipher = createCipheriv("aes-256-cbc", Buffer.alloc(32), Buffer.alloc(16)).setAutoPadding(false);
    const encrypted = new Uint8Array(cipher.update(Buffer.alloc(32)));
    for (const content of [encrypted, new Uint8Array()]) {
      const decipher = cbcDecipher(new Uint8Array(32), new Uint8Array(16));
      await decipher.update(content);
      await expect((async () => decipher.final())()).rejects.toThrow(/./);
    }
  });
});
