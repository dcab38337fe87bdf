import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";

test("Base64 is that of Buffer, both ways, also for bytes of many calls", () => {
  const bytes = fc.uint8Array({ maxLength: 100 });
  fc.assert(
    fc.property(bytes, (data) => {
      const text = Buffer.from(data).toString("base64");
      expect(encodeBase64(data)).toBe(text);
      expect(decodeBase64(text)).toEqual(new Uint8Array(data));
    }),
  );
  const large = new Uint8Array(100_001).fill(7);
  expect(encodeBase64(large)).toBe(Buffer.from(large).toString("base64"));
});

test.each(["A", "AA", "AAA", "AA==AA", "=", "AAA-", "AA_A", " AAA", "AAAA\n", "AA=A", "ÄAAA", "===="])(
  "%j is not Base64",
  (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  },
);
