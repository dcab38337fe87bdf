import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createKeys } from "./endpoint.test-support.ts";
import * as node from "./pem.node.ts";
import * as portable from "./pem.ts";

const { privateKey, publicKey, pem } = createKeys();
const passphrase = "quiet-lantern-harbour";
const der = new Uint8Array(privateKey.export({ type: "pkcs8", format: "der" }));
const pkcs1 = String(privateKey.export({ type: "pkcs1", format: "pem" }));
const encrypted = (type: "pkcs1" | "pkcs8", cipher: string) =>
  String(privateKey.export({ type, format: "pem", cipher, passphrase }));

describe.each([
  ["without node:crypto", portable],
  ["by node:crypto", node],
])("readPem() %s", (_, { readPem }) => {
  test.each([
    ["PKCS#8", pem],
    ["PKCS#1", pkcs1],
    ["line breaks of Windows", pem.replaceAll("\n", "\r\n")],
    ["line breaks of a file of environment variables", pem.replaceAll("\n", "\\n")],
    ["text around it", `Bag Attributes\n${pem}\n# kept in the vault`],
  ])("reads %s", (_name, text) => {
    expect(readPem(text, [])).toEqual(der);
    expect(readPem(text, ["not needed"])).toEqual(der);
  });

  test("reads keys of other lengths", () => {
    for (const modulusLength of [512, 1024, 3072]) {
      const own = generateKeyPairSync("rsa", { modulusLength }).privateKey;
      const text = String(own.export({ type: "pkcs1", format: "pem" }));
      expect(readPem(text, [])).toEqual(new Uint8Array(own.export({ type: "pkcs8", format: "der" })));
    }
  });

  test.each([
    ["nothing", "", "it is not an RSA private key in PEM"],
    ["something else", "x".repeat(1_000_000), "it is not an RSA private key in PEM"],
    ["a public key", String(publicKey.export({ type: "spki", format: "pem" })), "it is a public key"],
    ["a public key in PKCS#1", String(publicKey.export({ type: "pkcs1", format: "pem" })), "it is a public key"],
    ["a certificate", pem.replaceAll("PRIVATE KEY", "CERTIFICATE"), "it is not an RSA private key in PEM"],
    ["half a key", pem.slice(0, 800), "it is not an RSA private key in PEM"],
    ["no Base64", pem.replace("MII", "%%%"), "it is not an RSA private key in PEM"],
    ["no DER", pem.replace("MII", "AAA"), "it is not an RSA private key in PEM"],
  ])("throws for %s, without naming any of it", (_name, text, message) => {
    expect(() => readPem(text, [])).toThrow(new TypeError(message));
  });
});

describe("readPem() of encrypted keys", () => {
  const kinds = [
    ["PKCS#8 with AES", encrypted("pkcs8", "aes-256-cbc")],
    ["PKCS#8 with 3DES", encrypted("pkcs8", "des-ede3-cbc")],
    ["PKCS#1 with AES", encrypted("pkcs1", "aes-256-cbc")],
    ["PKCS#1 with 3DES", encrypted("pkcs1", "des-ede3-cbc")],
  ] as const;

  test.each(kinds)("reads %s by node:crypto, with the first passphrase that fits", (_, text) => {
    expect(node.readPem(text, [passphrase])).toEqual(der);
    expect(node.readPem(text, ["new", passphrase])).toEqual(der);
  });

  test.each(kinds)("throws for %s without the passphrase", (_, text) => {
    expect(() => node.readPem(text, [])).toThrow(new TypeError("it is encrypted, and passphrase is missing"));
    expect(() => node.readPem(text, ["other"])).toThrow(new TypeError("it is encrypted with another passphrase"));
    expect(() => node.readPem(text, ["x".repeat(5000)])).toThrow("it is encrypted with another passphrase");
  });

  test.each(kinds)("says that %s must be decrypted without node:crypto", (_, text) => {
    expect(() => portable.readPem(text, [passphrase])).toThrow(/^it is encrypted, .* decrypt it beforehand.*openssl/);
  });

  test("throws for keys of other algorithms by node:crypto", () => {
    const others = [
      generateKeyPairSync("ec", { namedCurve: "P-256" }),
      generateKeyPairSync("ed25519"),
      generateKeyPairSync("rsa-pss", { modulusLength: 2048 }),
    ];
    for (const other of others) {
      const text = String(other.privateKey.export({ type: "pkcs8", format: "pem" }));
      expect(() => node.readPem(text, [])).toThrow("it is not an RSA private key in PEM");
    }
  });
});

test("encryptPem() encrypts by node:crypto, and throws without it", () => {
  const text = node.encryptPem(der, passphrase);
  expect(text).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  expect(createPrivateKey({ key: text, passphrase }).equals(privateKey)).toBe(true);
  expect(() => portable.encryptPem(der, passphrase)).toThrow("a passphrase needs Node, Bun or Deno");
});
