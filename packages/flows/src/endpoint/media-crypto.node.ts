// Replaces media-crypto.ts under the condition "node", see `imports` in package.json: WebCrypto neither hashes nor
// decrypts piece by piece.
import { createDecipheriv, createHash, createHmac } from "node:crypto";
import type { Hash } from "@openwaba/media";
import type { Decipher } from "./media-crypto.ts";

/** SHA-256 by node:crypto. */
export function sha256(): Hash {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
}

/** HMAC-SHA256 by node:crypto. */
export function hmacSha256(key: Uint8Array): Hash {
  const hmac = createHmac("sha256", key);
  return { update: (bytes) => void hmac.update(bytes), hex: () => hmac.digest("hex") };
}

/** AES-256-CBC with PKCS#7 padding, by node:crypto. */
export function cbcDecipher(key: Uint8Array, iv: Uint8Array): Decipher {
  const decipher = createDecipheriv("aes-256-cbc", key, iv);
  return {
    update: (bytes) => Uint8Array.from(decipher.update(bytes)),
    final: () => Uint8Array.from(decipher.final()),
  };
}
