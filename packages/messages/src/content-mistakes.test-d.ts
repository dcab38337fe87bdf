import { test } from "vitest";
import { send } from "./send.test-support.ts";

const message = { messaging_product: "whatsapp", to: "+15550123456" } as const;
const id = "1037543291543636";
const message_id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";

test("the compiler refuses media", () => {
  // @ts-expect-error: without id and link
  send({ ...message, type: "image", image: { caption: "Moss green" } });
  // @ts-expect-error: with `url` for `link`
  send({ ...message, type: "image", image: { url: "https://cdn.example/moss.jpg" } });
  // @ts-expect-error: with a number for an id
  send({ ...message, type: "video", video: { id: 1037543291543636 } });
  // @ts-expect-error: with the caption beside it
  send({ ...message, type: "image", image: { id }, caption: "Moss green" });
  // @ts-expect-error: with a caption under audio
  send({ ...message, type: "audio", audio: { id, caption: "A bell" } });
  // @ts-expect-error: with a caption under a sticker
  send({ ...message, type: "sticker", sticker: { id, caption: "Hooray" } });
  // @ts-expect-error: with a file name for an image
  send({ ...message, type: "image", image: { id, filename: "moss.jpg" } });
  // @ts-expect-error: with the file name of a document misspelled
  send({ ...message, type: "document", document: { id, file_name: "a.pdf" } });
});

test("the compiler refuses a place", () => {
  // @ts-expect-error: without one of the coordinates
  send({ ...message, type: "location", location: { latitude: 47.6097 } });
  // @ts-expect-error: with short names for them
  send({ ...message, type: "location", location: { lat: 47.6097, lng: -122.3425 } });
});

test("the compiler refuses a contact", () => {
  const name = { formatted_name: "Ada Field" };
  const card = { name };
  // @ts-expect-error: that is not in a list
  send({ ...message, type: "contacts", contacts: card });
  // @ts-expect-error: in the singular
  send({ ...message, type: "contacts", contact: [card] });
  // @ts-expect-error: without the whole name
  send({ ...message, type: "contacts", contacts: [{ name: { first_name: "Ada" } }] });
  // @ts-expect-error: with bare phone numbers
  send({ ...message, type: "contacts", contacts: [{ name, phones: ["+15550123401"] }] });
});

test("the compiler refuses a reaction", () => {
  // @ts-expect-error: without the message reacted to
  send({ ...message, type: "reaction", reaction: { emoji: "👍" } });
  // @ts-expect-error: without an emoji, which is empty to take the reaction back
  send({ ...message, type: "reaction", reaction: { message_id } });
});

test("the compiler refuses a pin", () => {
  const inGroup = { ...message, recipient_type: "group" } as const;
  // @ts-expect-error: that never ends
  send({ ...inGroup, type: "pin", pin: { type: "pin", message_id } });
  // @ts-expect-error: that is taken away some days later
  send({ ...inGroup, type: "pin", pin: { type: "unpin", message_id, expiration_days: 7 } });
});

test("the compiler refuses a read receipt", () => {
  const receipt = { messaging_product: "whatsapp", status: "read", message_id } as const;
  // @ts-expect-error: with its status misspelled
  send({ messaging_product: "whatsapp", status: "seen", message_id });
  // @ts-expect-error: without the message
  send({ messaging_product: "whatsapp", status: "read" });
  // @ts-expect-error: with the typing indicator as a switch
  send({ ...receipt, typing_indicator: true });
  // @ts-expect-error: with a typing indicator of another type
  send({ ...receipt, typing_indicator: { type: "audio" } });
  // @ts-expect-error: with the typing indicator alone
  send({ messaging_product: "whatsapp", message_id, typing_indicator: { type: "text" } });
});
