import type { ClientAt, PostOptions } from "@openwaba/runtime/functions";
import type { MarkMessageAsRead, SendMessageContent, SentMessage, Success } from "./generated/components.ts";
import { markMessageAsRead, sendMessage } from "./generated/operations.ts";

/** A client that sends messages, bound to any ids. */
type MessagesClient = ClientAt<"post", "/{phone_number_id}/messages", never>;

/** A message that was received, as `@openwaba/webhooks` hands it to a handler. */
export interface InboundMessage {
  /** The business number that received it, which also answers. */
  phoneNumberId: string;
  message: {
    id: string;
    /** Phone number of the sender, unless it is not shared. */
    from?: string | undefined;
    /** Business-scoped user id of the sender. */
    from_user_id?: string | undefined;
    /** Group that it was sent to. */
    group_id?: string | undefined;
  };
}

/**
 * Sends a message to where another came from, its group or else its sender, and quotes it there. Reactions, which name
 * their message, quote none; {@link sendMessage} answers without a quote.
 *
 * @throws {GraphError} when the platform rejects the call
 * @throws {TypeError} before anything is sent, when the message names no sender
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api}
 * @example
 * createWebhookHandler({
 *   appSecret,
 *   verifyToken,
 *   on: { "messages.text": (event) => replyTo(client, event, { text: { body: "Thank you!" } }) },
 * });
 */
export async function replyTo(
  client: MessagesClient,
  { phoneNumberId: phone_number_id, message }: InboundMessage,
  content: SendMessageContent,
  options?: PostOptions,
): Promise<SentMessage> {
  const context = content.type === "reaction" ? {} : { context: { message_id: message.id } };
  const { from, from_user_id: recipient, group_id } = message;
  const input = { phone_number_id, ...context, ...content };
  if (group_id) return sendMessage(client, { ...input, recipient_type: "group", to: group_id }, options);
  if (from) return sendMessage(client, { ...input, to: from }, options);
  if (recipient) return sendMessage(client, { ...input, recipient }, options);
  throw new TypeError(`Cannot reply to ${message.id}: it names no sender`);
}

/**
 * Marks a message as read, and all earlier ones of its chat.
 *
 * @throws {GraphError} when the platform rejects the call
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api}
 * @example
 * await markAsRead(client, event, { typing_indicator: { type: "text" } }); // and shows that an answer is being written
 */
export function markAsRead(
  client: MessagesClient,
  { phoneNumberId: phone_number_id, message }: InboundMessage,
  receipt: Pick<MarkMessageAsRead, "typing_indicator"> = {},
  options?: PostOptions,
): Promise<Success> {
  return markMessageAsRead(client, { phone_number_id, message_id: message.id, ...receipt }, options);
}
