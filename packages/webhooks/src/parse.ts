import { readBody } from "./body.ts";
import { type WebhookChangeError, WebhookRequestError } from "./errors.ts";
import type { WebhookEvent } from "./event.ts";
import { readEvents } from "./read-events.ts";
import { signatureHeader, verifySignature } from "./signature.ts";

export interface ParseOptions {
  /** Secret of the app that is subscribed, or several while one takes the place of another. */
  appSecret: string | readonly string[];
  /** Bytes that a body may have; the platform sends up to 3 MB. @default 3145728 */
  maxSize?: number;
  /** Called for each change that cannot be read, whose delivery goes on without it. @default console.error */
  onUnreadable?: (error: WebhookChangeError) => void;
}

const defaults = {
  maxSize: 3_145_728, // 3 MiB
} satisfies Partial<ParseOptions>;

/**
 * Reads a delivery: its size is checked while it is read, its signature before it is parsed. All entries and changes
 * become one flat list of events, in their order.
 *
 * @throws {WebhookRequestError} when the request is no delivery of the platform; its `status` is what to answer
 * @throws {WebhookAppError} when a body parser consumed the body before
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
    throw new WebhookRequestError("signature", "its signature does not fit its body and the app secret");
  }
  return readEvents(new TextDecoder().decode(body), reading);
}
