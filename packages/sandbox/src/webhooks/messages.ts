import type { Schemas } from "@openwaba/webhooks";
import { numberMetadata } from "./number-metadata.ts";

/** What surrounds a message of a user. */
export interface InboundOrigin {
  /** Id of the message. */
  id: string;
  /** Seconds since 1970. */
  time: number;
  /** Business number that gets it. */
  number: Schemas["NumberMetadata"];
  /** The user, with the ids that the business may know. */
  contact: Schemas["Contact"];
  /** Group that it was sent to. */
  groupId?: string;
  /** What it answers, or that it was forwarded; `from` is the business number if an id is given alone. */
  context?: Schemas["MessageContext"];
  /** Advertisement that brought the user. */
  referral?: Schemas["Referral"];
}

type PlainType =
  | "text"
  | "image"
  | "video"
  | "audio"
  | "document"
  | "sticker"
  | "reaction"
  | "button"
  | "location"
  | "order"
  | "edit"
  | "revoke";

/** Messages whose content is named as their type. */
type PlainContent = {
  [Type in PlainType]: { type: Type } & NonNullable<
    Extract<Schemas["Message"], { type: Type }>[Type & keyof Extract<Schemas["Message"], { type: Type }>]
  >;
}[PlainType];

/** What a user sends, does or taps. */
export type InboundContent =
  | PlainContent
  | { type: "contacts"; contacts: Schemas["SharedContact"][] }
  | ({ type: "button_reply" } & Schemas["ButtonReply"]["button_reply"])
  | ({ type: "list_reply" } & Schemas["ListReply"]["list_reply"])
  | ({ type: "call_permission_reply" } & Schemas["CallPermissionReply"]["call_permission_reply"])
  | ({ type: "payment_method" } & Schemas["PaymentMethodReply"]["payment_method"])
  /** A finished flow; the response holds its `flow_token`. */
  | { type: "flow_reply"; response: Readonly<Record<string, unknown>>; body?: string }
  | { type: "address_reply"; response: Readonly<Record<string, unknown>>; body?: string }
  | { type: "request_welcome" }
  | { type: "system"; system: NonNullable<Schemas["SystemMessage"]["system"]> }
  /** A message that the platform cannot hand over, with the name of what it was. */
  | { type: "unsupported"; kind?: string; code?: 131051 | 131060 };

/** The value of a change of `messages` that holds one message. */
export function inboundValue(origin: InboundOrigin, content: InboundContent): Schemas["MessagesValue"] {
  const { id, time, number, contact, groupId, context, referral } = origin;
  const metadata = numberMetadata(number);
  const message = {
    ...senderOf(contact),
    ...(groupId !== undefined && { group_id: groupId }),
    id,
    timestamp: String(time),
    ...(context && { context: contextOf(context, metadata) }),
    ...contentOf(content),
    ...(referral && { referral }),
  };
  return {
    messaging_product: "whatsapp",
    metadata,
    ...(content.type !== "system" && { contacts: [contact] }),
    // its content is that of its type, which the types cannot express
    messages: [message as Schemas["Message"]],
  };
}

function senderOf({ wa_id, user_id, parent_user_id }: Schemas["Contact"]): Partial<Schemas["MessageBase"]> {
  return {
    ...(wa_id !== undefined && { from: wa_id }),
    ...(user_id !== undefined && { from_user_id: user_id }),
    ...(parent_user_id !== undefined && { from_parent_user_id: parent_user_id }),
  };
}

function contextOf(context: Schemas["MessageContext"], number: Schemas["NumberMetadata"]): Schemas["MessageContext"] {
  const from = context.id === undefined ? undefined : number.display_phone_number;
  return { ...(from !== undefined && { from }), ...context };
}

/** The type and what is named by it. */
function contentOf(message: InboundContent): object {
  switch (message.type) {
    case "contacts":
    case "request_welcome":
    case "system":
      return message;
    case "button_reply":
    case "list_reply":
    case "call_permission_reply":
    case "payment_method":
      return { type: "interactive", interactive: nested(message) };
    case "flow_reply":
      return formReply("flow", message.response, message.body ?? "Sent");
    case "address_reply":
      return formReply("address_message", message.response, message.body);
    case "unsupported":
      return unsupported(message.kind, message.code);
    case "audio":
      return nested({ voice: false, ...message });
    case "sticker":
      return nested({ animated: false, ...message });
    default:
      return nested(message);
  }
}

/** An object whose content is named as its type. */
function nested({ type, ...content }: { type: string }): object {
  return { type, [type]: content };
}

function formReply(name: string, response: object, body: string | undefined): object {
  const reply = { name, ...(body !== undefined && { body }), response_json: JSON.stringify(response) };
  return { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: reply } };
}

function unsupported(kind: string | undefined, code: 131051 | 131060 = 131051): object {
  const title = code === 131051 ? "Message type unknown" : "Message unavailable";
  const details = "The platform cannot hand this kind of message over.";
  return {
    type: "unsupported",
    ...(kind !== undefined && { unsupported: { type: kind } }),
    errors: [{ code, title, message: title, error_data: { details } }],
  };
}
