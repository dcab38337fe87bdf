import { readPem } from "#pem";
import { FlowEndpointError } from "./errors.ts";

/** The `CryptoKey` of WebCrypto, which is no global type in projects without those of browsers. */
type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/**
 * A private key: PEM of PKCS#8 or PKCS#1, encrypted or not, or a `CryptoKey` for RSA-OAEP with SHA-256 and the usage
 * `decrypt`.
 */
export type FlowPrivateKey = string | ImportedKey;

const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };

/**
 * Reads private keys; PEM is imported at the first call of the result, as some hosts have no WebCrypto before the first
 * request.
 *
 * @throws {TypeError} when one of them is not a private key, or cannot be decrypted
 */
export function readPrivateKeys(
  keys: readonly FlowPrivateKey[],
  passphrases: readonly string[],
): () => Promise<readonly ImportedKey[]> {
  if (keys.length === 0) throw new TypeError("Cannot read the private key: there is none");
  const usable = passphrases.filter((passphrase) => passphrase !== ""); // such as a variable that is not set
  const read = keys.map((key, index) => {
    try {
      return typeof key === "string" ? readPem(key, usable) : checked(key);
    } catch (error) {
      const which = keys.length > 1 ? `private key ${index + 1} of ${keys.length}` : "the private key";
      throw new TypeError(`Cannot read ${which}: ${(error as Error).message}`, { cause: error });
    }
  });
  let imported: Promise<readonly ImportedKey[]> | undefined;
  return () => (imported ??= Promise.all(read.map((key) => (key instanceof Uint8Array ? importKey(key) : key))));
}

async function importKey(pkcs8: Uint8Array<ArrayBuffer>): Promise<ImportedKey> {
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["decrypt"]);
  } catch {
    throw new FlowEndpointError("key", "a private key is not one of RSA");
  }
}

function checked(key: unknown): ImportedKey {
  const { type, algorithm: own, usages } = (Object(key) === key ? key : {}) as Partial<ImportedKey>;
  const { name, hash } = (own ?? {}) as Partial<RsaHashedKeyAlgorithm>;
  if (type !== "private" || name !== algorithm.name || hash?.name !== algorithm.hash || !usages?.includes("decrypt"))
    throw new TypeError("it is neither PEM nor a CryptoKey for RSA-OAEP with SHA-256 and the usage decrypt");
  return key as ImportedKey;
}
