import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const to = "+15550123456";
const id = "1037543291543636";
const message_id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";

describe("the compiler refuses a recipient", () => {
  test("that is missing", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", type: "text", text: { body: "Hello" } },
    });
  });

  test("under another name", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", phone: to, type: "text", text: { body: "Hello" } },
    });
  });

  test("as a number", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to: 15550123456, type: "text", text: { body: "Hello" } },
    });
  });

  test("as a list", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to: [to], type: "text", text: { body: "Hello" } },
    });
  });

  test("of an unknown kind", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", recipient_type: "user", to, type: "text", text: { body: "Hello" } },
    });
  });

  test("that is a user id and a group", () => {
    const user_id = "US.13491208655302741918";
    const text = { body: "Hello" };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", recipient_type: "group", recipient: user_id, type: "text", text },
    });
  });
});

describe("the compiler refuses a message", () => {
  test("without the messaging product", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { to, type: "text", text: { body: "Hello" } },
    });
  });

  test("with the messaging product in capitals", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "WhatsApp", to, type: "text", text: { body: "Hello" } },
    });
  });

  test("of a type that does not exist", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "picture", image: { id } },
    });
  });

  test("of the type `voice`, which is audio here", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "voice", voice: { id } },
    });
  });

  test("whose content is that of another type", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", text: { body: "Hello" } },
    });
  });

  test("with the content of two types", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { id }, text: { body: "Hello" } },
    });
  });

  test("other than a text without its type", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, image: { id } },
    });
  });

  test("that quotes another by its bare id", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, context: message_id, type: "text", text: { body: "Hello" } },
    });
  });

  test("that quotes another the way webhooks do", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, context: { id: message_id }, type: "text", text: { body: "Hello" } },
    });
  });

  test("with names in camel case", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", recipientType: "individual", to, type: "text", text: { body: "Hello" } },
    });
  });

  test("with data of one's own that is no text", () => {
    const data = { ticket: 20417 };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { id }, biz_opaque_callback_data: data },
    });
  });

  test("that is sent directly as marketing, or as an image", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "text", text: { body: "Hello" }, category: "marketing" },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { id }, category: "utility" },
    });
  });
});

describe("the compiler refuses a text", () => {
  test("without `body`", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "text", text: { preview_url: true } },
    });
  });

  test("as a bare string", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "text", text: "Hello" },
    });
  });

  test("with the name that interactive messages have for it", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "text", text: { text: "Hello" } },
    });
  });

  test("with the link preview beside it", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "text", preview_url: true, text: { body: "Hello" } },
    });
  });

  test("with a switch that is a string", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "text", text: { body: "Hello", preview_url: "true" } },
    });
  });
});

describe("the compiler refuses a call", () => {
  test("without a body", () => {
    // @ts-expect-error
    client.POST("/{phone_number_id}/messages", { params });
  });

  test("with the message in the parameters", () => {
    // @ts-expect-error
    client.POST("/{phone_number_id}/messages", { params: { ...params, body: { status: "read", message_id } } });
  });

  test("with a number for the id of the phone number", () => {
    const body = { messaging_product: "whatsapp", status: "read", message_id } as const;
    // @ts-expect-error
    client.POST("/{phone_number_id}/messages", { params: { path: { phone_number_id: 108110225544001 } }, body });
  });

  test("by another method, or by the path in the singular", () => {
    // @ts-expect-error
    client.GET("/{phone_number_id}/messages", { params });
    const body = { messaging_product: "whatsapp", status: "read", message_id } as const;
    // @ts-expect-error
    client.POST("/{phone_number_id}/message", { params, body });
  });
});
