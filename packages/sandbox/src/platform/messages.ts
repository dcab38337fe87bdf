import type { Data, World } from "../world/world.ts";
import type { CreateDomain, DomainContext, Handler } from "../domain.ts";
import { statusValue, type StatusStep } from "../webhooks/status-ladder.ts";

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
}

const kind = "message";
const windowLife = 24 * 60 * 60; // seconds

/** Messages of businesses: each is kept, and its statuses go out as webhooks. */
export const createMessages: CreateDomain = (context) => {
  const { world, now } = context;

  const send: Handler = ({ path, body }) => {
    const { status, message_id } = body;
    if (status === "read") return receipt(String(message_id));
    const phoneNumberId = String(path["phone_number_id"]);
    const input = String(body["to"] ?? body["recipient"]);
    const isGroup = body["recipient_type"] === "group";
    const isUser = !isGroup && body["to"] === undefined;
    const to = isGroup || isUser ? input : input.replaceAll(/\D/g, "");
    const id = messageId(world.newId());
    const time = Math.floor(now() / 1000);
    const isLate = !isGroup && body["type"] !== "template" && !hasOpenWindow(context, phoneNumberId, to);
    const sent: SentMessage = {
      id,
      phoneNumberId,
      to,
      time,
      status: isLate ? "failed" : "delivered",
      message: structuredClone(body),
    };
    world.put(kind, phoneNumberId, { ...sent }, id);
    for (const step of isLate ? [failed(time)] : [statusAt("sent", time), statusAt("delivered", time)]) {
      emitStatus(context, sent, step);
    }
    context.changed();
    const contact = isUser ? { input, user_id: input } : { input, wa_id: to };
    return {
      messaging_product: "whatsapp",
      contacts: [contact],
      messages: [{ id, ...(isGroup && { group_id: to }) }],
    };
  };

  /** A customer sees that their message was read. */
  function receipt(id: string): object {
    const inbound = world.find("inbound_message", id);
    if (inbound) world.change(inbound, { isRead: true });
    return { success: true };
  }

  return { nodes: {}, handlers: { sendMessage: send, sendMarketingMessage: send } };
};

/** The messages that businesses sent, oldest first. */
export function sentMessages(world: World): SentMessage[] {
  return world.all(kind).map(({ data }) => data as unknown as SentMessage);
}

/** Records that the recipient has read a message, and tells so. */
export function markAsRead(context: DomainContext, sent: SentMessage): void {
  const node = context.world.find(kind, sent.id);
  if (!node || node.data["status"] !== "delivered") return;
  context.world.change(node, { status: "read" });
  emitStatus(context, sent, statusAt("read", Math.floor(context.now() / 1000)));
}

/** An id in Meta's form, never one twice. */
export function messageId(number: string): string {
  return `wamid.${Buffer.from(`\u0000\u001asandbox ${number.padStart(20, "0")}\u0000`, "latin1").toString("base64")}`;
}

/** The node and the account of a business number. */
export function numberOf({ world }: DomainContext, phoneNumberId: string) {
  const node = world.find("phone_number", phoneNumberId);
  return {
    wabaId: node?.of ?? "",
    number: {
      display_phone_number: String(node?.data["display_phone_number"] ?? ""),
      phone_number_id: phoneNumberId,
    },
  };
}

/** Whether the recipient wrote to the number within 24 hours. */
function hasOpenWindow({ world, now, rules }: DomainContext, phoneNumberId: string, to: string): boolean {
  if (!rules.customerServiceWindow) return true;
  const opened = world.find("window", `${phoneNumberId} ${to}`)?.data["openedAt"];
  return typeof opened === "number" && now() / 1000 < opened + windowLife;
}

function statusAt(status: "sent" | "delivered" | "read", time: number): StatusStep {
  return { status, time };
}

function failed(time: number): StatusStep {
  const error = {
    code: 131047,
    title: "Re-engagement message",
    details: "The recipient has not written to this number within 24 hours: send a template",
  };
  return { status: "failed", time, error };
}

function emitStatus(context: DomainContext, { id, phoneNumberId, to, message }: SentMessage, step: StatusStep): void {
  const { wabaId, number } = numberOf(context, phoneNumberId);
  const isGroup = message["recipient_type"] === "group";
  const isUser = !isGroup && message["to"] === undefined;
  const contact = isUser ? { user_id: to } : { wa_id: to };
  const tracked = message["biz_opaque_callback_data"];
  const value = statusValue(
    {
      id,
      number,
      ...(isGroup ? { groupId: to } : { contact }),
      category: message["type"] === "template" ? "utility" : "service",
      ...(tracked !== undefined && { biz_opaque_callback_data: String(tracked) }),
      version: "v25.0",
    },
    step,
  );
  void context.emit({ wabaId, phoneNumberId, field: "messages", value });
}
