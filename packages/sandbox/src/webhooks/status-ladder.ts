import type { Schemas } from "@openwaba/webhooks";
import { numberMetadata } from "./number-metadata.ts";

/** A message of a business, as far as its statuses tell of it. */
export interface SentMessage {
  /** As returned when it was sent. */
  id: string;
  /** Number that sent it. */
  number: Schemas["NumberMetadata"];
  /** The recipient, with the ids that the business may know; in a group the member that a status is about. */
  contact?: Schemas["Contact"];
  /** Group that it was sent to. */
  groupId?: string;
  /** Category of the template, `service` for all other messages. In a group without the `group_` in front. */
  category: Schemas["PricingCategory"];
  /** The window that was open when it was sent. @default none */
  window?: "customer_service" | "free_entry_point";
  /** Conversation that it belongs to, and its end in seconds since 1970. From v24.0 on only shown with a free entry point. */
  conversation?: { id: string; expiresAt: number };
  /** What it was sent with. */
  biz_opaque_callback_data?: string;
  /** Graph API version of the webhook, such as "v25.0". */
  version: string;
}

/** What became of a message. */
export type StatusStep =
  | {
      status: "sent" | "delivered" | "read" | "played";
      /** Seconds since 1970. */
      time: number;
      /** `read` has the price when `delivered` was left out, and in a group one member alone. @default for `sent` and `delivered` */
      isPriced?: boolean;
    }
  | { status: "failed"; time: number; error: { code: number; title: string; details?: string } };

/** The value of a change of `messages` that holds one status. */
export function statusValue(message: SentMessage, step: StatusStep): Schemas["MessagesValue"] {
  const { contact, groupId } = message;
  const isNamed = contact !== undefined && groupId === undefined && step.status !== "failed";
  return {
    messaging_product: "whatsapp",
    metadata: numberMetadata(message.number),
    ...(isNamed && { contacts: [step.status === "sent" ? withoutUsername(contact) : contact] }),
    statuses: [statusOf(message, step)],
  };
}

function statusOf(message: SentMessage, step: StatusStep): Schemas["Status"] {
  const { id, biz_opaque_callback_data: data } = message;
  const base = {
    id,
    timestamp: String(step.time),
    ...recipientOf(message, step),
    ...(data !== undefined && { biz_opaque_callback_data: data }),
  };
  if (step.status === "failed") return { ...base, status: "failed", errors: [errorOf(step.error)] };
  const isPriced = step.isPriced ?? (step.status === "sent" || step.status === "delivered");
  return {
    ...base,
    status: step.status,
    ...(isPriced && { ...conversationOf(message, step.status), pricing: pricingOf(message) }),
  };
}

function withoutUsername({ profile, ...contact }: Schemas["Contact"]): Schemas["Contact"] {
  const { username: _username, ...shown } = profile ?? {};
  return { ...(profile && { profile: shown }), ...contact };
}

function recipientOf({ contact = {}, groupId }: SentMessage, { status }: StatusStep): Partial<Schemas["StatusBase"]> {
  const { wa_id, user_id, parent_user_id } = contact;
  if (groupId === undefined) {
    return {
      ...(wa_id !== undefined && { recipient_id: wa_id }),
      ...(user_id !== undefined && { recipient_user_id: user_id }),
      ...(parent_user_id !== undefined && { recipient_parent_user_id: parent_user_id }),
    };
  }
  const group = { recipient_id: groupId, recipient_type: "group" };
  if (status === "sent") return group;
  return {
    ...group,
    ...(wa_id !== undefined && { recipient_participant_id: wa_id }),
    ...(user_id !== undefined && { recipient_participant_user_id: user_id }),
    ...(parent_user_id !== undefined && { recipient_participant_parent_user_id: parent_user_id }),
  };
}

function conversationOf(
  message: SentMessage,
  status: Schemas["MessageStatus"],
): { conversation?: Schemas["Conversation"] } {
  const { conversation, window, version } = message;
  const isOld = Number.parseFloat(version.slice(1)) < 24;
  if (!conversation || (!isOld && window !== "free_entry_point")) return {};
  return {
    conversation: {
      id: conversation.id,
      ...(status === "sent" && { expiration_timestamp: String(conversation.expiresAt) }),
      origin: { type: categoryOf(message) },
    },
  };
}

/** The price in the model of July 2025: a message costs, unless an open window or its category makes it free. */
function pricingOf(message: SentMessage): Schemas["Pricing"] {
  const type = pricingTypeOf(message);
  return { billable: type === "regular", pricing_model: "PMP", type, category: categoryOf(message) };
}

function pricingTypeOf({ category, window, groupId }: SentMessage): string {
  if (window === "free_entry_point") return "free_entry_point";
  const isFree = category === "service" || (category === "utility" && window === "customer_service");
  if (!isFree) return "regular";
  return groupId === undefined ? "free_customer_service" : "free_group_customer_service";
}

function categoryOf({ category, window, groupId }: SentMessage): string {
  if (window === "free_entry_point") return "referral_conversion";
  return groupId === undefined ? category : `group_${category}`;
}

function errorOf({ code, title, details }: { code: number; title: string; details?: string }): Schemas["WebhookError"] {
  return {
    code,
    title,
    message: title,
    ...(details !== undefined && { error_data: { details } }),
    href: "/documentation/business-messaging/whatsapp/support/error-codes",
  };
}
