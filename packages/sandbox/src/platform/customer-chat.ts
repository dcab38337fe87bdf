import type { InboundContent } from "../webhooks/messages.ts";
import type { Data, World, WorldNode } from "../world/world.ts";
import { chatOf } from "./customer-nodes.ts";
import { messagesFor, type SentMessage } from "./sent-messages.ts";
import { buttonsIn, type PressableButton, textOf } from "./pressable.ts";

/** A message that a business sent, as the customer sees it. */
export interface ReceivedMessage extends SentMessage {
  /** Its text with all values put in; undefined if it has none, or its template is unknown. */
  readonly text?: string;
  /** What can be pressed: buttons, rows of a list, flows. */
  readonly buttons: readonly PressableButton[];
  /** Id of the message that it quotes; undefined if the chat has no such message. */
  readonly quotes?: string;
}

/** A message that the customer sent. */
export interface OwnMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly content: InboundContent;
  /** Whether the business read it. */
  readonly isRead: boolean;
}

/** A message of a chat, with the last reaction of the other side. */
export type ChatMessage =
  | ({ from: "business" } & ReceivedMessage)
  | ({ from: "customer"; reaction?: string } & OwnMessage);

/** What a customer sees of the chat with a business number. */
export interface Chat {
  readonly phoneNumberId: string;
  /** Whether the business is writing. */
  readonly isTyping: boolean;
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
}

const quoteLife = 30 * 24 * 60 * 60; // seconds

export function showChat(world: World, customer: WorldNode, phoneNumberId: string, now: number): Chat {
  const received = messagesFor(world, customer).filter((message) => message.phoneNumberId === phoneNumberId);
  const reactions = new Map<string, string>();
  for (const { message } of received) {
    const { message_id, emoji = "" } = (message["reaction"] ?? {}) as { message_id?: string; emoji?: string };
    if (message_id !== undefined) reactions.set(message_id, emoji);
  }
  const own = world
    .list("inbound_message", phoneNumberId)
    .filter(({ data }) => data["customer"] === customer.id)
    .map(({ data }): ChatMessage => {
      const message = ownMessage(data);
      const reaction = reactions.get(message.id);
      return { from: "customer", ...message, ...(reaction && { reaction }) };
    });
  const theirs = received
    .filter(({ message }) => message["type"] !== "reaction")
    .map((message): ChatMessage => ({ from: "business", ...showMessage(world, customer, message) }));
  return {
    phoneNumberId,
    isTyping: chatOf(world, phoneNumberId, customer).typingUntil > now,
    messages: [...own, ...theirs].toSorted(byTime),
  };
}

/** A message of a business as the customer sees it. */
export function showMessage(world: World, customer: WorldNode, message: SentMessage): ReceivedMessage {
  const text = textOf(world, message);
  const { message_id } = (message.message["context"] ?? {}) as { message_id?: string };
  const isQuoted = message_id !== undefined && isOfChat(world, customer, message, message_id);
  return {
    ...message,
    ...(text !== undefined && { text }),
    buttons: buttonsIn(world, message),
    ...(isQuoted && { quotes: message_id }),
  };
}

function isOfChat(world: World, customer: WorldNode, { phoneNumberId, to, time }: SentMessage, id: string): boolean {
  const inbound = world.find("inbound_message", id);
  const node = inbound ?? world.find("message", id);
  const isOwn = inbound ? inbound.data["customer"] === customer.id : node?.data["to"] === to;
  return node?.of === phoneNumberId && isOwn && time - Number(node.data["time"]) <= quoteLife;
}

function ownMessage({ id, time, content, isRead }: Data): OwnMessage {
  return { id: String(id), time: Number(time), content: content as InboundContent, isRead: isRead === true };
}

/** Within one second, as their ids were given: they hold a counter. */
function byTime(one: ChatMessage, other: ChatMessage): number {
  return one.time - other.time || (counterIn(one.id) < counterIn(other.id) ? -1 : 1);
}

function counterIn(id: string): string {
  return Buffer.from(id.replace("wamid.", ""), "base64").toString("latin1");
}
