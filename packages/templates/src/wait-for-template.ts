import { type CallOptions, type ClientAt, sleep } from "@openwaba/runtime/functions";
import type { MessageTemplate } from "./generated/components.ts";
import { getMessageTemplate } from "./generated/operations.ts";

/** A template whose review is over, with the reason if it was rejected. */
export type DecidedTemplate = Pick<
  MessageTemplate,
  "id" | "name" | "language" | "category" | "status" | "rejected_reason"
>;

export interface WaitOptions extends Omit<CallOptions, "timeout"> {
  /** Milliseconds to wait at most; most reviews take minutes, some a day. @default 600000 */
  timeout?: number;
  /** Milliseconds between two looks at the template, the first of which is at once. @default 5000 */
  interval?: number;
}

const fields = ["name", "language", "category", "status", "rejected_reason"] as const;

/**
 * Waits until the review of a template is over, and returns the template: approved, rejected or in whatever state the
 * platform put it. A webhook of the field `message_template_status_update` says the same without asking.
 *
 * @throws {GraphError} when the platform rejects a call
 * @throws {DOMException} named `TimeoutError` when the review takes longer than `timeout`, or the reason of `signal`
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-account/message-template-api#get-version-template-id}
 * @example
 * const { id } = await createMessageTemplate(client, template);
 * const { status, rejected_reason } = await waitForTemplate(client, { template_id: id });
 */
export async function waitForTemplate(
  client: ClientAt<"get", "/{template_id}", never>,
  { template_id }: { template_id: string },
  { timeout = 600_000, interval = 5000, signal, ...options }: WaitOptions = {},
): Promise<DecidedTemplate> {
  const end = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
  for (;;) {
    const template = await getMessageTemplate(client, { template_id, fields }, { ...options, signal: end });
    if (template.status !== "PENDING" && template.status !== "IN_APPEAL") return template;
    await sleep(interval, end);
  }
}
