import { describe, expect, test } from "vitest";
import { parseWebhook } from "./parse.ts";
import { address, appSecret, signedRequest, textMessage, texts } from "./webhooks.test-support.ts";

describe("parseWebhook()", () => {
  test("refuses a request without a signature before it reads the body", async () => {
    const request = new Request(address, { method: "POST", body: "{}" });
    await expect(parseWebhook(request, { appSecret })).rejects.toMatchObject({
      message: "Cannot accept the webhook: it has no signature",
      reason: "signature",
      status: 401,
    });
    expect(request.bodyUsed).toBe(false);
  });

  test("refuses a signature by another secret", async () => {
    await expect(parseWebhook(await signedRequest(texts("wamid.A"), "other"), { appSecret })).rejects.toMatchObject({
      message: "Cannot accept the webhook: its signature does not fit its body and the app secret",
      status: 401,
    });
  });

  test("refuses what is signed but too large, 3 MiB unless told otherwise", async () => {
    const large = texts("A".repeat(3_145_728));
    await expect(parseWebhook(await signedRequest(large), { appSecret })).rejects.toMatchObject({ status: 413 });
    expect(await parseWebhook(await signedRequest(large), { appSecret, maxSize: 4_000_000 })).toHaveLength(1);
    await expect(
      parseWebhook(await signedRequest(texts("wamid.A")), { appSecret, maxSize: 100 }),
    ).rejects.toMatchObject({ status: 413 });
  });

  test("refuses what is signed but no delivery", async () => {
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
