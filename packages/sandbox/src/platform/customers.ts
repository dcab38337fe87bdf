import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import { type InboundContent, inboundValue } from "../webhooks/messages.ts";
import { preferenceValue } from "../webhooks/user-preferences.ts";
import type { World, WorldNode } from "../world/world.ts";
import { numberOf } from "./business-number.ts";
import { type Chat, type ReceivedMessage, showChat, showMessage } from "./customer-chat.ts";
import { createCustomerFiles, type CustomerFiles } from "./customer-media.ts";
import {
  allCustomers,
  changeChat,
  chatOf,
  contactOf,
  type CustomerIdentity,
  idsOf,
  numbersOf,
  putCustomer,
  renumber,
} from "./customer-nodes.ts";
import { markAsRead, messageId, messagesFor } from "./messages.ts";
import { buttonsIn, type PressableButton } from "./pressable.ts";

export type { Chat, ChatMessage, ReceivedMessage } from "./customer-chat.ts";
export type { CustomerIdentity } from "./customer-nodes.ts";
export type { PressableButton } from "./pressable.ts";

/** What is known of a customer. */
export interface CustomerProfile {
  /** Digits; undefined if the business knows a user id alone. */
  readonly waId: string | undefined;
  /** Business-scoped user id. */
  readonly userId: string | undefined;
  readonly name: string;
  readonly username: string | undefined;
}

/** How a customer sends. */
export interface SendingOptions {
  /** Business number that gets it. @default the one that wrote last, else the seed's */
  phoneNumberId?: string;
  /** What it answers, or that it was forwarded. */
  context?: Schemas["MessageContext"];
  /** Advertisement that brought the customer. */
  referral?: Schemas["Referral"];
  /** Group that gets it, which the customer must be in. */
  groupId?: string;
}

/** Which chat something is done in. */
export interface InChat {
  /** @default the number that wrote last, else the seed's */
  phoneNumberId?: string;
}

/** What became of a message of a customer: its id, and the webhooks that told of it. */
export interface SentByCustomer {
  readonly id: string;
  /** None if the business number blocked the customer. */
  readonly deliveries: readonly WebhookDelivery[];
}

/** Somebody who talks to the businesses of the sandbox. Promises settle when the webhook was answered or given up. */
export interface Customer extends CustomerProfile, CustomerFiles {
  text(body: string, sending?: SendingOptions): Promise<SentByCustomer>;
  /** Sends a message of any kind. */
  send(content: InboundContent, sending?: SendingOptions): Promise<SentByCustomer>;
  /** Presses a button or chooses a row. A flow is completed with nothing filled in. */
  press(button: PressableButton): Promise<SentByCustomer>;
  /**
   * Completes the flow that a message opens.
   *
   * @throws TypeError if it opens none
   */
  complete(message: { id: string }, response: Readonly<Record<string, unknown>>): Promise<SentByCustomer>;
  /** Reacts to a message; an empty text takes the reaction away. */
  react(message: { id: string }, emoji: string): Promise<SentByCustomer>;
  /** Opens the chats: everything that was delivered is read. */
  read(): void;
  /**
   * Waits for messages that were not returned before.
   *
   * @throws Error if fewer than `count` arrive within `timeout` milliseconds, or `signal` was aborted before
   */
  inbox(options?: { count?: number; timeout?: number; signal?: AbortSignal }): Promise<ReceivedMessage[]>;
  /** All messages that arrived, oldest first, also those that `inbox` returned. */
  received(): ReceivedMessage[];
  /** What the customer sees: messages of both sides, reactions, whether they were read, and the typing indicator. */
  chat(options?: InChat): Chat;
  /** Blocks the business number: what it sends fails with code 131026, and nothing can be sent to it. */
  block(options?: InChat): void;
  unblock(options?: InChat): void;
  /** Wants no more marketing messages: they fail with code 131050. */
  stopMarketing(options?: InChat): Promise<readonly WebhookDelivery[]>;
  resumeMarketing(options?: InChat): Promise<readonly WebhookDelivery[]>;
  /** Whether the customer got as many marketing messages as the platform allows: more fail with code 131049. */
  limitMarketing(isLimited?: boolean): void;
  /**
   * Changes the number, and the user id if a new one is given. All business numbers of the chats are told.
   *
   * @throws TypeError if that is no number, or another customer has it
   */
  changeNumber(phoneNumber: string, options?: { userId?: string }): Promise<readonly WebhookDelivery[]>;
  /** Leaves WhatsApp: what is sent fails with code 131026. */
  leave(): void;
  /** Comes back. */
  join(): void;
}

const defaults = { count: 1, timeout: 5000 };

/** Customers that the world knows, oldest first. */
export function listCustomers(world: World): CustomerProfile[] {
  return allCustomers(world).map(profileOf);
}

/** @throws TypeError if nobody can have the identity */
export function createCustomer(context: DomainContext, identity: CustomerIdentity): Customer {
  const { world, now } = context;
  let { id: customerId } = putCustomer(world, identity);
  const seen = new Set<string>();

  /** The customer, who comes back after a reset. */
  function me(): WorldNode {
    const node = world.find("customer", customerId) ?? putCustomer(world, identity);
    customerId = node.id;
    return node;
  }

  async function send(content: InboundContent, sending: SendingOptions = {}): Promise<SentByCustomer> {
    const { phoneNumberId, groupId, ...more } = sending;
    const node = me();
    const to = groupId === undefined ? numberIn({ phoneNumberId }) : numberOfGroup(node, groupId);
    const { wabaId, number } = numberOf(context, to);
    if (wabaId === "") throw new TypeError(`Cannot send to ${to}: there is no such business number`);
    if (chatOf(world, to, node).isBlocked) throw new TypeError(`Cannot send to ${to}: the customer blocked it`);
    if (node.data["hasLeft"] === true) throw new TypeError(`Cannot send to ${to}: the customer has left WhatsApp`);
    const id = messageId(world.newId());
    if (isBlockedBy(node, to)) return { id, deliveries: [] };
    const time = Math.floor(now() / 1000);
    const origin = { id, time, number, contact: contactOf(node), ...(groupId !== undefined && { groupId }), ...more };
    const value = inboundValue(origin, content);
    changeChat(world, to, node, { openedAt: time, ...(more.referral && { referredAt: time }) });
    const data = { id, from: idsOf(node)[0], customer: node.id, content, time, isRead: false };
    world.put("inbound_message", to, data, id);
    return { id, deliveries: await context.emit({ wabaId, phoneNumberId: to, field: "messages", value }) };
  }

  function numberIn({ phoneNumberId }: { phoneNumberId?: string | undefined } = {}): string {
    // people answer in the chat that is open
    return phoneNumberId ?? messagesFor(world, me()).at(-1)?.phoneNumberId ?? context.phoneNumberId;
  }

  function numberOfGroup(node: WorldNode, groupId: string): string {
    const ids = idsOf(node);
    const isMember = world
      .list("group_participant", groupId)
      .some(({ data }) => ids.some((id) => id === data["wa_id"] || id === data["user_id"]));
    const owner = world.find("group", groupId)?.of;
    if (owner !== undefined && isMember) return owner;
    throw new TypeError(`Cannot send to the group ${groupId}: the customer is not in such a group`);
  }

  function isBlockedBy(node: WorldNode, phoneNumberId: string): boolean {
    const ids = idsOf(node);
    return world
      .list("blocked_user", phoneNumberId)
      .some(({ data }) => ids.some((id) => id === data["wa_id"] || id === data["user_id"]));
  }

  /** The chat that a message is in, and that it is answered. */
  function inChatOf(id: string): SendingOptions {
    const sent = world.find("message", id);
    if (sent?.data["to"] !== undefined && world.find("group", String(sent.data["to"])))
      return { groupId: String(sent.data["to"]) };
    return sent?.of === undefined ? {} : { phoneNumberId: sent.of };
  }

  function answerTo(id: string): SendingOptions {
    return { context: { id }, ...inChatOf(id) };
  }

  async function complete({ id }: { id: string }, response: Readonly<Record<string, unknown>>) {
    const sent = messagesFor(world, me()).find((message) => message.id === id);
    const flow = sent && buttonsIn(world, sent).find(({ type }) => type === "flow");
    if (!flow) throw new TypeError(`Cannot complete ${id}: the customer got no such message that opens a flow`);
    return send({ type: "flow_reply", response: { flow_token: flow.id, ...response } }, answerTo(id));
  }

  async function prefer(value: "stop" | "resume", options?: InChat): Promise<readonly WebhookDelivery[]> {
    const phoneNumberId = numberIn(options);
    changeChat(world, phoneNumberId, me(), { isWithoutMarketing: value === "stop" });
    const { wabaId, number } = numberOf(context, phoneNumberId);
    const time = Math.floor(now() / 1000);
    return context.emit({
      wabaId,
      phoneNumberId,
      field: "user_preferences",
      value: preferenceValue({ number, contact: contactOf(me()), time }, value),
    });
  }

  async function changeNumber(phoneNumber: string, { userId }: { userId?: string } = {}) {
    const before = me();
    const old = contactOf(before);
    if (old.wa_id === undefined) throw new TypeError("Cannot change the number: the business does not know one");
    const after = contactOf(renumber(world, before, phoneNumber, userId));
    const body = `User ${old.profile?.name} changed from ${old.wa_id} to ${after.wa_id}`;
    const told: [Schemas["Contact"], NonNullable<Schemas["SystemMessage"]["system"]>][] = [
      [old, { type: "user_changed_number", body, ...(after.wa_id !== undefined && { wa_id: after.wa_id }) }],
    ];
    if (userId !== undefined)
      told.push([
        after,
        {
          type: "user_changed_user_id",
          body: `User ${old.profile?.name} has another user id`,
          user_id: userId,
          ...(old.user_id !== undefined && { previous_user_id: old.user_id }),
        },
      ]);
    const known = numbersOf(world, before);
    const numbers = known.length > 0 ? known : [context.phoneNumberId];
    const events = numbers.flatMap((phoneNumberId) => {
      const { wabaId, number } = numberOf(context, phoneNumberId);
      const time = Math.floor(now() / 1000);
      return told.map(([contact, system]) => {
        const origin = { id: messageId(world.newId()), time, number, contact };
        return { wabaId, phoneNumberId, field: "messages", value: inboundValue(origin, { type: "system", system }) };
      });
    });
    return (await Promise.all(events.map((event) => context.emit(event)))).flat();
  }

  return {
    get waId() {
      return profileOf(me()).waId;
    },
    get userId() {
      return profileOf(me()).userId;
    },
    get name() {
      return profileOf(me()).name;
    },
    get username() {
      return profileOf(me()).username;
    },
    send,
    ...createCustomerFiles(context, send, (phoneNumberId) =>
      numberIn(phoneNumberId === undefined ? {} : { phoneNumberId }),
    ),
    complete,
    changeNumber,
    text: (body, sending) => send({ type: "text", body }, sending),
    press({ type, id, title, description, messageId: pressed }) {
      if (type === "flow") return complete({ id: pressed }, {});
      if (type === "button") return send({ type, payload: id, text: title }, answerTo(pressed));
      const row = type === "list_reply" && description !== undefined && { description };
      return send({ type, id, title, ...row }, answerTo(pressed));
    },
    react: ({ id }, emoji) => send({ type: "reaction", message_id: id, ...(emoji !== "" && { emoji }) }, inChatOf(id)),
    read() {
      const node = me();
      for (const message of messagesFor(world, node)) markAsRead(context, message, contactOf(node));
    },
    async inbox(options = {}) {
      const { count, timeout } = { ...defaults, ...options };
      const unseen = () => messagesFor(world, me()).filter(({ id }) => !seen.has(id));
      await context.until(() => unseen().length >= count, timeout);
      options.signal?.throwIfAborted();
      const messages = unseen();
      if (messages.length < count) {
        const ids = idsOf(me()).join(" or ");
        throw new Error(`Cannot return ${count} messages: ${messages.length} came within ${timeout} ms for ${ids}`);
      }
      for (const { id } of messages) seen.add(id);
      return messages.map((message) => showMessage(world, me(), message));
    },
    received() {
      const node = me();
      return messagesFor(world, node).map((message) => showMessage(world, node, message));
    },
    chat: (options) => showChat(world, me(), numberIn(options), now()),
    block: (options) => changeChat(world, numberIn(options), me(), { isBlocked: true }),
    unblock: (options) => changeChat(world, numberIn(options), me(), { isBlocked: false }),
    stopMarketing: (options) => prefer("stop", options),
    resumeMarketing: (options) => prefer("resume", options),
    limitMarketing: (isLimited = true) => world.change(me(), { isAtMarketingLimit: isLimited }),
    leave: () => world.change(me(), { hasLeft: true }),
    join: () => world.change(me(), { hasLeft: false }),
  };
}

function profileOf(node: WorldNode): CustomerProfile {
  const { profile, wa_id, user_id } = contactOf(node);
  return { waId: wa_id, userId: user_id, name: profile?.name ?? "", username: profile?.username };
}
