import { countryOf } from "../calling-codes.ts";
import type { Data, World, WorldNode } from "../world/world.ts";

/** Something to be counted, with what it can be counted by. */
export interface Counted {
  /** Seconds since 1970. */
  readonly time: number;
  /** Digits of the business number. */
  readonly phone_number: string;
  /** Country of the customer, by ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
}

/** A message of a business, as analytics see it. */
export interface CountedMessage extends Counted {
  readonly category: string;
  readonly pricing: string;
  readonly isDelivered: boolean;
  readonly isRead: boolean;
  readonly isReplied: boolean;
  /** Template that it was sent with, as far as the world has it. */
  readonly templateId: string | undefined;
  readonly isTemplate: boolean;
  /** Group that it was sent to. */
  readonly groupId: string | undefined;
  /** Digits of a number, a business-scoped user id or the id of a group. */
  readonly to: string;
}

interface SentContent {
  readonly type?: unknown;
  readonly recipient_type?: unknown;
  readonly template?: { readonly name?: unknown; readonly language?: { readonly code?: unknown } };
}

const replyTime = 7 * 24 * 60 * 60; // seconds

/** Digits of a business number. */
export function digitsOf({ data }: WorldNode): string {
  return String(data["display_phone_number"]).replaceAll(/\D/g, "");
}

/** The country of a person: by the calling code, or by the start of a user id. */
export function countryIn(person: string): string | undefined {
  return /^([A-Z]{2})\./.exec(person)?.[1] ?? countryOf(person)?.code;
}

/** The messages that the numbers of an account sent. A person has replied who wrote within seven days. */
export function messagesOf(world: World, account: string): CountedMessage[] {
  const templates = world.list("template", account);
  return world.list("phone_number", account).flatMap((number) => {
    const written = world.list("inbound_message", number.id).filter(({ data }) => isWritten(data["content"]));
    return world.list("message", number.id).map(({ data }): CountedMessage => {
      const { status, time: sentAt, message } = data;
      const { type, recipient_type, template } = (message ?? {}) as SentContent;
      const to = String(data["to"]);
      const time = Number(sentAt);
      const isGroup = recipient_type === "group";
      const node = template && templates.find(({ data: known }) => isOf(known, template));
      const category = type === "template" ? String(node?.data["category"] ?? "UTILITY").toUpperCase() : "SERVICE";
      const free = isGroup ? "FREE_GROUP_CUSTOMER_SERVICE" : "FREE_CUSTOMER_SERVICE";
      return {
        time,
        phone_number: digitsOf(number),
        country: isGroup ? undefined : countryIn(to),
        category: isGroup ? `GROUP_${category}` : category,
        pricing: category === "SERVICE" ? free : "REGULAR",
        isDelivered: status === "delivered" || status === "read",
        isRead: status === "read",
        isReplied: written.some(({ data: { from, time: at } }) => {
          return from === to && Number(at) >= time && Number(at) <= time + replyTime;
        }),
        templateId: node?.id,
        isTemplate: type === "template",
        groupId: isGroup ? to : undefined,
        to,
      };
    });
  });
}

function isOf({ name, language }: Data, template: NonNullable<SentContent["template"]>): boolean {
  return name === template.name && language === template.language?.code;
}

/** Whether a person wrote something, rather than got another number. */
function isWritten(content: unknown): boolean {
  return Object(content).type !== "system";
}
