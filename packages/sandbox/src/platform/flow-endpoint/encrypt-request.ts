import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import { parseJson } from "../../server/json.ts";
import { asciiJson } from "../../webhooks/envelope.ts";

/** A request to the endpoint of a flow, as a phone encrypts it. */
export interface EncryptedRequest {
  /** JSON. */
  readonly body: string;
  /**
   * Reads the response, which is Base64.
   *
   * @throws Error if it was not encrypted for this request, or is not JSON
   */
  decrypt(response: string): unknown;
}

const algorithm = "aes-128-gcm";
const tagLength = 16;

/**
 * Encrypts a request with a key of its own, which only the private key reads.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/implementingyourflowendpoint
 */
export function encryptRequest(publicKey: KeyObject, request: object): EncryptedRequest {
  const key = randomBytes(16);
  const iv = randomBytes(16); // not the usual 12
  const cipher = createCipheriv(algorithm, key, iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(request), "utf8"), cipher.final(), cipher.getAuthTag()]);
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  const body = asciiJson({
    encrypted_flow_data: data.toString("base64"),
    encrypted_aes_key: publicEncrypt({ key: publicKey, ...padding }, key).toString("base64"),
    initial_vector: iv.toString("base64"),
  });
  return {
    body,
    decrypt(response) {
      const bytes = Buffer.from(response, "base64");
      const decipher = createDecipheriv(
        algorithm,
        key,
        iv.map((byte) => byte ^ 0xff),
      );
      decipher.setAuthTag(bytes.subarray(-tagLength));
      const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString();
      return parseJson(text);
    },
  };
}

/** The key of a number; undefined if what it has is not the public key of RSA in PEM. */
export function readPublicKey(pem: unknown): KeyObject | undefined {
  try {
    const key = createPublicKey(String(pem));
    return key.asymmetricKeyType === "rsa" ? key : undefined;
  } catch {
    return undefined;
  }
}
