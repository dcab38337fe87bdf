export { sha256 } from "./sha256.ts";

/** Imported keys by their secret. */
const keys = new Map<string, Promise<CryptoKey>>();
const maxKeys = 100; // an app has one or two

type Bytes = Uint8Array<ArrayBuffer>;

function keyOf(secret: string): Promise<CryptoKey> {
  let key = keys.get(secret);
  if (key === undefined) {
    if (keys.size >= maxKeys) keys.clear();
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    key = crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["sign", "verify"]);
    keys.set(secret, key);
  }
  return key;
}

/** HMAC-SHA256 in hex, by WebCrypto. */
export async function signHmac(secret: string, bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret), bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares in constant time; `hex` has 64 digits. */
export async function verifyHmac(secret: string, bytes: Bytes, hex: string): Promise<boolean> {
  const signature = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
  return crypto.subtle.verify("HMAC", await keyOf(secret), signature, bytes);
}
