import { join } from "node:path";
import { readDocuments } from "../../../scripts/specs/documents.ts";
import type { Schemas } from "./generated/index.ts";
import { signWebhook } from "./sign.ts";

export const appSecret = "9f2c4d61e8a07b35";
export const verifyToken = "quiet-lantern-harbour";
export const address = "https://lantern.example/webhook";

/** The query of a handshake. */
export const handshake = `?hub.mode=subscribe&hub.verify_token=${verifyToken}&hub.challenge=1158201444`;

export type Envelope = Schemas["WebhookEnvelope"];
type Change = Schemas["Change"];
type MessagesValue = Schemas["MessagesValue"];

export const metadata = { display_phone_number: "15550123456", phone_number_id: "108110225544001" };

/** Changes as one delivery of one account. */
export function envelope(...changes: Change[]): Envelope {
  return { object: "whatsapp_business_account", entry: [{ id: "102290129340398", changes }] };
}

export function messagesChange(value: Partial<MessagesValue>): Change {
  return { field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } };
}

export function textMessage(id: string, body = "Are you open on Sunday?"): Schemas["TextMessage"] {
  return { id, from: "14155550142", timestamp: "1795602000", type: "text", text: { body } };
}

/** A delivery of text messages with these ids. */
export function texts(...ids: string[]): Envelope {
  return envelope(messagesChange({ messages: ids.map((id) => textMessage(id)) }));
}

/** A delivery as it arrives. The payload may be an undocumented envelope too. */
export async function signedRequest(payload: unknown, secret = appSecret): Promise<Request> {
  return new Request(address, await signWebhook(payload as Envelope, secret));
}

/** The examples of all fields, by their name. */
export async function documentedDeliveries(): Promise<Record<string, Envelope>> {
  const [document] = await readDocuments(join(import.meta.dirname, "../../.."), ["webhooks"]);
  if (!document) throw new Error("Cannot read the document of webhooks: there is none");
  const { webhooks } = document.openapi as unknown as { webhooks: Record<string, { post: { requestBody: Body } }> };
  const examples = Object.values(webhooks).flatMap(({ post }) =>
    Object.entries(post.requestBody.content["application/json"].examples),
  );
  return Object.fromEntries(examples.map(([name, { value }]) => [name, value]));
}

interface Body {
  content: { "application/json": { examples: Record<string, { value: Envelope }> } };
}
