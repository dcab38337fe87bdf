import { readBody } from "./body.ts";
import { type WebhookChangeError, WebhookRequestError } from "./errors.ts";
import type { WebhookEvent } from "./event.ts";
import { readEvents } from "./read-events.ts";
import { signatureHeader, verifySignature } from "./signature.ts";

export interface ParseOptions {
  /** Secret of the subscribed app, or several during a rotation. */
  appSecret: string | readonly string[];
  /** Limit of the body in bytes; the platform sends up to 3 MB. @default 3145728 */
  maxSize?: number;
  /** Called for each change that cannot be read; the rest of the delivery continues. @default console.error */
  onUnreadable?: (error: WebhookChangeError) => void;
}

const defaults = {
  maxSize: 3_145_728, // 3 MiB
} satisfies Partial<ParseOptions>;

/**
 * Reads a delivery: checks its size while reading, and its signature before parsing. Returns the events of all entries
 * and changes as one flat list, in order.
 *
 * @throws {WebhookRequestError} when the request is not a valid delivery; respond with its `status`
 * @throws {WebhookAppError} when the body was already consumed, such as by a body parser
 * @example
 * for (const event of await parseWebhook(request, { appSecret })) {
 *   if (event.field === "messages" && event.kind === "status") console.log(event.status.id, event.status.status);
 * }
 */
export async function parseWebhook(request: Request, options: ParseOptions): Promise<WebhookEvent[]> {
  const { appSecret, maxSize, ...reading } = { ...defaults, ...options };
  const signature = request.headers.get(signatureHeader);
  if (signature === null) throw new WebhookRequestError("signature", "it has no signature");
  const body = await readBody(request, maxSize);
  if (!(await verifySignature(body, signature, appSecret))) {
    throw new WebhookRequestError("signature", "its signature does not match");
  }
  return readEvents(new TextDecoder().decode(body), reading);
}
