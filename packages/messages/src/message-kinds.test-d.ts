import { describe, expectTypeOf, test } from "vitest";
import { createMessagesClient, type Paths } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const to = "+15550123456";
const group = "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0";
const message_id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";

type Body = Paths["/{phone_number_id}/messages"]["post"]["requestBody"]["content"]["application/json"];

test("these are all kinds of messages; a new one is to be tried out below", () => {
  expectTypeOf<Extract<Body, { type: string }>["type"]>().toEqualTypeOf<
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
  test("with a link preview", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "text", text: { body: "https://a.example", preview_url: true } },
    });
  });

  test("without its type", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, text: { body: "Your order is ready." } },
    });
  });

  test("as a reply, with data of one's own and a known identity", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to,
        context: { message_id },
        type: "text",
        text: { body: "Yes, until 6 pm." },
        biz_opaque_callback_data: "ticket-20417",
        recipient_identity_key_hash: "Xk4tP0vW9s2=",
      },
    });
  });

  test("to a user id and to a group", () => {
    const text = { body: "Thanks for writing." };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", recipient: "US.13491208655302741918", type: "text", text },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", recipient_type: "group", to: group, type: "text", text },
    });
  });

  test("sent directly, without a template", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        to,
        type: "text",
        text: { body: "Order 8841 has left our roastery." },
        category: "utility",
        ttl_seconds: 3600,
        direct_send_config: { template_name: "order_left" },
      },
    });
  });
});

describe("media compile", () => {
  test("an image by id or by link, with a caption", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "image", image: { id: "1037543291543636", caption: "Moss" } },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "image", image: { link: "https://cdn.example/moss.jpg" } },
    });
  });

  test("an audio file and a voice message", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "audio", audio: { link: "https://cdn.example/bell.mp3" } },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "audio", audio: { id: "1037543291543637", voice: true } },
    });
  });

  test("a video with a caption", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "video", video: { id: "1037543291543638", caption: "Brakes" } },
    });
  });

  test("a document with its file name and a caption", () => {
    const document = { id: "1037543291543639", filename: "invoice-8841.pdf", caption: "Invoice" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "document", document },
    });
  });

  test("a sticker", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "sticker", sticker: { id: "1037543291543640" } },
    });
  });
});

describe("the other kinds compile", () => {
  test("a place, in text or in numbers", () => {
    const location = { latitude: "47.6097", longitude: "-122.3425", name: "Harbour Coffee", address: "12 Pier Street" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "location", location },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "location", location: { latitude: 47.6, longitude: -122.3 } },
    });
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
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "contacts", contacts: [card] },
    });
  });

  test("a reaction, and one taken back", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "reaction", reaction: { message_id, emoji: "👍" } },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "reaction", reaction: { message_id, emoji: "" } },
    });
  });

  test("a message pinned in a group, and unpinned", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        recipient_type: "group",
        to: group,
        type: "pin",
        pin: { type: "pin", message_id, expiration_days: 7 },
      },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        recipient_type: "group",
        to: group,
        type: "pin",
        pin: { type: "unpin", message_id },
      },
    });
  });

  test("a template", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        to,
        type: "template",
        template: { name: "opening_hours", language: { code: "en_US" } },
      },
    });
  });

  test("an interactive message, also sent directly", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        to,
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "Does Tuesday at 9 am suit you?" },
          action: { buttons: [{ type: "reply", reply: { id: "keep", title: "Yes, keep it" } }] },
        },
        category: "service",
      },
    });
  });
});

test("a read receipt compiles, with and without the typing indicator", () => {
  client.POST("/{phone_number_id}/messages", {
    params,
    body: { messaging_product: "whatsapp", status: "read", message_id },
  });
  client.POST("/{phone_number_id}/messages", {
    params,
    body: { messaging_product: "whatsapp", status: "read", message_id, typing_indicator: { type: "text" } },
  });
});
