import { describe, expect, test } from "vitest";
import { signatureOf } from "./signature.ts";
import { readSignedBody } from "./signed-body.ts";
import { address, appSecret } from "./webhooks.test-support.ts";

async function post(body: Uint8Array<ArrayBuffer>, signature?: string): Promise<Request> {
  const headers = { "x-hub-signature-256": signature ?? (await signatureOf(body, appSecret)) };
  return new Request(address, { method: "POST", headers, body });
}

const bytes = Uint8Array.from([0xff, 0x00, 0x7b, 0xc3]);

describe("readSignedBody()", () => {
  test("rejects a request without a signature before reading the body", async () => {
    const request = new Request(address, { method: "POST", body: bytes });
    await expect(readSignedBody(request, { appSecret })).rejects.toMatchObject({ reason: "signature", status: 401 });
    expect(request.bodyUsed).toBe(false);
  });

  test("rejects a signature with another secret", async () => {
    const request = await post(bytes, await signatureOf(bytes, "other"));
    await expect(readSignedBody(request, { appSecret })).rejects.toMatchObject({ reason: "signature" });
  });

  test("rejects what is signed but larger than maxSize", async () => {
    await expect(readSignedBody(await post(bytes), { appSecret, maxSize: 3 })).rejects.toMatchObject({
      reason: "size",
      status: 413,
    });
  });

  test("throws when the body was already consumed", async () => {
    const request = await post(bytes);
    await request.arrayBuffer();
    await expect(readSignedBody(request, { appSecret })).rejects.toMatchObject({ name: "WebhookAppError" });
  });

  test("returns the bytes as they came, JSON or not, with an old secret as well", async () => {
    expect(await readSignedBody(await post(bytes), { appSecret: ["next", appSecret] })).toEqual(bytes);
  });
});
