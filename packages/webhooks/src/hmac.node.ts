// Replaces hmac.ts under the condition "node", see `imports` in package.json: WebCrypto takes many times as long there.
import { Buffer } from "node:buffer";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
/** HMAC-SHA256 in hex, by node:crypto. */
export function signHmac(secret: string, bytes: Uint8Array): string {
  return createHmac("sha256", secret).update(bytes).digest("hex");
}

/** Compares in constant time; `hex` has 64 digits. */
export function verifyHmac(secret: string, bytes: Uint8Array, hex: string): boolean {
  // compares hex text: decoding it costs more
  return timingSafeEqual(Buffer.from(signHmac(secret, bytes), "latin1"), Buffer.from(hex, "latin1"));
}

/** SHA-256 of a text in hex, by node:crypto. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
