import { describe, expectTypeOf, test } from "vitest";
import { type Message, send, sendInteractive, sendTemplate } from "./send.test-support.ts";

const message = { messaging_product: "whatsapp", to: "+15550123456" } as const;
const group = "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0";
const toGroup = { messaging_product: "whatsapp", recipient_type: "group", to: group } as const;
const message_id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";
const id = "1037543291543636";

test("these are all kinds of messages; a new one is to be tried out below", () => {
  expectTypeOf<Extract<Message, { type: string }>["type"]>().toEqualTypeOf<
    | "text"
    | "image"
    | "audio"
    | "video"
    | "document"
    | "sticker"
    | "location"
    | "contacts"
    | "reaction"
    | "pin"
    | "template"
    | "interactive"
  >();
});

describe("a text compiles", () => {
  const text = { body: "Your order is ready." };

  test("with a link preview", () => {
    send({ ...message, type: "text", text: { body: "https://a.example", preview_url: true } });
  });

  test("without its type", () => {
    send({ ...message, text });
  });

  test("as a reply, with data of one's own and a known identity", () => {
    send({
      ...message,
      recipient_type: "individual",
      context: { message_id },
      type: "text",
      text,
      biz_opaque_callback_data: "ticket-20417",
      recipient_identity_key_hash: "Xk4tP0vW9s2=",
    });
  });

  test("to a user id and to a group", () => {
    send({ messaging_product: "whatsapp", recipient: "US.13491208655302741918", type: "text", text });
    send({ ...toGroup, type: "text", text });
  });

  test("sent directly, without a template", () => {
    const direct_send_config = { template_name: "order_left" };
    send({ ...message, type: "text", text, category: "utility", ttl_seconds: 3600, direct_send_config });
  });
});

describe("media compile", () => {
  test("an image by id or by link, with a caption", () => {
    send({ ...message, type: "image", image: { id, caption: "Moss" } });
    send({ ...message, type: "image", image: { link: "https://cdn.example/moss.jpg" } });
  });

  test("an audio file and a voice message", () => {
    send({ ...message, type: "audio", audio: { link: "https://cdn.example/bell.mp3" } });
    send({ ...message, type: "audio", audio: { id, voice: true } });
  });

  test("a video with a caption", () => {
    send({ ...message, type: "video", video: { id, caption: "Brakes" } });
  });

  test("a document with its file name and a caption", () => {
    send({ ...message, type: "document", document: { id, filename: "invoice-8841.pdf", caption: "Invoice" } });
  });

  test("a sticker", () => {
    send({ ...message, type: "sticker", sticker: { id } });
  });
});

describe("the other kinds compile", () => {
  test("a place, in text or in numbers", () => {
    const location = { latitude: "47.6097", longitude: "-122.3425", name: "Harbour Coffee", address: "12 Pier Street" };
    send({ ...message, type: "location", location });
    send({ ...message, type: "location", location: { latitude: 47.6, longitude: -122.3 } });
  });

  test("contact cards", () => {
    const card = {
      name: { formatted_name: "Dr. Ada Field", first_name: "Ada", last_name: "Field", prefix: "Dr." },
      org: { company: "Northwind Bicycles", department: "Workshop", title: "Head mechanic" },
      birthday: "1988-04-17",
      phones: [{ phone: "+15550123401", type: "Mobile", wa_id: "15550123401" }],
      emails: [{ email: "ada@northwind.example", type: "Work" }],
      urls: [{ url: "https://northwind.example/workshop", type: "Company" }],
      addresses: [{ street: "8 Canal Road", city: "Portland", zip: "97201", country_code: "US", type: "Work" }],
    };
    send({ ...message, type: "contacts", contacts: [card] });
  });

  test("a reaction, and one taken back", () => {
    send({ ...message, type: "reaction", reaction: { message_id, emoji: "👍" } });
    send({ ...message, type: "reaction", reaction: { message_id, emoji: "" } });
  });

  test("a message pinned in a group, and unpinned", () => {
    send({ ...toGroup, type: "pin", pin: { type: "pin", message_id, expiration_days: 7 } });
    send({ ...toGroup, type: "pin", pin: { type: "unpin", message_id } });
  });

  test("a template", () => {
    sendTemplate({ name: "opening_hours", language: { code: "en_US" } });
  });

  test("an interactive message, also sent directly", () => {
    const body = { text: "Does Tuesday at 9 am suit you?" };
    const action = { buttons: [{ type: "reply" as const, reply: { id: "keep", title: "Yes, keep it" } }] };
    sendInteractive({ type: "button", body, action });
    send({ ...message, type: "interactive", interactive: { type: "button", body, action }, category: "service" });
  });
});

test("a read receipt compiles, with and without the typing indicator", () => {
  const receipt = { messaging_product: "whatsapp", status: "read", message_id } as const;
  send(receipt);
  send({ ...receipt, typing_indicator: { type: "text" } });
});
