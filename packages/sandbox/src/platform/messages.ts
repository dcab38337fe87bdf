import { createHash } from "node:crypto";
import type { Schemas } from "@openwaba/webhooks";
import type { Data, World, WorldNode } from "../world/world.ts";
import type { CreateDomain, DomainContext, Handler } from "../domain.ts";
import { changeChat, contactOf, idsOf } from "./customer-nodes.ts";
import { tellOfDelivery, tellOfFailure, tellOfReading } from "./message-statuses.ts";
import { takeReceipt } from "./receipts.ts";
import { isReferred, isWindowOpen, readSending, type Sending } from "./sending.ts";
import { checkSending, obstacleTo } from "./send-rules.ts";
import type { MessageError } from "./rules/rule.ts";

export { numberOf } from "./business-number.ts";

/** A message that a business sent, as the platform took it. */
export interface SentMessage {
  /** As returned when it was sent. */
  readonly id: string;
  /** Business number that sent it. */
  readonly phoneNumberId: string;
  /** Digits of a number, a business-scoped user id or the id of a group. */
  readonly to: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** `failed` if it was taken and could not be delivered. */
  readonly status: "delivered" | "read" | "failed";
  /** The body of the call. */
  readonly message: Data;
  /** Category that it is charged as: that of its template, `service` for all other messages. */
  readonly category: Schemas["PricingCategory"];
  /** The window that was open when it was sent, undefined if there was none. */
  readonly window?: "customer_service" | "free_entry_point";
  /** Conversation, where webhooks show one. */
  readonly conversation?: { readonly id: string; readonly expiresAt: number };
  /** Why it failed. */
  readonly error?: MessageError;
}

type Price = Pick<SentMessage, "category" | "window" | "conversation">;

const kind = "message";
const entryPointLife = 72 * 60 * 60; // seconds
const conversationLife = 24 * 60 * 60; // seconds
const firstWithoutConversations = 24; // v24.0

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

/** The messages that businesses sent, oldest first. */
export function sentMessages(world: World): SentMessage[] {
  return world.all(kind).map(sentMessageIn);
}

/** The messages that reached a customer, also in groups, oldest first. */
export function messagesFor(world: World, customer: WorldNode): SentMessage[] {
  const ids = idsOf(customer);
  const groups = new Set(
    world
      .all("group_participant")
      .flatMap(({ of, data }) =>
        of !== undefined && ids.some((id) => id === data["wa_id"] || id === data["user_id"]) ? of : [],
      ),
  );
  return world
    .all(kind)
    .filter(({ data }) => {
      if (data["status"] === "failed") return false;
      const to = String(data["to"]);
      return data["customer"] === undefined ? ids.includes(to) || groups.has(to) : data["customer"] === customer.id;
    })
    .map(sentMessageIn);
}

function sentMessageIn({ data: { customer: _customer, ...sent } }: WorldNode): SentMessage {
  return sent as unknown as SentMessage; // put by `send`
}

/** Records that the recipient has read a message, and tells so; in a group the first reader changes its status. */
export function markAsRead(context: DomainContext, sent: SentMessage, reader: Schemas["Contact"]): void {
  const { world } = context;
  const node = world.find(kind, sent.id);
  if (!node || node.data["status"] === "failed" || sent.message["type"] === "reaction") return;
  const isGroup = sent.message["recipient_type"] === "group";
  const receipt = `${sent.id} ${reader.wa_id ?? reader.user_id}`;
  if (isGroup ? world.find("read_receipt", receipt) : node.data["status"] === "read") return;
  if (isGroup) world.put("read_receipt", sent.id, {}, receipt);
  world.change(node, { status: "read" });
  tellOfReading(context, sent, reader);
}

/** An id in Meta's form, never one twice. */
export function messageId(number: string): string {
  return `wamid.${Buffer.from(`\u0000\u001asandbox ${number.padStart(20, "0")}\u0000`, "latin1").toString("base64")}`;
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

/** What a message costs, and the windows that are open while it is sent. */
function priceOf(context: DomainContext, sending: Sending, isDelivered: boolean): Price {
  const { world } = context;
  const { phoneNumberId, customer, chat, time, category } = sending;
  let freeUntil = chat?.freeUntil ?? 0;
  if (customer && isDelivered && freeUntil <= time && isReferred(sending)) {
    freeUntil = time + entryPointLife;
    changeChat(world, phoneNumberId, customer, { freeUntil, referredAt: 0 });
  }
  const isFree = freeUntil > time;
  const conversation = conversationOf(context, sending, isFree ? freeUntil : undefined);
  const window = isFree ? "free_entry_point" : isWindowOpen(sending) ? "customer_service" : undefined;
  return { category, ...(window && { window }), ...(conversation && { conversation }) };
}

/** The conversation that a message belongs to, where webhooks show one. */
function conversationOf(
  { world, webhookVersion }: DomainContext,
  { phoneNumberId, to, category, time }: Sending,
  freeUntil: number | undefined,
): SentMessage["conversation"] {
  if (freeUntil === undefined && Number.parseFloat(webhookVersion.slice(1)) >= firstWithoutConversations)
    return undefined;
  const key = `${phoneNumberId} ${to} ${freeUntil === undefined ? category : "referral_conversion"}`;
  const known = world.find("conversation", key)?.data as SentMessage["conversation"];
  if (known && known.expiresAt > time) return known;
  const id = createHash("md5").update(`${key} ${time}`).digest("hex");
  const conversation = { id, expiresAt: freeUntil ?? time + conversationLife };
  world.put("conversation", undefined, conversation, key);
  return conversation;
}
