import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifySignature } from "./signature.ts";

const secret = "9f2c4d61e8a07b35";
const body = '{"object":"whatsapp_business_account","entry":[]}';
const hexOf = (text: string, key = secret) => createHmac("sha256", key).update(text).digest("hex");
const hex = hexOf(body);

describe("verifySignature()", () => {
  test.each([
    ["no header", undefined],
    ["null for a header", null],
    ["an empty header", ""],
    ["no algorithm", hex],
    ["no digits", "sha256="],
    ["too few digits", `sha256=${hex.slice(1)}`],
    ["too many digits", `sha256=${hex}0`],
    ["two signatures", `sha256=${hex}, sha256=${hex}`],
    ["a line behind it", `sha256=${hex}\n`],
    ["a space in front of it", ` sha256=${hex}`],
    ["capitals", `sha256=${hex.toUpperCase()}`],
    ["characters that are not hex digits", `sha256=${"g".repeat(64)}`],
    ["characters that take two bytes", `sha256=${"ä".repeat(64)}`],
    ["SHA-1", `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`],
    ["another algorithm's name", `sha512=${hex}`],
    ["the signature of another body", `sha256=${hexOf(`${body} `)}`],
    ["the signature by another secret", `sha256=${hexOf(body, "other")}`],
    ["the signature by no secret", `sha256=${hexOf(body, "")}`],
  ])("rejects %s", async (_, header) => {
    expect(await verifySignature(body, header, secret)).toBe(false);
  });

  test.each([
    ["an empty secret", ""],
    ["no secrets", []],
    ["empty secrets", ["", ""]],
  ])("rejects everything for %s", async (_, secrets) => {
    expect(await verifySignature(body, `sha256=${hexOf(body, "")}`, secrets)).toBe(false);
  });

  test("rejects a header that is not a string, whatever the types say", async () => {
    const header = [`sha256=${hex}`] as unknown as string;
    expect(await verifySignature(body, header, secret)).toBe(false);
  });

  test("rejects JSON that was parsed and serialized again", async () => {
    const sent = '{"text":"caf\\u00e9"}';
    const header = `sha256=${hexOf(sent)}`;
    expect(await verifySignature(JSON.stringify(JSON.parse(sent)), header, secret)).toBe(false);
    expect(await verifySignature(sent, header, secret)).toBe(true);
  });

  test("accepts bytes, a buffer and text", async () => {
    const bytes = new TextEncoder().encode(body);
    const header = `sha256=${hex}`;
    expect(await verifySignature(bytes, header, secret)).toBe(true);
    expect(await verifySignature(Buffer.from(bytes), header, secret)).toBe(true);
    expect(await verifySignature(bytes.buffer, header, secret)).toBe(true);
    expect(await verifySignature(body, header, secret)).toBe(true);
  });

  test("accepts any of several secrets", async () => {
    expect(await verifySignature(body, `sha256=${hex}`, ["", "next", secret])).toBe(true);
    expect(await verifySignature(body, `sha256=${hexOf(body, "next")}`, ["next", secret])).toBe(true);
    expect(await verifySignature(body, `sha256=${hexOf(body, "third")}`, ["next", secret])).toBe(false);
  });
});
