import type { Schemas } from "@openwaba/webhooks";
import { seedIds } from "../seed-ids.ts";
import type { Data, World, WorldNode } from "../world/world.ts";

/** What is known of a user of WhatsApp. */
export interface CustomerIdentity {
  /** With country code. */
  phoneNumber?: string | undefined;
  /** Business-scoped user id. @default none */
  userId?: string | undefined;
  /** Name that they show. @default what is known, else the user name, the number or the user id */
  name?: string | undefined;
  /** @default what is known, else none */
  username?: string | undefined;
}

/** What one customer and one business number are to each other. */
export interface ChatState {
  /** Seconds since 1970 of the customer's last message, 0 if there is none. */
  readonly openedAt: number;
  /** Seconds since 1970 of a message that an advertisement brought and nobody has answered yet, else 0. */
  readonly referredAt: number;
  /** End of the window of a free entry point, in seconds since 1970. */
  readonly freeUntil: number;
  /** End of the typing indicator, in milliseconds since 1970. */
  readonly typingUntil: number;
  /** Whether the customer blocked the business number. */
  readonly isBlocked: boolean;
  /** Whether the customer wants no marketing messages from it. */
  readonly isWithoutMarketing: boolean;
}

const kind = "customer";
const names = "customer_id";
const chats = "chat";
const longestName = 256;
const twoDays = 2 * 24 * 60 * 60; // seconds

const emptyChat: ChatState = {
  openedAt: 0,
  referredAt: 0,
  freeUntil: 0,
  typingUntil: 0,
  isBlocked: false,
  isWithoutMarketing: false,
};

/** The customer who has the number, in digits, or the user id. */
export function customerBy(world: World, id: string): WorldNode | undefined {
  const named = world.find(names, id);
  return named?.of === undefined ? undefined : world.find(kind, named.of);
}

/** All customers, oldest first. */
export function allCustomers(world: World): WorldNode[] {
  return world.all(kind);
}

/**
 * Adds a customer, or changes what is known of the one who has the number or the user id.
 *
 * @throws TypeError if nobody can be that
 */
export function putCustomer(world: World, { phoneNumber, userId, name, username }: CustomerIdentity): WorldNode {
  const waId = phoneNumber === undefined ? undefined : digitsOf(phoneNumber);
  const ids = [waId, userId].filter((id) => id !== undefined);
  if (ids.length === 0) throw new TypeError("Cannot make a customer: give a phoneNumber, a userId or both");
  if (userId !== undefined && !/^[A-Z]{2}\.[\w.]{1,128}$/.test(userId))
    throw new TypeError(`Cannot make a customer: ${userId} is not a user id, such as US.13491208655302741918`);
  for (const [property, value] of Object.entries({ name, username })) {
    if (value !== undefined && (value.length === 0 || value.length > longestName))
      throw new TypeError(`Cannot make a customer: ${property} must have 1 to ${longestName} characters`);
  }
  const known = new Set(ids.flatMap((id) => customerBy(world, id)?.id ?? []));
  if (known.size > 1) throw new TypeError(`Cannot make a customer: ${ids.join(" and ")} are two customers`);
  const [id = world.newId()] = known;
  const customer = world.find(kind, id);
  const before = customer?.data ?? {};
  const shown = name ?? before["name"] ?? username ?? (waId === undefined ? userId : `+${waId}`);
  const now: Data = { wa_id: waId, user_id: userId, username };
  const given = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== undefined));
  if (customer) forgetNames(world, customer);
  return keep(world, id, { ...before, ...given, name: shown });
}

/**
 * Gives a customer another number, and another user id if there is one.
 *
 * @throws TypeError if that is no number, or somebody else has it
 */
export function renumber(world: World, node: WorldNode, phoneNumber: string, userId: string | undefined): WorldNode {
  const waId = digitsOf(phoneNumber);
  for (const id of [waId, userId]) {
    const other = id === undefined ? undefined : customerBy(world, id);
    if (other && other.id !== node.id)
      throw new TypeError(`Cannot change the number to ${id}: another customer has it`);
  }
  forgetNames(world, node);
  return keep(world, node.id, { ...node.data, wa_id: waId, ...(userId !== undefined && { user_id: userId }) });
}

/** The number and the user id of a customer, as far as there are. */
export function idsOf({ data }: WorldNode): string[] {
  return [data["wa_id"], data["user_id"]].filter((id) => typeof id === "string");
}

/** Whether something that has a number or a user id, such as a participant of a group, is a customer. */
export function isCustomer(customer: WorldNode, { wa_id, user_id }: { wa_id?: unknown; user_id?: unknown }): boolean {
  return idsOf(customer).some((id) => id === wa_id || id === user_id);
}

/** Whether a business number blocked a customer. */
export function isBlockedBy(world: World, phoneNumberId: string, customer: WorldNode): boolean {
  return world.list("blocked_user", phoneNumberId).some(({ data }) => isCustomer(customer, data));
}

/** A customer as webhooks show them. */
export function contactOf({ data }: WorldNode): Schemas["Contact"] {
  const { wa_id, user_id, name, username } = data;
  return {
    profile: { name: String(name), ...(username !== undefined && { username: String(username) }) },
    ...(wa_id !== undefined && { wa_id: String(wa_id) }),
    ...(user_id !== undefined && { user_id: String(user_id) }),
  };
}

/** What a customer and a business number are to each other. */
export function chatOf(world: World, phoneNumberId: string, customer: WorldNode): ChatState {
  return { ...emptyChat, ...world.find(chats, chatId(phoneNumberId, customer))?.data };
}

export function changeChat(
  world: World,
  phoneNumberId: string,
  customer: WorldNode,
  changes: Partial<ChatState>,
): void {
  const chat = { ...chatOf(world, phoneNumberId, customer), ...changes };
  world.put(chats, customer.id, { ...chat, phoneNumberId }, chatId(phoneNumberId, customer));
}

/** The business numbers that a customer has a chat with. */
export function numbersOf(world: World, customer: WorldNode): string[] {
  return world.list(chats, customer.id).map(({ data }) => String(data["phoneNumberId"]));
}

/** Puts the customers of the documents' examples into a world, and the message of theirs that the examples answer. */
export function seedCustomers(world: World, now: () => number): void {
  const ada = putCustomer(world, { phoneNumber: "15550123456", userId: "US.13491208655302741918", name: "Ada" });
  putCustomer(world, { userId: "GB.20881134566712093344", name: "Mira Lund", username: "mira.lund" });
  const id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";
  const message = {
    id,
    from: "15550123456",
    customer: ada.id,
    content: { type: "text", body: "Do you roast on Sundays?" },
    time: Math.floor(now() / 1000) - twoDays,
    isRead: false,
  };
  world.put("inbound_message", seedIds.phoneNumber, message, id);
}

function keep(world: World, id: string, data: Data): WorldNode {
  const node = world.put(kind, undefined, data, id);
  for (const own of idsOf(node)) world.put(names, id, {}, own);
  return node;
}

function forgetNames(world: World, customer: WorldNode): void {
  for (const id of idsOf(customer)) {
    const name = world.find(names, id);
    if (name) world.remove(name);
  }
}

function chatId(phoneNumberId: string, { id }: WorldNode): string {
  return `${phoneNumberId} ${id}`;
}

/** @throws TypeError if that is no number with country code */
function digitsOf(phoneNumber: string): string {
  const digits = phoneNumber.replaceAll(/\D/g, "");
  if (!/^\d{7,15}$/.test(digits))
    throw new TypeError(`Cannot make a customer: ${phoneNumber} is not a number with country code`);
  return digits;
}
