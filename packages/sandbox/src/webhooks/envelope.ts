import { createHmac } from "node:crypto";

/** Limits of the platform on one delivery. */
export const envelopeLimits = { changes: 1000, bytes: 3 * 1_048_576 } as const;

/** JSON as the platform writes it: characters beyond ASCII are lower-case escapes, so that it has a byte a character. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\u0080-\uffff]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The body of a delivery; each change is JSON of {@link asciiJson}. */
export function envelopeText(entry: { id: string; time?: number }, changes: readonly string[]): string {
  const origin = asciiJson({ id: entry.id, time: entry.time }).slice(0, -1);
  return `{"object":"whatsapp_business_account","entry":[${origin},"changes":[${changes.join(",")}]}]}`;
}

/** The headers of a delivery, signed over its bytes in both ways of the platform. */
export function signedHeaders(body: string, appSecret: string): Record<string, string> {
  const sign = (algorithm: string) => `${algorithm}=${createHmac(algorithm, appSecret).update(body).digest("hex")}`;
  return {
    "content-type": "application/json",
    "user-agent": "facebookexternalua",
    "x-hub-signature": sign("sha1"),
    "x-hub-signature-256": sign("sha256"),
  };
}
