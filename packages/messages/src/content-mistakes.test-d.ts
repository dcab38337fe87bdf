import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const to = "+15550123456";
const id = "1037543291543636";
const message_id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";

describe("the compiler refuses media", () => {
  test("without id and link", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { caption: "Moss green" } },
    });
  });

  test("with `url` for `link`", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { url: "https://cdn.example/moss.jpg" } },
    });
  });

  test("with a number for an id", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "video", video: { id: 1037543291543636 } },
    });
  });

  test("with the caption beside it", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { id }, caption: "Moss green" },
    });
  });

  test("with a caption under audio", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "audio", audio: { id, caption: "A bell" } },
    });
  });

  test("with a caption under a sticker", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "sticker", sticker: { id, caption: "Hooray" } },
    });
  });

  test("with a file name for an image", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { id, filename: "moss.jpg" } },
    });
  });

  test("with the file name of a document misspelled", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "document", document: { id, file_name: "a.pdf" } },
    });
  });
});

describe("the compiler refuses a place or a contact", () => {
  test("without one of the coordinates", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "location", location: { latitude: 47.6097 } },
    });
  });

  test("with short names for them", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "location", location: { lat: 47.6097, lng: -122.3425 } },
    });
  });

  test("that is not in a list", () => {
    const card = { name: { formatted_name: "Ada Field" } };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "contacts", contacts: card },
    });
  });

  test("in the singular", () => {
    const card = { name: { formatted_name: "Ada Field" } };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "contacts", contact: [card] },
    });
  });

  test("without the whole name", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "contacts", contacts: [{ name: { first_name: "Ada" } }] },
    });
  });

  test("with bare phone numbers", () => {
    const name = { formatted_name: "Ada Field" };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "contacts", contacts: [{ name, phones: ["+15550123401"] }] },
    });
  });
});

describe("the compiler refuses a reaction or a pin", () => {
  test("without the message reacted to", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "reaction", reaction: { emoji: "👍" } },
    });
  });

  test("without an emoji, which is empty to take the reaction back", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "reaction", reaction: { message_id } },
    });
  });

  test("that never ends", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        messaging_product: "whatsapp",
        recipient_type: "group",
        to,
        type: "pin",
        pin: { type: "pin", message_id },
      },
    });
  });

  test("that is taken away some days later", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        recipient_type: "group",
        to,
        type: "pin",
        // @ts-expect-error
        pin: { type: "unpin", message_id, expiration_days: 7 },
      },
    });
  });
});

describe("the compiler refuses a read receipt", () => {
  test("with its status misspelled", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", status: "seen", message_id },
    });
  });

  test("without the message", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", status: "read" },
    });
  });

  test("with the typing indicator as a switch, or of another type", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", status: "read", message_id, typing_indicator: true },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", status: "read", message_id, typing_indicator: { type: "audio" } },
    });
  });

  test("with the typing indicator alone", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", message_id, typing_indicator: { type: "text" } },
    });
  });
});
