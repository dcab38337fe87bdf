import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456", type: "template" } as const;
const language = { code: "en_US" };

describe("the compiler refuses a value", () => {
  const template = { name: "order_shipped", language };
  const id = "1037543291543636";

  test("of a kind that headers do not have", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "header", parameters: [{ type: "audio", audio: { id } }] }] },
      },
    });
  });

  test("of a header in the body", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "body", parameters: [{ type: "image", image: { id } }] }] },
      },
    });
  });

  test("whose file is not inside of its kind", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        template: {
          ...template,
          // @ts-expect-error
          components: [{ type: "header", parameters: [{ type: "image", link: "https://a.example" }] }],
        },
      },
    });
  });

  test("with a caption", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        template: {
          ...template,
          // @ts-expect-error
          components: [{ type: "header", parameters: [{ type: "image", image: { id, caption: "Moss" } }] }],
        },
      },
    });
  });

  test("in money without its text", () => {
    const currency = { code: "USD", amount_1000: 24500 };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "body", parameters: [{ type: "currency", currency }] }] },
      },
    });
  });

  test("in money whose sum is a string", () => {
    const currency = { fallback_value: "$24.50", code: "USD", amount_1000: "24500" };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "body", parameters: [{ type: "currency", currency }] }] },
      },
    });
  });

  test("that is a bare date", () => {
    const date_time = "2026-11-24";
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "body", parameters: [{ type: "date_time", date_time }] }] },
      },
    });
  });
});

describe("the compiler refuses a button", () => {
  const template = { name: "order_shipped", language };

  test("of no kind", () => {
    const parameters = [{ type: "text" as const, text: "8841" }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "button", index: 0, parameters }] } },
    });
  });

  test("of a kind that takes no values", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "button", sub_type: "phone_number", index: 0, parameters: [] }] },
      },
    });
  });

  test("without its place", () => {
    const parameters = [{ type: "text" as const, text: "8841" }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "button", sub_type: "url", parameters }] } },
    });
  });

  test("that opens an address with the payload of a reply", () => {
    const parameters = [{ type: "payload" as const, payload: "8841" }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "button", sub_type: "url", index: 0, parameters }] },
      },
    });
  });

  test("that copies a text in place of a code", () => {
    const parameters = [{ type: "text" as const, text: "WINTER25" }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "button", sub_type: "copy_code", index: 0, parameters }] },
      },
    });
  });

  test("that calls with a text", () => {
    const parameters = [{ type: "text" as const, text: "8841" }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "button", sub_type: "voice_call", parameters }] },
      },
    });
  });

  test("that opens a flow with its token outside of `action`", () => {
    const parameters = [{ type: "action" as const, flow_token: "booking-20417" }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "button", sub_type: "flow", index: 0, parameters }] },
      },
    });
  });

  test("that shows products without any", () => {
    const action = { thumbnail_product_retailer_id: "helmet-m" };
    const parameters = [{ type: "action" as const, action }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "button", sub_type: "mpm", index: 0, parameters }] },
      },
    });
  });
});
