import { customerBy } from "../platform/customer-nodes.ts";
import type { World, WorldNode } from "../world/world.ts";

/** A message of either side, in the chat of a customer or a group with a business number. */
export interface ChatEntry {
  readonly phoneNumberId: string;
  /** Id of the node of the customer, else the number or the group that it was sent to. */
  readonly customerId: string;
  readonly message: ChatEntryMessage;
}

/** What is not there is undefined in the data of the node too. */
interface ChatEntryMessage {
  readonly id: string;
  readonly from: "business" | "customer";
  /** Seconds since 1970. */
  readonly time: number;
  /** The body of the call, or what the customer sent. */
  readonly content: unknown;
  /** Id of the message that it answers. */
  readonly context?: string;
  /** Of a message of a business. */
  readonly status?: unknown;
  readonly error?: unknown;
  /** Whether the business has read a message of a customer. */
  readonly isRead?: boolean;
  /** Id of the node of the customer who wrote it in a group. */
  readonly sender?: string;
  /** Advertisement that brought the customer. */
  readonly referral?: unknown;
  /** Whether the customer forwarded it, and it was forwarded often before. */
  readonly forwarded?: "once" | "often";
}

/** A chat as the list of chats shows it. */
export interface ChatSummary {
  readonly phoneNumberId: string;
  readonly customerId: string;
  readonly last: ChatEntryMessage;
}

export interface ChatPage {
  /** Oldest first. */
  readonly data: readonly ChatEntryMessage[];
  /** Id of the message before which there are more. */
  readonly before?: string;
}

const kinds = ["message", "inbound_message"];
const pageSize = 50;

/** The entry of a node of the kind `message` or `inbound_message`. */
export function chatEntry(world: World, node: WorldNode): ChatEntry {
  const { kind, of, data } = node;
  const { customer, group, id, time, isRead, status, error, referral } = data;
  const isInbound = kind === "inbound_message";
  const content = isInbound ? data["content"] : data["message"];
  const around = Object(isInbound ? data["context"] : Object(content).context);
  const context = around.id ?? around.message_id;
  return {
    phoneNumberId: of ?? "",
    customerId: customerIn(world, node),
    message: {
      id: String(id),
      from: isInbound ? "customer" : "business",
      time: Number(time),
      content,
      ...(typeof context === "string" && { context }),
      ...(isInbound ? { isRead: isRead === true } : { status, error }),
      ...(group !== undefined && { sender: String(customer) }),
      ...(referral !== undefined && { referral }),
      ...(around.forwarded === true && { forwarded: "once" as const }),
      ...(around.frequently_forwarded === true && { forwarded: "often" as const }),
    },
  };
}

/** All chats, that of the newest message first. */
export function listChats(world: World): ChatSummary[] {
  const newest = new Map<string | undefined, Map<string, WorldNode>>(); // by number and customer
  for (const kind of kinds) {
    for (const node of world.each(kind)) {
      const ofNumber = newest.get(node.of) ?? new Map<string, WorldNode>();
      newest.set(node.of, ofNumber);
      const customerId = customerIn(world, node);
      const known = ofNumber.get(customerId);
      if (!known || !isBefore(node, known)) ofNumber.set(customerId, node);
    }
  }
  return [...newest.values()]
    .flatMap((ofNumber) => [...ofNumber.values()])
    .toSorted((one, other) => (isBefore(one, other) ? 1 : -1))
    .map((node) => {
      const { message: last, ...chat } = chatEntry(world, node);
      return { ...chat, last };
    });
}

/** The newest messages of a chat, or those before one. */
export function readChat(world: World, phoneNumberId: string, customerId: string, before?: string): ChatPage {
  const all = kinds
    .flatMap((kind) => world.list(kind, phoneNumberId))
    .filter((node) => customerIn(world, node) === customerId)
    .toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
  const end =
    before === undefined
      ? all.length
      : Math.max(
          all.findIndex(({ id }) => id === before),
          0,
        );
  const start = Math.max(end - pageSize, 0);
  const data = all.slice(start, end).map((node) => chatEntry(world, node).message);
  const [first] = data;
  return { data, ...(start > 0 && first && { before: first.id }) };
}

/** Whom a message came from or went to: the customer, else the number or the group that it was sent to. */
export function customerIn(world: World, { data: { group, customer, to } }: WorldNode): string {
  return String(group ?? customer ?? customerBy(world, String(to))?.id ?? to);
}

/** Within one second, as their ids were given: they hold a counter. */
function isBefore(one: WorldNode, other: WorldNode): boolean {
  const [time, otherTime] = [Number(one.data["time"]), Number(other.data["time"])];
  return time === otherTime ? counterIn(one.id) < counterIn(other.id) : time < otherTime;
}

function counterIn(id: string): string {
  return Buffer.from(id.replace("wamid.", ""), "base64").toString("latin1");
}
