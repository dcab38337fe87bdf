import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456", type: "template" } as const;
const language = { code: "en_US" };

describe("the compiler refuses a template", () => {
  test("in a language that is a bare string", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { name: "order_shipped", language: "en_US" } },
    });
  });

  test("in no language", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { name: "order_shipped" } },
    });
  });

  test("in a language under another name", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { name: "order_shipped", language: { locale: "en_US" } } },
    });
  });

  test("with a fallback for its language", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { name: "order_shipped", language: { ...language, policy: "fallback" } } },
    });
  });

  test("by its id", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { id: "1689556908129832", language } },
    });
  });

  test("that is its bare name", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: "order_shipped" },
    });
  });

  test("with the namespace of the former API", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { namespace: "8b3fc4d1", name: "order_shipped", language } },
    });
  });

  test("whose components are no list", () => {
    const components = { body: ["Ada"] };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { name: "order_shipped", language, components } },
    });
  });

  test("with the components beside it", () => {
    const template = { name: "order_shipped", language };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template, components: [] },
    });
  });
});

describe("the compiler refuses a component", () => {
  const template = { name: "order_shipped", language };

  test("that does not exist", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "footer", parameters: [] }] } },
    });
  });

  test("in the plural", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "buttons", sub_type: "url", index: 0, parameters: [] }] },
      },
    });
  });

  test("whose type starts with a capital", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "Body", parameters: [] }] } },
    });
  });

  test("without its values", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "body" }] } },
    });
  });

  test("with the format that it was created with", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        // @ts-expect-error
        template: { ...template, components: [{ type: "header", format: "TEXT", parameters: [] }] },
      },
    });
  });

  test("whose values are bare strings", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "body", parameters: ["Ada"] }] } },
    });
  });

  test("with a value of no kind", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "body", parameters: [{ text: "Ada" }] }] } },
    });
  });

  test("with a number for a text", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "body", parameters: [{ type: "text", text: 8841 }] }] },
      },
    });
  });

  test("with a named value under another name", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        template: {
          ...template,
          // @ts-expect-error
          components: [{ type: "body", parameters: [{ type: "text", name: "customer", text: "Ada" }] }],
        },
      },
    });
  });
});

describe("the compiler refuses", () => {
  const template = { name: "winter_sale", language };

  test("cards without their place", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "carousel", cards: [{ components: [] }] }] } },
    });
  });

  test("cards under `parameters`", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        // @ts-expect-error
        template: { ...template, components: [{ type: "carousel", parameters: [{ card_index: 0, components: [] }] }] },
      },
    });
  });

  test("cards within a card", () => {
    const inner = { type: "carousel" as const, cards: [] };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        template: { ...template, components: [{ type: "carousel", cards: [{ card_index: 0, components: [inner] }] }] },
      },
    });
  });

  test("an offer that ends at a string", () => {
    const limited_time_offer = { expiration_time_ms: "1795564800000" };
    const parameters = [{ type: "limited_time_offer" as const, limited_time_offer }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "limited_time_offer", parameters }] } },
    });
  });

  test("an order in a state of another spelling", () => {
    const order_status = { reference_id: "order-8841", order: { status: "cancelled" as const } };
    const parameters = [{ type: "order_status" as const, order_status }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "order_status", parameters }] } },
    });
  });

  test("one page to open that is not in a list", () => {
    const tap_target_configuration = { url: "https://northwind.example/winter", title: "Winter sale" };
    const parameters = [{ type: "tap_target_configuration" as const, tap_target_configuration }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, template: { ...template, components: [{ type: "tap_target_configuration", parameters }] } },
    });
  });
});
