import { expectTypeOf, test } from "vitest";
import { changeWebhook, messageWebhook, type Schemas, statusWebhook } from "./index.ts";

const media = { id: "1482093711620458", mime_type: "image/jpeg" };

test("a delivery of any message, status and field can be built", () => {
  expectTypeOf(messageWebhook({ text: { body: "Hi" } })).toEqualTypeOf<Schemas["WebhookEnvelope"]>();
  messageWebhook({ image: { ...media, caption: "Moss" }, from: "14155550142", id: "wamid.A" });
  messageWebhook({ interactive: { type: "button_reply", button_reply: { id: "keep", title: "Keep it" } } });
  messageWebhook({ type: "text", text: { body: "Hi" } }, { phoneNumberId: "1", contact: { user_id: "US.1" } });
  messageWebhook({ type: "request_welcome" });
  messageWebhook({ type: "unsupported", errors: [{ code: 131051 }] });
  statusWebhook({ status: "delivered", id: "wamid.A", pricing: { type: "regular" } });
  changeWebhook("account_update", { event: "ACCOUNT_DELETED" });
  changeWebhook("calls", { calls: [{ id: "wacid.A", event: "terminate", timestamp: "1795602000" }] });
  changeWebhook("messages", { metadata: { phone_number_id: "1" }, errors: [{ code: 130429 }] });
});

test("the compiler rejects a message", () => {
  // @ts-expect-error: with its text misspelled: 'txt' does not exist
  messageWebhook({ txt: { body: "Hi" } });
  // @ts-expect-error: with a property of the text misspelled: 'bdoy' does not exist
  messageWebhook({ text: { bdoy: "Hi" } });
  // @ts-expect-error: with a bare text
  messageWebhook({ text: "Hi" });
  // @ts-expect-error: with media without their type: 'mime_type' is missing
  messageWebhook({ image: { id: "1" } });
  // @ts-expect-error: with a reply without its content: 'button_reply' is missing
  messageWebhook({ interactive: { type: "button_reply" } });
  // @ts-expect-error: with two contents: 'image' is incompatible
  messageWebhook({ text: { body: "Hi" }, image: media });
  // @ts-expect-error: with the content of another type: 'text' is incompatible
  messageWebhook({ type: "image", text: { body: "Hi" } });
  // @ts-expect-error: with a type that does not exist
  messageWebhook({ type: "hologram" });
  // @ts-expect-error: with neither content nor type
  messageWebhook({ from: "14155550142" });
  // @ts-expect-error: with an attribute misspelled: 'form' does not exist
  messageWebhook({ text: { body: "Hi" }, form: "14155550142" });
  // @ts-expect-error: with an option in the platform's spelling: 'phone_number_id' does not exist
  messageWebhook({ text: { body: "Hi" } }, { phone_number_id: "1" });
});

test("the compiler rejects a status", () => {
  // @ts-expect-error: that does not exist
  statusWebhook({ status: "deliverd" });
  // @ts-expect-error: without its name
  statusWebhook({ id: "wamid.A" });
  // @ts-expect-error: with a number for a time
  statusWebhook({ status: "read", timestamp: 1795602000 });
});

test("the compiler rejects a change", () => {
  // @ts-expect-error: of a field that does not exist
  changeWebhook("acount_update", { event: "ACCOUNT_DELETED" });
  // @ts-expect-error: without a required property: 'event' is missing
  changeWebhook("account_update", {});
  // @ts-expect-error: with a property of another field: 'decision' does not exist
  changeWebhook("account_update", { event: "ACCOUNT_DELETED", decision: "APPROVED" });
  // @ts-expect-error: with an item without its time: 'timestamp' is missing
  changeWebhook("calls", { calls: [{ id: "wacid.A", event: "terminate" }] });
  // @ts-expect-error: with a contact, which belongs into the value
  changeWebhook("calls", { calls: [] }, { contact: {} });
});
