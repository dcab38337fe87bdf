// Replaces pem.ts under the condition "node", see `imports` in package.json: WebCrypto reads no encrypted keys.
import { Buffer } from "node:buffer";
import { createPrivateKey, type KeyObject } from "node:crypto";
import { normalizePem } from "./normalize-pem.ts";

/**
 * The PKCS#8 of a private key in PEM, by node:crypto: also of an encrypted one, by the first passphrase that fits.
 *
 * @throws {TypeError} when it is not an RSA private key, or is encrypted and no passphrase fits
 */
export function readPem(pem: string, passphrases: readonly string[]): Uint8Array<ArrayBuffer> {
  const { text, isEncrypted } = normalizePem(pem);
  if (isEncrypted && passphrases.length === 0) throw new TypeError("it is encrypted, and passphrase is missing");
  const key = isEncrypted ? firstOf(passphrases, text) : read(text);
  if (isEncrypted && key === undefined) throw new TypeError("it is encrypted with another passphrase");
  if (key?.asymmetricKeyType !== "rsa") throw new TypeError("it is not an RSA private key in PEM");
  return Uint8Array.from(key.export({ type: "pkcs8", format: "der" }));
}

/** PKCS#8 encrypted with AES-256-CBC, in PEM. */
export function encryptPem(pkcs8: Uint8Array, passphrase: string): string {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  return String(key.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }));
}

function firstOf(passphrases: readonly string[], text: string): KeyObject | undefined {
  for (const passphrase of passphrases) {
    const key = read(text, passphrase);
    if (key) return key;
  }
  return undefined;
}

/** Errors of OpenSSL say nothing that the caller's do not. */
function read(key: string, passphrase?: string): KeyObject | undefined {
  try {
    return createPrivateKey(passphrase === undefined ? key : { key, passphrase });
  } catch {
    return undefined;
  }
}
