import { checkValue } from "../server/check-value.ts";
import { detailsOf, firstUnknown } from "../server/problems.ts";
import { isSchema, type Schema } from "../server/schemas.ts";
import type { InboundContent } from "./messages.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const number = { type: "number" };
const open = { type: "object" };

function content(required: readonly string[], properties: Schema): Schema {
  return { type: "object", required: ["type", ...required], properties: { type: text, ...properties } };
}

const media = { id: text, mime_type: text, sha256: text, url: text };
const chosen = { id: text, title: text };

/** What each type of message of a user holds. */
const schemas: Readonly<Record<InboundContent["type"], Schema>> = {
  text: content(["body"], { body: text }),
  image: content(["id", "mime_type"], { ...media, caption: text }),
  video: content(["id", "mime_type"], { ...media, caption: text }),
  audio: content(["id", "mime_type"], { ...media, voice: flag }),
  document: content(["id", "mime_type"], { ...media, caption: text, filename: text }),
  sticker: content(["id", "mime_type"], { ...media, animated: flag }),
  reaction: content(["message_id"], { message_id: text, emoji: text }),
  button: content(["text"], { payload: text, text }),
  location: content(["latitude", "longitude"], {
    latitude: { ...number, minimum: -90, maximum: 90 },
    longitude: { ...number, minimum: -180, maximum: 180 },
    name: text,
    address: text,
    url: text,
  }),
  order: content(["product_items"], {
    catalog_id: text,
    text,
    product_items: {
      type: "array",
      items: {
        type: "object",
        required: ["product_retailer_id"],
        properties: { product_retailer_id: text, quantity: number, item_price: number, currency: text },
      },
    },
  }),
  edit: content(["original_message_id"], { original_message_id: text, message: open }),
  revoke: content(["original_message_id"], { original_message_id: text }),
  contacts: content(["contacts"], { contacts: { type: "array", items: open } }),
  button_reply: content(["id"], chosen),
  list_reply: content(["id"], { ...chosen, description: text }),
  call_permission_reply: content(["response"], {
    response: text,
    is_permanent: flag,
    expiration_timestamp: { type: ["string", "number"] },
    response_source: text,
  }),
  payment_method: content([], {
    payment_method: text,
    payment_timestamp: { type: ["string", "number"] },
    reference_id: text,
    last_four_digits: text,
    credential_id: text,
  }),
  flow_reply: content(["response"], { response: open, body: text }),
  address_reply: content(["response"], { response: open, body: text }),
  request_welcome: content([], {}),
  system: content(["system"], { system: { type: "object", required: ["type"], properties: { type: text } } }),
  unsupported: content([], { kind: text, code: { enum: [131_051, 131_060] } }),
};

const contextSchema = {
  type: "object",
  additionalProperties: false,
  properties: { id: text, from: text, forwarded: flag, frequently_forwarded: flag, referred_product: open },
};

const referralSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    source_url: text,
    source_id: text,
    source_type: text,
    headline: text,
    body: text,
    media_type: text,
    image_url: text,
    video_url: text,
    thumbnail_url: text,
    ctwa_clid: text,
    ref: text,
    welcome_message: { type: "object", additionalProperties: false, properties: { text } },
  },
};

const around = {
  type: "object",
  properties: { phone_number_id: text, group_id: text, context: contextSchema, referral: referralSchema },
};

/** A message of a user, as a test in another language describes it. */
interface InboundRequest {
  content: InboundContent;
  phoneNumberId?: string;
  groupId?: string;
  context?: object;
  referral?: object;
}

/**
 * Takes apart what is sent as a user.
 *
 * @throws TypeError that names what is wrong, at its place
 */
export function readInbound(value: unknown): InboundRequest {
  const { type } = isSchema(value) ? value : {};
  const schema = isType(type) ? schemas[type] : undefined;
  if (!isSchema(value) || !schema)
    throw new TypeError(`Cannot send the message: its type must be one of ${Object.keys(schemas).join(", ")}`);
  const { phone_number_id, group_id, context, referral, ...message } = value;
  check(around, value);
  check({ ...schema, additionalProperties: false }, message);
  return {
    content: message as InboundContent, // checked against the schema of its type
    ...(phone_number_id !== undefined && { phoneNumberId: String(phone_number_id) }),
    ...(group_id !== undefined && { groupId: String(group_id) }),
    ...(isSchema(context) && { context }),
    ...(isSchema(referral) && { referral }),
  };
}

function isType(type: unknown): type is InboundContent["type"] {
  return typeof type === "string" && Object.hasOwn(schemas, type);
}

function check(schema: Schema, value: Schema): void {
  const { problems } = checkValue({}, schema, value);
  if (problems.length > 0)
    throw new TypeError(`Cannot send the message: ${detailsOf(firstUnknown(problems), "message")}`);
}
