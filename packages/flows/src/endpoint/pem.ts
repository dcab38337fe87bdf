import { decodeBase64 } from "./base64.ts";
import { normalizePem } from "./normalize-pem.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The PKCS#8 of a private key in PEM, without node:crypto: keys in PKCS#8 and PKCS#1, not encrypted ones.
 *
 * @throws {TypeError} when it is not an RSA private key or is encrypted
 */
export function readPem(pem: string, _passphrases: readonly string[]): Bytes {
  const { label, content, isEncrypted } = normalizePem(pem);
  if (isEncrypted) {
    throw new TypeError(
      "it is encrypted, which only Node, Bun and Deno can read: decrypt it beforehand, such as by `openssl pkcs8 -topk8 -nocrypt -in private.pem`",
    );
  }
  const der = decodeBase64(content.replaceAll(/\s/g, ""));
  if (der === undefined || der[0] !== sequence) throw new TypeError("it is not an RSA private key in PEM");
  return label === "RSA PRIVATE KEY" ? toPkcs8(der) : der;
}

/** @throws {TypeError} always: WebCrypto does not write encrypted keys */
export function encryptPem(_pkcs8: Uint8Array, _passphrase: string): string {
  throw new TypeError("Cannot encrypt the private key: a passphrase needs Node, Bun or Deno");
}

// tags of DER
const sequence = 0x30;
const octetString = 0x04;

/** Version 0, and the algorithm rsaEncryption with its parameter NULL. */
const rsaHead = [0x02, 1, 0, 0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0];

/** Wraps the PKCS#1 of a key. */
function toPkcs8(pkcs1: Bytes): Bytes {
  return encode(sequence, Uint8Array.from([...rsaHead, ...encode(octetString, pkcs1)]));
}

function encode(tag: number, content: Bytes): Bytes {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...size, ...content]);
}
