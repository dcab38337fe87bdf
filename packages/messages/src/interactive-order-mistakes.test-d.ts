import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456", type: "interactive" } as const;
const body = { text: "How shall we send your order?" };

describe("the compiler refuses an order", () => {
  const order = { reference_id: "order-8841", currency: "INR" };

  test("with a sum that is a bare number", () => {
    const parameters = { ...order, type: "digital-goods", total_amount: 525 } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        interactive: { type: "order_details", body, action: { name: "review_and_pay", parameters } },
      },
    });
  });

  test("with a sum in digits between quotes", () => {
    const total_amount = { value: "525", offset: 100 };
    const parameters = { ...order, type: "digital-goods", total_amount } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        interactive: { type: "order_details", body, action: { name: "review_and_pay", parameters } },
      },
    });
  });

  test("of goods with an underscore", () => {
    const total_amount = { value: 525, offset: 100 };
    const parameters = { ...order, type: "digital_goods", total_amount } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        interactive: { type: "order_details", body, action: { name: "review_and_pay", parameters } },
      },
    });
  });

  test("in a state of another spelling", () => {
    const parameters = { reference_id: "order-8841", order: { status: "cancelled" } } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "order_status", body, action: { name: "review_order", parameters } } },
    });
  });
});

describe("the compiler refuses cards", () => {
  const product = { catalog_id: "367025965434465", product_retailer_id: "helmet-m" };

  test("that are missing", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "carousel", body, action: {} } },
    });
  });

  test("under a text", () => {
    const header = { type: "text", text: "The commuter" } as const;
    const parameters = { display_text: "See it", url: "https://northwind.example/commuter" };
    const action = { name: "cta_url", parameters } as const;
    const card = { card_index: 0, type: "cta_url", header, action } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "carousel", body, action: { cards: [card] } } },
    });
  });

  test("with a string for their place", () => {
    const card = { card_index: "0", type: "product", action: product } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "carousel", body, action: { cards: [card] } } },
    });
  });

  test("with the reply buttons of a message", () => {
    const header = { type: "image", image: { id: "1037543291543636" } } as const;
    const buttons = [{ type: "reply" as const, reply: { id: "keep", title: "Yes, keep it" } }];
    const card = { card_index: 0, type: "cta_url", header, action: { buttons } } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "carousel", body, action: { cards: [card] } } },
    });
  });

  test("above a footer", () => {
    const card = { card_index: 0, type: "product", action: product } as const;
    const footer = { text: "Northwind Bicycles" };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "carousel", body, footer, action: { cards: [card] } } },
    });
  });
});
