import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import type { FlowMedia } from "./flow-media.ts";

// the other side of every exchange, by node:crypto alone: nothing here is shared with the code under test

export const appSecret = "9f2c4d61e8a07b35";
export const address = "https://harbour-coffee.example/flow";

/** Keys of 2048 bits, as KeyObjects and in PEM. */
export function createKeys() {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { publicKey, privateKey, pem: String(privateKey.export({ type: "pkcs8", format: "pem" })) };
}

export const sign = (body: string | Uint8Array, secret = appSecret) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** What a client keeps to read the response. */
export interface Session {
  aesKey: Buffer;
  iv: Buffer;
}

export const newSession = (): Session => ({ aesKey: randomBytes(16), iv: randomBytes(16) });

export function encryptKey(aesKey: Buffer, key: KeyObject): string {
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  return publicEncrypt({ key, ...padding }, aesKey).toString("base64");
}

/** The body of a request. */
export function encryptRequest(
  plaintext: string | Uint8Array,
  publicKey: KeyObject,
  { aesKey, iv }: Session = newSession(),
) {
  const cipher = createCipheriv("aes-128-gcm", aesKey, iv);
  const data = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return {
    encrypted_flow_data: data.toString("base64"),
    encrypted_aes_key: encryptKey(aesKey, publicKey),
    initial_vector: iv.toString("base64"),
  };
}

/** The text of a response. */
export function decryptResponse(base64: string, { aesKey, iv }: Session): string {
  const bytes = Buffer.from(base64, "base64");
  const decipher = createDecipheriv("aes-128-gcm", aesKey, Buffer.from(iv.map((byte) => ~byte)));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString();
}

/** A signed request. */
export function signed(body: string, signature = sign(body)): Request {
  const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
  return new Request(address, { method: "POST", headers, body });
}

/** Asks an endpoint, by a function or at a URL, and reads its response. */
export async function ask(
  endpoint: ((request: Request) => Promise<Response>) | string,
  payload: unknown,
  publicKey: KeyObject,
  session = newSession(),
) {
  const request = signed(JSON.stringify(encryptRequest(JSON.stringify(payload), publicKey, session)));
  const response =
    typeof endpoint === "string"
      ? await fetch(endpoint, { method: "POST", headers: request.headers, body: await request.text() })
      : await endpoint(request);
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(decryptResponse(text, session));
  return { status: response.status, headers: response.headers, answer };
}

/** A file as a phone attaches it: encrypted, with its metadata. */
export function attach(file: Uint8Array, cdn_url = "https://mmg.whatsapp.net/v/t62/1.enc?oh=1") {
  const [encryptionKey, hmacKey, iv] = [randomBytes(32), randomBytes(32), randomBytes(16)];
  const cipher = createCipheriv("aes-256-cbc", encryptionKey, iv);
  const ciphertext = Buffer.concat([cipher.update(file), cipher.final()]);
  const mac = createHmac("sha256", hmacKey).update(iv).update(ciphertext).digest().subarray(0, 10);
  const encrypted = Buffer.concat([ciphertext, mac]);
  const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");
  const media: FlowMedia = {
    media_id: "790aba14-5f4a-4dbd-a9aa-0d75c2b2e3a1",
    cdn_url,
    file_name: "IMG_0001.jpg",
    encryption_metadata: {
      encrypted_hash: hashOf(encrypted),
      iv: iv.toString("base64"),
      encryption_key: encryptionKey.toString("base64"),
      hmac_key: hmacKey.toString("base64"),
      plaintext_hash: hashOf(file),
    },
  };
  return { media, encrypted };
}
