import type { Schemas } from "./generated/index.ts";
import { signatureHeader, signatureOf } from "./signature.ts";

/** A delivery as the platform sends it. */
export interface SignedWebhook {
  method: "POST";
  headers: Record<string, string>;
  body: string;
}

/**
 * Creates a signed delivery for tests. Like the platform, it writes non-ASCII characters as lower-case escapes, so that
 * a receiver that verifies the signature of re-serialized JSON fails.
 *
 * @example
 * const signed = await signWebhook(messageWebhook({ text: { body: "Hi" } }), appSecret);
 * const response = await handler(new Request("https://example.com/webhook", signed));
 */
export async function signWebhook(payload: Schemas["WebhookEnvelope"], appSecret: string): Promise<SignedWebhook> {
  const body = JSON.stringify(payload).replaceAll(/[\u0080-\uffff]/g, escapeCharacter);
  const headers = { "content-type": "application/json", [signatureHeader]: await signatureOf(body, appSecret) };
  return { method: "POST", headers, body };
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
