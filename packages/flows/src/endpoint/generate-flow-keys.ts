import { encryptPem } from "#pem";
import { encodeBase64 } from "./base64.ts";

/** A pair of keys in PEM. */
export interface FlowKeys {
  /** PKCS#8, for `privateKey` of {@link createFlowEndpoint}: a secret. */
  privateKey: string;
  /** SPKI, for `business_public_key` of `setBusinessPublicKey`. */
  publicKey: string;
}

const algorithm = {
  name: "RSA-OAEP",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: Uint8Array.from([1, 0, 1]), // 65537
};

/**
 * Generates the RSA keys of a flow endpoint, of 2048 bits. The public one is set for every phone number that sends the
 * flow, by `setBusinessPublicKey` of `@openwaba/phone-numbers`; the private one stays with the endpoint.
 *
 * @param options with a passphrase the private key is encrypted (PBES2, AES-256-CBC), on Node, Bun and Deno
 * @throws {TypeError} when the passphrase is empty, or the host cannot encrypt keys
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/whatsapp-business-encryption
 * @example
 * const { privateKey, publicKey } = await generateFlowKeys({ passphrase });
 * await setBusinessPublicKey(client, { phone_number_id, business_public_key: publicKey });
 */
export async function generateFlowKeys(options: { passphrase?: string } = {}): Promise<FlowKeys> {
  const { passphrase } = options;
  if (passphrase === "") throw new TypeError("Cannot generate keys: the passphrase is empty");
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ["encrypt", "decrypt"]);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  return {
    privateKey: passphrase === undefined ? pemOf("PRIVATE KEY", pkcs8) : encryptPem(pkcs8, passphrase),
    publicKey: pemOf("PUBLIC KEY", spki),
  };
}

function pemOf(label: string, der: Uint8Array): string {
  const lines = encodeBase64(der).replaceAll(/.{1,64}/g, "$&\n"); // characters per line
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}
