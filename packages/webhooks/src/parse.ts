import type { WebhookChangeError } from "./errors.ts";
import type { WebhookEvent } from "./event.ts";
import { readEvents } from "./read-events.ts";
import { readSignedBody, type SignedBodyOptions } from "./signed-body.ts";

export interface ParseOptions extends SignedBodyOptions {
  /** Called for each change that cannot be read; the rest of the delivery continues. @default console.error */
  onUnreadable?: (error: WebhookChangeError) => void;
}

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
  const body = await readSignedBody(request, options);
  return readEvents(new TextDecoder().decode(body), options);
}
