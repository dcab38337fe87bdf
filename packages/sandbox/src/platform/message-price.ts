import { createHash } from "node:crypto";
import type { DomainContext } from "../domain.ts";
import { changeChat } from "./customer-nodes.ts";
import { isReferred, isWindowOpen, type Sending } from "./sending.ts";
import type { SentMessage } from "./sent-messages.ts";

type Price = Pick<SentMessage, "category" | "window" | "conversation">;

const entryPointLife = 72 * 60 * 60; // seconds
const conversationLife = 24 * 60 * 60; // seconds
const firstWithoutConversations = 24; // v24.0

/** What a message costs, and the windows that are open while it is sent. */
export function priceOf(context: DomainContext, sending: Sending, isDelivered: boolean): Price {
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
