import { describe, expect, test } from "vitest";
import { createKeys, decryptResponse, encryptKey, encryptRequest, newSession } from "./endpoint.test-support.ts";
import { decryptRequest } from "./encryption.ts";

const { publicKey, privateKey } = createKeys();
const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };
const der = privateKey.export({ type: "pkcs8", format: "der" });
const key = await crypto.subtle.importKey("pkcs8", der, algorithm, false, ["decrypt"]);

// from the tests of pywa (MIT), for an AES key that is wrapped for the key above
const known = {
  aesKey: Buffer.from("712727b6b509f2e1ba62d9b91989ecc3", "hex"),
  iv: Buffer.from("e5e0a60e3b3e540270768e5c699b606f", "hex"),
  data: "sCTmBCqjs0GkkX6n/nyZDuyjpaijuelY3I/8rlr1ZIEymEzCMnDGQdxQ9OGaKw0CEaWSgc/GLhuixa8NTQNYXAyVfTaU9H2FWEabWUb8nbZYRdYy81XHUkDCodl4SvBhhufEag==",
  plaintext: '{"data":{},"flow_token":"my_flow_token","screen":"","action":"INIT","version":"3.0"}',
  response: '{"version":"3.0","screen":"SUCCESS","data":{"key":"value"}}',
  encrypted: "FBEoV73B8mnSt+nxb/fLObM2nQ0GtKpl/K29jg0YrMd7m/bHTKmM9Hensidwy2WyPpDGxHnAkQ5i+pkH3kgCyQB0rRGLrAwxVZy7",
};

describe("decryptRequest()", () => {
  test("decrypts a known request, and encrypts its known response", async () => {
    const request = {
      encrypted_flow_data: known.data,
      encrypted_aes_key: encryptKey(known.aesKey, publicKey),
      initial_vector: known.iv.toString("base64"),
    };
    const decrypted = await decryptRequest(request, [key]);
    expect(new TextDecoder().decode(decrypted?.plaintext)).toBe(known.plaintext);
    // the vector has spaces that JSON.stringify() would not write
    expect([known.encrypted, known.response]).toContain(await decrypted?.encrypt(known.response));
  });

  test("agrees with node:crypto on texts of every length, both ways", async () => {
    for (let length = 0; length < 40; length++) {
      const session = newSession();
      const text = "ä".repeat(length);
      const decrypted = await decryptRequest(encryptRequest(text, publicKey, session), [key]);
      expect(new TextDecoder().decode(decrypted?.plaintext)).toBe(text);
      expect(decryptResponse(String(await decrypted?.encrypt(text)), session)).toBe(text);
    }
  });

  test("does not accept what is encrypted for OAEP with SHA-1", async () => {
    const { publicEncrypt, constants } = await import("node:crypto");
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const aesKey = newSession().aesKey;
    for (const other of [{ padding }, { padding: constants.RSA_PKCS1_PADDING }]) {
      const encrypted_aes_key = publicEncrypt({ key: publicKey, ...other }, aesKey).toString("base64");
      const request = { ...encryptRequest("{}", publicKey), encrypted_aes_key };
      expect(await decryptRequest(request, [key])).toBeUndefined();
    }
  });
});
