import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { createKeys } from "./endpoint.test-support.ts";
import { readPrivateKeys } from "./private-keys.ts";
import { readPem } from "./pem.ts";

const { pem, privateKey } = createKeys();
const der = privateKey.export({ type: "pkcs8", format: "der" });

const importAs = (name: string, hash: string, usage: KeyUsage) =>
  crypto.subtle.importKey("pkcs8", der, { name, hash }, false, [usage]);

describe("readPrivateKeys()", () => {
  test("imports keys at the first call, once, and not extractable", async () => {
    const importKey = vi.spyOn(crypto.subtle, "importKey");
    const load = readPrivateKeys([pem, pem], []);
    expect(importKey).not.toHaveBeenCalled();
    const [first, second] = await Promise.all([load(), load()]);
    expect(importKey).toHaveBeenCalledTimes(2);
    expect(first).toBe(second);
    expect(first.map(({ extractable, usages }) => ({ extractable, usages }))).toEqual(
      Array.from({ length: 2 }, () => ({ extractable: false, usages: ["decrypt"] })),
    );
    importKey.mockRestore();
  });

  test("takes a CryptoKey for RSA-OAEP with SHA-256 alone", async () => {
    const key = await importAs("RSA-OAEP", "SHA-256", "decrypt");
    expect(await readPrivateKeys([key], [])()).toEqual([key]);
    const { publicKey } = await crypto.subtle.generateKey(
      { name: "RSA-OAEP", hash: "SHA-256", modulusLength: 2048, publicExponent: Uint8Array.from([1, 0, 1]) },
      false,
      ["encrypt", "decrypt"],
    );
    const others = [
      publicKey,
      await importAs("RSA-OAEP", "SHA-1", "decrypt"),
      await importAs("RSA-OAEP", "SHA-256", "unwrapKey"),
      await importAs("RSASSA-PKCS1-v1_5", "SHA-256", "sign"),
      undefined,
      null,
      5,
      {},
    ];
    for (const other of others) {
      expect(() => readPrivateKeys([other as CryptoKey], [])).toThrow(
        /^Cannot read the private key: it is neither PEM/,
      );
    }
  });

  test("ignores an empty passphrase", () => {
    const text = String(privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "word" }));
    expect(() => readPrivateKeys([text], [""])).toThrow("it is encrypted, and passphrase is missing");
  });

  test("fails at the first call for a key of another algorithm that was not looked into before", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const bytes = readPem(String(other.export({ type: "pkcs8", format: "pem" })), []);
    const own = await importAs("RSA-OAEP", "SHA-256", "decrypt");
    vi.spyOn(crypto.subtle, "importKey").mockRejectedValueOnce(new Error(`no RSA in ${bytes.length} bytes`));
    const load = readPrivateKeys([own, pem], []);
    await expect(load()).rejects.toMatchObject({
      name: "FlowEndpointError",
      reason: "key",
      message: "Cannot answer the flow: a private key is not one of RSA",
    });
    vi.restoreAllMocks();
  });
});
