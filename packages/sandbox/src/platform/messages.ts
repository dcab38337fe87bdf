import type { Schemas } from "@openwaba/webhooks";
import type { CreateDomain, DomainContext, Handler } from "../domain.ts";
import { changeChat, contactOf } from "./customer-nodes.ts";
import { messageId } from "./message-id.ts";
import { priceOf } from "./message-price.ts";
import { tellOfDelivery, tellOfFailure, tellOfReceipt } from "./message-statuses.ts";
import { takeReceipt } from "./receipts.ts";
import { readSending, type Sending } from "./sending.ts";
import { checkSending, obstacleTo } from "./send-rules.ts";
import type { SentMessage } from "./sent-messages.ts";

const kind = "message";

/** Messages of businesses: each is checked by the rules and kept, and its statuses go out as webhooks. */
export const createMessages: CreateDomain = (context) => {
  const { world } = context;

  function send(sending: Sending): object {
    checkSending(sending, context);
    const { phoneNumberId, to, time, body, customer } = sending;
    const error = obstacleTo(sending, context);
    const id = messageId(world.newId());
    const sent: SentMessage = {
      id,
      phoneNumberId,
      to,
      time,
      status: error ? "failed" : "delivered",
      message: structuredClone(body),
      ...priceOf(context, sending, error === undefined),
      ...(error && { error }),
    };
    world.put(kind, phoneNumberId, { ...sent, customer: customer?.id }, id);
    if (customer && !error) changeChat(world, phoneNumberId, customer, { typingUntil: 0 });
    if (error) tellOfFailure(context, sent, error);
    else tellOfDelivery(context, sent);
    context.changed();
    return answerTo(sending, id);
  }

  const sendMessage: Handler = (request) =>
    request.body["status"] === "read" ? takeReceipt(context, request) : send(readSending(context, request, false));

  return {
    nodes: {},
    handlers: { sendMessage, sendMarketingMessage: (request) => send(readSending(context, request, true)) },
  };
};

/** Records that the recipient has read a message, and tells so; in a group the first reader changes its status. */
export function markAsRead(context: DomainContext, sent: SentMessage, reader: Schemas["Contact"]): void {
  const { world } = context;
  const node = world.find(kind, sent.id);
  if (!node || node.data["status"] === "failed" || sent.message["type"] === "reaction") return;
  const isGroup = sent.message["recipient_type"] === "group";
  if (isGroup ? !isFirst(context, "read", sent, reader) : node.data["status"] === "read") return;
  world.change(node, { status: "read" });
  tellOfReceipt(context, sent, "read", reader);
}

/** Records that the recipient has played a voice message, which is read thereby, and tells so. */
export function markAsPlayed(context: DomainContext, sent: SentMessage, reader: Schemas["Contact"]): void {
  markAsRead(context, sent, reader);
  if (isFirst(context, "played", sent, reader)) tellOfReceipt(context, sent, "played", reader);
}

/** Whether the reader had not done that before. */
function isFirst({ world }: DomainContext, what: string, { id }: SentMessage, reader: Schemas["Contact"]): boolean {
  const receipt = `${what} ${id} ${reader.wa_id ?? reader.user_id}`;
  if (world.find("receipt", receipt)) return false;
  world.put("receipt", id, {}, receipt);
  return true;
}

function answerTo({ input, to, isGroup, isUser, customer, type }: Sending, id: string): object {
  const { wa_id, user_id } = customer ? contactOf(customer) : { wa_id: undefined, user_id: undefined };
  const named = isUser ? { user_id: user_id ?? to, ...(wa_id !== undefined && { wa_id }) } : { wa_id: to };
  return {
    messaging_product: "whatsapp",
    contacts: [{ input, ...named }],
    messages: [{ id, ...(isGroup && { group_id: to }), ...(type === "template" && { message_status: "accepted" }) }],
  };
}
