import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import type { CheckedRequest } from "../server/validate.ts";
import type { Data, WorldNode } from "../world/world.ts";
import { type ChatState, chatOf, customerBy } from "./customer-nodes.ts";
import { templateOf } from "./sent-template.ts";
import type { Template } from "./templates/template.ts";

/** A message that a business wants to send, with what the rules look at. */
export interface Sending {
  readonly phoneNumberId: string;
  /** The business number. */
  readonly number: WorldNode | undefined;
  readonly wabaId: string;
  /** Recipient as the call names it. */
  readonly input: string;
  /** Digits of a number, a user id or the id of a group. */
  readonly to: string;
  readonly isGroup: boolean;
  /** Whether the recipient is named by a user id. */
  readonly isUser: boolean;
  readonly group: WorldNode | undefined;
  readonly customer: WorldNode | undefined;
  /** What the recipient and the business number are to each other, if the recipient is a known customer. */
  readonly chat: ChatState | undefined;
  readonly type: string;
  readonly template: Template | undefined;
  /** Category of the template, `service` for all other messages. */
  readonly category: Schemas["PricingCategory"];
  /** Whether it came over the operation for marketing messages. */
  readonly isMarketing: boolean;
  readonly body: Data;
  /** Seconds since 1970. */
  readonly time: number;
}

const windowLife = 24 * 60 * 60; // seconds

/** Reads what is sent to whom out of a call. */
export function readSending(context: DomainContext, { path, body }: CheckedRequest, isMarketing: boolean): Sending {
  const { world, now } = context;
  const phoneNumberId = String(path["phone_number_id"]);
  const number = world.find("phone_number", phoneNumberId);
  const wabaId = number?.of ?? "";
  const input = String(body["to"] ?? body["recipient"]);
  const isGroup = body["recipient_type"] === "group";
  const isUser = !isGroup && body["to"] === undefined;
  const to = isGroup || isUser ? input : input.replaceAll(/\D/g, "");
  const group = isGroup ? world.find("group", to) : undefined;
  const customer = isGroup ? undefined : customerBy(world, to);
  const template = templateOf(world, wabaId, body);
  return {
    phoneNumberId,
    number,
    wabaId,
    input,
    to,
    isGroup,
    isUser,
    group,
    customer,
    chat: customer && chatOf(world, phoneNumberId, customer),
    type: String(body["type"] ?? "text"),
    template,
    category: categoryOf(body, template, isMarketing),
    isMarketing,
    body,
    time: Math.floor(now() / 1000),
  };
}

/** Whether the customer wrote within 24 hours. */
export function isWindowOpen({ chat, time }: Sending): boolean {
  return chat !== undefined && chat.openedAt > 0 && time < chat.openedAt + windowLife;
}

/** Whether an advertisement brought the customer within 24 hours, and nobody has answered yet. */
export function isReferred({ chat, time }: Sending): boolean {
  return chat !== undefined && chat.referredAt > 0 && time < chat.referredAt + windowLife;
}

function categoryOf(body: Data, template: Template | undefined, isMarketing: boolean): Schemas["PricingCategory"] {
  const { type, category } = body;
  if (isMarketing) return "marketing_lite";
  // text or buttons that a template is made for by itself
  if (type !== "template") return category === "utility" || category === "authentication" ? category : "service";
  const named = template?.category.toLowerCase();
  return named === "marketing" || named === "authentication" ? named : "utility";
}
