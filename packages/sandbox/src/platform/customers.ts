import type { DomainContext } from "../domain.ts";
import { BoundedMap } from "../server/bounded-map.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import { type InboundContent, inboundValue } from "../webhooks/messages.ts";
import { preferenceValue } from "../webhooks/user-preferences.ts";
import type { World, WorldNode } from "../world/world.ts";
import { numberOf } from "./business-number.ts";
import { changeNumber } from "./change-number.ts";
import { showChat, showMessage } from "./customer-chat.ts";
import { createCustomerCalls } from "./customer-calls.ts";
import { createCustomerFiles } from "./customer-media.ts";
import {
  allCustomers,
  changeChat,
  chatOf,
  contactOf,
  type CustomerIdentity,
  idsOf,
  isBlockedBy,
  isCustomer,
  putCustomer,
} from "./customer-nodes.ts";
import type { Customer, CustomerProfile, InChat, SendingOptions } from "./customer-types.ts";
import { messageId } from "./message-id.ts";
import { markAsPlayed, markAsRead } from "./messages.ts";
import { type OpenFlow, openFlow } from "./flow-endpoint/open-flow.ts";
import { sentFlow } from "./flow-endpoint/sent-flow.ts";
import { buttonsIn } from "./pressable.ts";
import type { SentByCustomer } from "./sent-by-customer.ts";
import { messagesFor } from "./sent-messages.ts";

const defaults = { count: 1, timeout: 5000 };

/** Customers that the world knows, oldest first. */
export function listCustomers(world: World): CustomerProfile[] {
  return allCustomers(world).map(profileOf);
}

/** @throws TypeError if nobody can have the identity */
export function createCustomer(context: DomainContext, identity: CustomerIdentity): Customer {
  const { world, now } = context;
  let { id: customerId } = putCustomer(world, identity);
  const seen = new BoundedMap<string, true>({ entries: world.most("message") }); // as many as are kept

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
    if (isBlockedBy(world, to, node)) return { id, deliveries: [] };
    const time = Math.floor(now() / 1000);
    const origin = { id, time, number, contact: contactOf(node), ...(groupId !== undefined && { groupId }), ...more };
    const value = inboundValue(origin, content);
    const isWritten = content.type !== "system"; // nothing that the customer says
    if (isWritten) changeChat(world, to, node, { openedAt: time, ...(more.referral && { referredAt: time }) });
    const { context: around } = more;
    const from = idsOf(node)[0];
    const data = { id, from, customer: node.id, content, time, isRead: false, ...(around && { context: around }) };
    const kept = {
      ...(groupId !== undefined && { group: groupId }),
      ...(more.referral && { referral: more.referral }),
    };
    world.put("inbound_message", to, { ...data, ...kept }, id);
    return { id, deliveries: await context.emit({ wabaId, phoneNumberId: to, field: "messages", value }) };
  }

  function numberIn({ phoneNumberId }: { phoneNumberId?: string | undefined } = {}): string {
    // people answer in the chat that is open
    return phoneNumberId ?? messagesFor(world, me()).at(-1)?.phoneNumberId ?? context.phoneNumberId;
  }

  function numberOfGroup(node: WorldNode, groupId: string): string {
    const isMember = world.list("group_participant", groupId).some(({ data }) => isCustomer(node, data));
    const owner = world.find("group", groupId)?.of;
    if (owner !== undefined && isMember) return owner;
    throw new TypeError(`Cannot send to the group ${groupId}: the customer is not in such a group`);
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

  async function open({ id }: { id: string }): Promise<OpenFlow> {
    const sent = messagesFor(world, me()).find((message) => message.id === id);
    const flow = sent && sentFlow(world, sent);
    if (!flow) throw new TypeError(`Cannot open ${id}: the customer got no such message that opens a flow`);
    return openFlow(context, flow, sent.phoneNumberId, (response) => complete({ id }, response));
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
    ...createCustomerCalls(context, me, (phoneNumberId) => numberIn({ phoneNumberId })),
    complete,
    openFlow: open,
    changeNumber: (phoneNumber, { userId } = {}) => changeNumber(context, me(), phoneNumber, userId),
    text: (body, sending) => send({ type: "text", body }, sending),
    press({ type, id, title, description, messageId: pressed }) {
      if (type === "flow") return complete({ id: pressed }, {});
      if (type === "button") return send({ type, payload: id, text: title }, answerTo(pressed));
      const row = type === "list_reply" && description !== undefined && { description };
      return send({ type, id, title, ...row }, answerTo(pressed));
    },
    react: ({ id }, emoji) => send({ type: "reaction", message_id: id, ...(emoji !== "" && { emoji }) }, inChatOf(id)),
    read({ phoneNumberId } = {}) {
      const node = me();
      for (const message of messagesFor(world, node))
        if (phoneNumberId === undefined || message.phoneNumberId === phoneNumberId)
          markAsRead(context, message, contactOf(node));
    },
    play({ id }) {
      const node = me();
      const sent = messagesFor(world, node).find((message) => message.id === id);
      if (sent?.message["type"] !== "audio") throw new TypeError(`Cannot play ${id}: the customer got no such message`);
      markAsPlayed(context, sent, contactOf(node));
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
      for (const { id } of messages) seen.set(id, true);
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
