import { accountObject } from "./read-events.ts";
import type { ChangeField, ValueOf } from "./event.ts";
import type { Schemas } from "./generated/index.ts";
import { isListField } from "./lists.ts";
import type { MessageContent } from "./message-content.ts";

type Envelope = Schemas["WebhookEnvelope"];
type Contact = Schemas["Contact"];

/** Origin of a delivery that is built. */
export interface BuildWebhookOptions {
  /** Id of the entry: the account, or a business portfolio for partners. @default "102290129340398" */
  wabaId?: string;
  /** Id of the business number. @default "108110225544001" */
  phoneNumberId?: string;
  /** The business number as digits. @default "15550123456" */
  displayPhoneNumber?: string;
  /** When the delivery was triggered, in seconds since 1970. @default now, where the platform sends it */
  time?: number;
}

/** Origin of a message or status that is built. */
export interface BuildMessageOptions extends BuildWebhookOptions {
  /** Contact of the user, over the defaults; its ids are those of the message or status. */
  contact?: Contact;
}

/** The value of a change; the business number may be missing and is filled in. */
export type ChangeContent<Field extends ChangeField> =
  ValueOf<Field> extends { metadata: infer Metadata }
    ? Omit<ValueOf<Field>, "metadata"> & { metadata?: Metadata }
    : ValueOf<Field>;

const defaults = {
  wabaId: "102290129340398",
  phoneNumberId: "108110225544001",
  displayPhoneNumber: "15550123456",
} satisfies BuildWebhookOptions;

const user = { name: "Nadia Okafor", wa_id: "14155550142", user_id: "US.81602457713094425" };

/** Properties of a message that are not its content. */
const common: Record<keyof Schemas["MessageBase"] | "type", true> = {
  id: true,
  timestamp: true,
  type: true,
  from: true,
  from_user_id: true,
  from_parent_user_id: true,
  from_logical_id: true,
  group_id: true,
  context: true,
  referral: true,
  errors: true,
};

/**
 * Builds a delivery of one message of a user for tests. The type follows from the content; id, time, sender and contact
 * have defaults. Each call makes another id, since a handler handles an id once.
 *
 * @example
 * const signed = await signWebhook(messageWebhook({ text: { body: "Hi" } }), appSecret);
 * const response = await handler(new Request("https://example.com/webhook", signed));
 */
export function messageWebhook(message: MessageContent, options: BuildMessageOptions = {}): Envelope {
  const sender = isSomebody(message.from, message.from_user_id) ? {} : { from: user.wa_id, from_user_id: user.user_id };
  const type = Object.keys(message).find((name) => !Object.hasOwn(common, name));
  const complete = { ...sender, id: newId(), timestamp: String(now()), type, ...message };
  const contacts = contactsOf(complete.from, complete.from_user_id, options.contact, complete.type !== "system");
  // its type is that of the content, which the types cannot express
  return changeWebhook("messages", { ...contacts, messages: [complete as Schemas["Message"]] }, options);
}

/**
 * Builds a delivery of one status of a message for tests. Id, time, recipient and contact have defaults; give the id
 * that sending the message returned.
 *
 * @example
 * const { messages } = await sendMessage(client, { to: "+14155550142", text: { body: "Hi" } });
 * statusWebhook({ status: "delivered", id: messages[0].id });
 */
export function statusWebhook(
  status: Partial<Schemas["StatusBase"]> & { status: Schemas["MessageStatus"] },
  options: BuildMessageOptions = {},
): Envelope {
  const recipient = isSomebody(status.recipient_id, status.recipient_user_id)
    ? {}
    : { recipient_id: user.wa_id, recipient_user_id: user.user_id };
  const { status: name, ...rest } = status;
  const complete = { id: newId(), status: name, timestamp: String(now()), ...recipient, ...rest };
  const isNamed = name !== "failed" && complete.recipient_type !== "group";
  const contacts = contactsOf(complete.recipient_id, complete.recipient_user_id, options.contact, isNamed);
  return changeWebhook("messages", { ...contacts, statuses: [complete] }, options);
}

/**
 * Builds a delivery of one change of any field for tests, its value as the platform sends it. `messaging_product` and
 * the business number in `metadata` are filled in where the field has them.
 *
 * @example
 * changeWebhook("account_update", { event: "ACCOUNT_DELETED" });
 * changeWebhook("calls", { calls: [{ id: "wacid.1", event: "terminate", timestamp: "1795602000" }] });
 */
export function changeWebhook<Field extends ChangeField>(
  field: Field,
  value: ChangeContent<Field>,
  options: BuildWebhookOptions = {},
): Envelope {
  const { wabaId, phoneNumberId, displayPhoneNumber, time } = { ...defaults, ...options };
  const metadata = { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId };
  const filled = {
    ...(isMessaging(field) && { messaging_product: "whatsapp" }),
    ...(isListField(field) && { metadata }),
    ...value,
  };
  const sent = time ?? (isMessaging(field) ? undefined : now());
  // the value fits the field, which the types cannot express
  const changes = [{ field, value: filled }] as Schemas["Change"][];
  return { object: accountObject, entry: [{ id: wabaId, ...(sent !== undefined && { time: sent }), changes }] };
}

/** Whether the platform sends `messaging_product` in the value, and no time beside it. */
function isMessaging(field: ChangeField): boolean {
  return isListField(field) || field === "messaging_handovers" || field === "account_settings_update";
}

function isSomebody(...ids: (string | undefined)[]): boolean {
  return ids.some((id) => id !== undefined);
}

/** The contact of a user, when the delivery names one or has to. */
function contactsOf(
  wa_id: string | undefined,
  user_id: string | undefined,
  contact: Contact | undefined,
  isNamed: boolean,
): { contacts?: Contact[] } {
  if (!isNamed && contact === undefined) return {};
  return {
    contacts: [{ profile: { name: user.name }, ...(wa_id && { wa_id }), ...(user_id && { user_id }), ...contact }],
  };
}

function newId(): string {
  return `wamid.${btoa(crypto.randomUUID())}`;
}

/** Seconds since 1970. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}
