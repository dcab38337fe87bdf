import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import { type SentMessage as Told, type StatusStep, statusValue } from "../webhooks/status-ladder.ts";
import type { WorldNode } from "../world/world.ts";
import { contactOf, customerBy } from "./customer-nodes.ts";
import { numberOf } from "./business-number.ts";
import type { MessageError } from "./rules/rule.ts";
import type { SentMessage } from "./sent-messages.ts";

/** Tells that a message is on its way, and that it arrived: in a group at each member. */
export function tellOfDelivery(context: DomainContext, message: SentMessage): void {
  const { time } = message;
  emitStatus(context, message, { status: "sent", time });
  if (message.message["type"] === "reaction") return; // the platform tells no more of it
  if (message.message["recipient_type"] !== "group") return emitStatus(context, message, { status: "delivered", time });
  for (const [place, { data }] of membersOf(context, message).entries())
    emitStatus(context, message, { status: "delivered", time, isPriced: place === 0 }, data);
}

export function tellOfFailure(context: DomainContext, message: SentMessage, error: MessageError): void {
  emitStatus(context, message, { status: "failed", time: message.time, error });
}

/** Tells that the recipient, or this member of the group, has read or played a message. */
export function tellOfReceipt(
  context: DomainContext,
  message: SentMessage,
  status: "read" | "played",
  reader: Schemas["Contact"],
): void {
  const isGroup = message.message["recipient_type"] === "group";
  const time = Math.floor(context.now() / 1000);
  emitStatus(context, message, { status, time }, isGroup ? reader : undefined);
}

function membersOf({ world }: DomainContext, { to }: SentMessage): WorldNode[] {
  return world.list("group_participant", to);
}

function emitStatus(context: DomainContext, message: SentMessage, step: StatusStep, member?: Schemas["Contact"]): void {
  const { id, phoneNumberId, to, message: body, category, window, conversation } = message;
  const { wabaId, number } = numberOf(context, phoneNumberId);
  const isGroup = body["recipient_type"] === "group";
  const customer = isGroup ? undefined : customerBy(context.world, to);
  const named = isGroup || body["to"] !== undefined ? { wa_id: to } : { user_id: to };
  const contact = isGroup ? member : customer ? contactOf(customer) : named;
  const tracked = body["biz_opaque_callback_data"];
  const told: Told = {
    id,
    number,
    ...(contact && { contact }),
    ...(isGroup && { groupId: to }),
    category,
    ...(window && { window }),
    ...(conversation && { conversation }),
    ...(tracked !== undefined && { biz_opaque_callback_data: String(tracked) }),
    version: context.webhookVersion,
  };
  void context.emit({ wabaId, phoneNumberId, field: "messages", value: statusValue(told, step) });
}
