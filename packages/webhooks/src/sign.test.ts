import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { signWebhook } from "./sign.ts";
import { appSecret, texts } from "./webhooks.test-support.ts";

test("signWebhook() writes and signs as the platform does", async () => {
  const payload = texts("wamid.A", "wamid.é", "wamid.\u{1F375}");
  const { method, headers, body } = await signWebhook(payload, appSecret);
  expect(JSON.parse(body)).toEqual(payload);
  expect(body).toMatch(/^[ -~]+$/);
  expect(body).toContain(String.raw`wamid.\u00e9`);
  expect(body).toContain(String.raw`wamid.\ud83c\udf75`);
  expect(method).toBe("POST");
  expect(headers).toEqual({
    "content-type": "application/json",
    "x-hub-signature-256": `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`,
  });
});
