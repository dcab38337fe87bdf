import { describe, expect, test } from "vitest";
import { parseWebhook } from "./parse.ts";
import { address, appSecret, signedRequest, textMessage, texts } from "./webhooks.test-support.ts";

describe("parseWebhook()", () => {
  test("rejects a request without a signature before reading the body", async () => {
    const request = new Request(address, { method: "POST", body: "{}" });
    await expect(parseWebhook(request, { appSecret })).rejects.toMatchObject({
      message: "Cannot accept the webhook: it has no signature",
      reason: "signature",
      status: 401,
    });
    expect(request.bodyUsed).toBe(false);
  });

  test("rejects a signature with another secret", async () => {
    await expect(parseWebhook(await signedRequest(texts("wamid.A"), "other"), { appSecret })).rejects.toMatchObject({
      message: "Cannot accept the webhook: its signature does not match",
      status: 401,
    });
  });

  test("rejects what is signed but too large, 3 MiB by default", async () => {
    const large = texts("A".repeat(3_145_728));
    await expect(parseWebhook(await signedRequest(large), { appSecret })).rejects.toMatchObject({ status: 413 });
    expect(await parseWebhook(await signedRequest(large), { appSecret, maxSize: 4_000_000 })).toHaveLength(1);
    await expect(
      parseWebhook(await signedRequest(texts("wamid.A")), { appSecret, maxSize: 100 }),
    ).rejects.toMatchObject({ status: 413 });
  });

  test("rejects what is signed but not a delivery", async () => {
    await expect(parseWebhook(await signedRequest("text"), { appSecret })).rejects.toMatchObject({ status: 400 });
  });

  test("reads the events, with an old secret as well", async () => {
    const [event, ...others] = await parseWebhook(await signedRequest(texts("wamid.Ä")), {
      appSecret: ["next", appSecret],
    });
    expect(event).toMatchObject({ field: "messages", kind: "message", message: textMessage("wamid.Ä") });
    expect(others).toEqual([]);
  });
});
