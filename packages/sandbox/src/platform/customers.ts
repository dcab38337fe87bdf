import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import { type InboundContent, inboundValue } from "../webhooks/messages.ts";
import { createCustomerFiles, type CustomerFiles } from "./customer-media.ts";
import { markAsRead, messageId, numberOf, type SentMessage, sentMessages } from "./messages.ts";

/** A user of WhatsApp, to be played by a test. */
export interface CustomerIdentity {
  /** With country code. */
  phoneNumber?: string;
  /** Business-scoped user id. @default none */
  userId?: string;
  /** Name that they show. @default "Ada" */
  name?: string;
}

/** A message that a business sent, as the customer sees it. */
export interface ReceivedMessage extends SentMessage {
  /** What can be pressed: buttons, rows of a list. */
  readonly buttons: readonly PressableButton[];
}

export interface PressableButton {
  readonly type: "button_reply" | "list_reply" | "button";
  readonly id: string;
  readonly title: string;
  /** The message that it is in. */
  readonly messageId: string;
}

interface Sending {
  /** Business number that gets it. @default the seed's */
  phoneNumberId?: string;
  /** What it answers. */
  context?: Schemas["MessageContext"];
  /** Advertisement that brought the customer. */
  referral?: Schemas["Referral"];
}

/** What became of a message of a customer: its id, and the webhooks that told of it. */
export interface SentByCustomer {
  readonly id: string;
  readonly deliveries: readonly WebhookDelivery[];
}

/** Somebody who talks to the businesses of the sandbox. Promises settle when the webhook was answered or given up. */
export interface Customer extends CustomerFiles {
  /** Digits; undefined if the business knows a user id alone. */
  readonly waId: string | undefined;
  text(body: string, sending?: Sending): Promise<SentByCustomer>;
  /** Sends a message of any kind. */
  send(content: InboundContent, sending?: Sending): Promise<SentByCustomer>;
  /** Presses a button or chooses a row. */
  press(button: PressableButton): Promise<SentByCustomer>;
  /** Reacts to a message; an empty text takes the reaction away. */
  react(message: { id: string }, emoji: string): Promise<SentByCustomer>;
  /** Opens the chat: everything that was delivered is read. */
  read(): void;
  /**
   * Waits for messages that were not returned before.
   *
   * @throws Error if fewer than `count` arrive within `timeout` milliseconds, or `signal` was aborted before
   */
  inbox(options?: { count?: number; timeout?: number; signal?: AbortSignal }): Promise<ReceivedMessage[]>;
}

const defaults = { count: 1, timeout: 5000 };

export function createCustomer(context: DomainContext, identity: CustomerIdentity): Customer {
  const { world, now } = context;
  const { phoneNumber, userId, name = "Ada" } = identity;
  const waId = phoneNumber?.replaceAll(/\D/g, "");
  if (waId === undefined && userId === undefined)
    throw new TypeError("Cannot make a customer: give a phoneNumber, a userId or both");
  if (waId !== undefined && !/^\d{7,15}$/.test(waId))
    throw new TypeError(`Cannot make a customer: ${phoneNumber} is not a number with country code`);
  const ids = [waId, userId].filter((id) => id !== undefined);
  const contact = {
    profile: { name },
    ...(waId !== undefined && { wa_id: waId }),
    ...(userId !== undefined && { user_id: userId }),
  };
  const seen = new Set<string>();

  async function send(content: InboundContent, { phoneNumberId, ...more }: Sending = {}): Promise<SentByCustomer> {
    const to = phoneNumberId ?? lastSender() ?? context.phoneNumberId;
    const { wabaId, number } = numberOf(context, to);
    if (wabaId === "") throw new TypeError(`Cannot send to ${to}: there is no such business number`);
    const id = messageId(world.newId());
    const time = Math.floor(now() / 1000);
    const value = inboundValue({ id, time, number, contact, ...more }, content);
    for (const own of ids) world.put("window", to, { openedAt: time }, `${to} ${own}`);
    world.put("inbound_message", to, { id, from: ids[0], content, time, isRead: false }, id);
    return { id, deliveries: await context.emit({ wabaId, phoneNumberId: to, field: "messages", value }) };
  }

  function received(): SentMessage[] {
    return sentMessages(world).filter(({ to, status }) => ids.includes(to) && status !== "failed");
  }

  /** The number that wrote last: people answer in the chat that is open. */
  function lastSender(): string | undefined {
    return received().at(-1)?.phoneNumberId;
  }

  function answerTo(message: { id: string }): Schemas["MessageContext"] {
    return { id: message.id };
  }

  return {
    waId,
    send,
    ...createCustomerFiles(context, send, (phoneNumberId) => phoneNumberId ?? lastSender() ?? context.phoneNumberId),
    text: (body, sending) => send({ type: "text", body }, sending),
    press({ type, id, title, messageId: pressed }) {
      const sending = { context: answerTo({ id: pressed }), ...senderOf(pressed) };
      return type === "button" ? send({ type, payload: id, text: title }, sending) : send({ type, id, title }, sending);
    },
    react: ({ id }, emoji) => send({ type: "reaction", message_id: id, emoji }, senderOf(id)),
    read() {
      for (const message of received()) markAsRead(context, message);
    },
    async inbox(options = {}) {
      const { count, timeout } = { ...defaults, ...options };
      const unseen = () => received().filter(({ id }) => !seen.has(id));
      await context.until(() => unseen().length >= count, timeout);
      options.signal?.throwIfAborted();
      const messages = unseen();
      if (messages.length < count)
        throw new Error(
          `Cannot return ${count} messages: ${messages.length} came within ${timeout} ms for ${ids.join(" or ")}`,
        );
      for (const { id } of messages) seen.add(id);
      return messages.map((message) => ({ ...message, buttons: buttonsIn(message) }));
    },
  };

  function senderOf(id: string): { phoneNumberId?: string } {
    const sender = world.find("message", id)?.of;
    return sender === undefined ? {} : { phoneNumberId: sender };
  }
}

interface Interactive {
  action?: {
    buttons?: { reply?: { id: string; title: string } }[];
    sections?: { rows?: { id: string; title: string }[] }[];
  };
}

function buttonsIn({ id, message }: SentMessage): PressableButton[] {
  const { buttons = [], sections = [] } = (message["interactive"] as Interactive | undefined)?.action ?? {};
  const replies = buttons.flatMap(({ reply }) =>
    reply ? [{ type: "button_reply" as const, ...reply, messageId: id }] : [],
  );
  const rows = sections.flatMap((section) => section.rows ?? []);
  return [
    ...replies,
    ...rows.map((row) => ({ type: "list_reply" as const, id: row.id, title: row.title, messageId: id })),
  ];
}
