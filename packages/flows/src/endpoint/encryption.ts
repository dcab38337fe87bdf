import { decodeBase64, encodeBase64 } from "./base64.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Body of a request, as the platform sends it. */
export interface EncryptedRequest {
  encrypted_flow_data: string;
  encrypted_aes_key: string;
  initial_vector: string;
}

/** A request that was decrypted. */
export interface Decrypted {
  plaintext: Bytes;
  /** Encrypts the response for the client that sent the request; returns Base64. */
  encrypt(text: string): Promise<string>;
}

const keySize = 16; // AES-128
const ivSize = 16; // not the usual 12

/**
 * Decrypts a request with the first of the keys that fits; undefined when none does.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/implementingyourflowendpoint
 */
export async function decryptRequest(
  { encrypted_flow_data, encrypted_aes_key, initial_vector }: EncryptedRequest,
  keys: readonly CryptoKey[],
): Promise<Decrypted | undefined> {
  const data = decodeBase64(encrypted_flow_data);
  const encryptedKey = decodeBase64(encrypted_aes_key);
  const iv = decodeBase64(initial_vector);
  if (!data || !encryptedKey || iv?.length !== ivSize) return undefined;
  for (const key of keys) {
    try {
      const raw = await crypto.subtle.decrypt({ name: "RSA-OAEP" }, key, encryptedKey);
      if (raw.byteLength !== keySize) continue;
      const aesKey = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
      const plaintext = new Uint8Array(await crypto.subtle.decrypt(aesGcm(iv), aesKey, data));
      return { plaintext, encrypt: (text) => encryptResponse(text, aesKey, iv) };
    } catch {
      continue; // of another key, or changed on the way
    }
  }
  return undefined;
}

/** The same key, and the IV of the request with all of its bits inverted. */
async function encryptResponse(text: string, key: CryptoKey, iv: Bytes): Promise<string> {
  const inverted = iv.map((byte) => byte ^ 0xff);
  const encrypted = await crypto.subtle.encrypt(aesGcm(inverted), key, new TextEncoder().encode(text));
  return encodeBase64(new Uint8Array(encrypted));
}

function aesGcm(iv: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv, tagLength: 128 };
}
