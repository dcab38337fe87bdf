import { test } from "vitest";
import { createMessagesClient } from "./index.ts";
import { send } from "./send.test-support.ts";

const to = "+15550123456";
const message = { messaging_product: "whatsapp", to } as const;
const id = "1037543291543636";
const message_id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";
const text = { body: "Hello" };

test("the compiler refuses a recipient", () => {
  // @ts-expect-error: that is missing
  send({ messaging_product: "whatsapp", type: "text", text });
  // @ts-expect-error: under another name
  send({ messaging_product: "whatsapp", phone: to, type: "text", text });
  // @ts-expect-error: as a number
  send({ messaging_product: "whatsapp", to: 15550123456, type: "text", text });
  // @ts-expect-error: as a list
  send({ messaging_product: "whatsapp", to: [to], type: "text", text });
  // @ts-expect-error: of an unknown kind
  send({ ...message, recipient_type: "user", type: "text", text });
  const recipient = "US.13491208655302741918";
  // @ts-expect-error: that is a user id and a group
  send({ messaging_product: "whatsapp", recipient_type: "group", recipient, type: "text", text });
});

test("the compiler refuses a message", () => {
  // @ts-expect-error: without the messaging product
  send({ to, type: "text", text });
  // @ts-expect-error: with the messaging product in capitals
  send({ messaging_product: "WhatsApp", to, type: "text", text });
  // @ts-expect-error: of a type that does not exist
  send({ ...message, type: "picture", image: { id } });
  // @ts-expect-error: of the type `voice`, which is audio here
  send({ ...message, type: "voice", voice: { id } });
  // @ts-expect-error: whose content is that of another type
  send({ ...message, type: "image", text: { body: "Hello" } });
  // @ts-expect-error: with the content of two types
  send({ ...message, type: "image", image: { id }, text: { body: "Hello" } });
  // @ts-expect-error: other than a text without its type
  send({ ...message, image: { id } });
  // @ts-expect-error: that quotes another by its bare id
  send({ ...message, context: message_id, type: "text", text });
  // @ts-expect-error: that quotes another the way webhooks do
  send({ ...message, context: { id: message_id }, type: "text", text });
  // @ts-expect-error: with names in camel case
  send({ ...message, recipientType: "individual", type: "text", text });
  // @ts-expect-error: with data of one's own that is no text
  send({ ...message, type: "image", image: { id }, biz_opaque_callback_data: { ticket: 20417 } });
  // @ts-expect-error: that is sent directly as marketing
  send({ ...message, type: "text", text, category: "marketing" });
  // @ts-expect-error: that is sent directly as an image
  send({ ...message, type: "image", image: { id }, category: "utility" });
});

test("the compiler refuses a text", () => {
  // @ts-expect-error: without `body`
  send({ ...message, type: "text", text: { preview_url: true } });
  // @ts-expect-error: as a bare string
  send({ ...message, type: "text", text: "Hello" });
  // @ts-expect-error: with the name that interactive messages have for it
  send({ ...message, type: "text", text: { text: "Hello" } });
  // @ts-expect-error: with the link preview beside it
  send({ ...message, type: "text", preview_url: true, text });
  // @ts-expect-error: with a switch that is a string
  send({ ...message, type: "text", text: { body: "Hello", preview_url: "true" } });
});

test("the compiler refuses a call", () => {
  const client = createMessagesClient({ auth: "EAAB" });
  const params = { path: { phone_number_id: "108110225544001" } };
  const body = { messaging_product: "whatsapp", status: "read", message_id } as const;
  // @ts-expect-error: without a body
  client.POST("/{phone_number_id}/messages", { params });
  // @ts-expect-error: with the message in the parameters
  client.POST("/{phone_number_id}/messages", { params: { ...params, body: { status: "read", message_id } } });
  // @ts-expect-error: with a number for the id of the phone number
  client.POST("/{phone_number_id}/messages", { params: { path: { phone_number_id: 108110225544001 } }, body });
  // @ts-expect-error: by another method
  client.GET("/{phone_number_id}/messages", { params });
  // @ts-expect-error: by the path in the singular
  client.POST("/{phone_number_id}/message", { params, body });
});
