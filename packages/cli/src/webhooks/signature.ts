import { createHmac } from "node:crypto";

/** What the platform sends as `X-Hub-Signature-256` with these bytes. */
export function signatureOf(body: Buffer, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
}
