import type { ClientAt, Ids, PostOptions } from "@openwaba/runtime/functions";
import type {
  MessageBase,
  MessageRecipient,
  PhoneNumberIdPath,
  SendMessage,
  SentMessage,
  Template,
} from "./generated/components.ts";
import { sendMessage } from "./generated/operations.ts";

/** A client that sends messages, bound to the ids in `Bound`. */
export type TemplateSender<Bound extends string> = ClientAt<"post", "/{phone_number_id}/messages", Bound>;

/** Everything that `sendMessage` takes for a template but the template: recipient, quote, number to send from. */
export type TemplateTarget<Bound extends string> = Ids<PhoneNumberIdPath, Bound> & MessageRecipient & MessageBase;

/** Options of {@link sendTemplate}, those of `sendMessage`. */
export interface SendTemplateOptions extends PostOptions {}

/** Each property of a target, so that none is forgotten. */
const properties: Readonly<
  Record<keyof PhoneNumberIdPath | keyof MessageBase | "recipient" | "recipient_type" | "to", true>
> = {
  phone_number_id: true,
  to: true,
  recipient: true,
  recipient_type: true,
  messaging_product: true,
  context: true,
  biz_opaque_callback_data: true,
  recipient_identity_key_hash: true,
  messaging_account_id: true,
  paid_messaging_account_id: true,
};

/**
 * Sends a template by `sendMessage`. Of `target` it takes what a message has, and leaves out the rest: functions that
 * `openwaba templates pull` writes hand over their whole input.
 *
 * @throws {GraphError} when the platform rejects the call
 * @throws {GraphConnectionError} when no complete response arrives
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api}
 * @example
 * await sendTemplate(client, { to: "+15550123456" }, { name: "hello_world", language: { code: "en_US" } });
 */
export function sendTemplate<Bound extends string = never>(
  client: TemplateSender<Bound>,
  target: TemplateTarget<Bound>,
  template: Template,
  options?: SendTemplateOptions,
): Promise<SentMessage> {
  const own = Object.fromEntries(Object.entries(target).filter(([name]) => Object.hasOwn(properties, name)));
  const message = { ...own, type: "template", template } as unknown as Ids<PhoneNumberIdPath, Bound> & SendMessage;
  return sendMessage(client, message, options);
}
