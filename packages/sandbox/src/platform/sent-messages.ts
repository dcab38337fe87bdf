import type { Schemas } from "@openwaba/webhooks";
import type { Data, World, WorldNode } from "../world/world.ts";
import { idsOf, isCustomer } from "./customer-nodes.ts";
import type { MessageError } from "./rules/rule.ts";

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

const kind = "message";

/** The messages that businesses sent, oldest first. */
export function sentMessages(world: World): SentMessage[] {
  return world.all(kind).map(sentMessageIn);
}

/** The messages that reached a customer, also in groups, oldest first. */
export function messagesFor(world: World, customer: WorldNode): SentMessage[] {
  const ids = idsOf(customer);
  const groups = new Set<string>();
  for (const { of, data } of world.each("group_participant"))
    if (of !== undefined && isCustomer(customer, data)) groups.add(of);
  const found: SentMessage[] = [];
  for (const node of world.each(kind)) {
    const { status, to, customer: recipient } = node.data;
    const isTheirs =
      recipient === undefined ? ids.includes(String(to)) || groups.has(String(to)) : recipient === customer.id;
    if (isTheirs && status !== "failed") found.push(sentMessageIn(node));
  }
  return found;
}

function sentMessageIn({ data: { customer: _customer, ...sent } }: WorldNode): SentMessage {
  return sent as unknown as SentMessage; // put by `send`
}
