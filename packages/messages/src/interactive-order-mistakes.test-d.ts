import { test } from "vitest";
import { type Interactive, sendInteractive } from "./send.test-support.ts";

const body = { text: "How shall we send your order?" };

type OrderDetails = Extract<Interactive, { type: "order_details" }>["action"]["parameters"];

test("the compiler refuses an order", () => {
  const order = { reference_id: "order-8841", currency: "INR", type: "digital-goods" } as const;
  const pay = (parameters: OrderDetails) =>
    sendInteractive({ type: "order_details", body, action: { name: "review_and_pay", parameters } });
  // @ts-expect-error: with a sum that is a bare number
  pay({ ...order, total_amount: 525 });
  // @ts-expect-error: with a sum in digits between quotes
  pay({ ...order, total_amount: { value: "525", offset: 100 } });
  // @ts-expect-error: of goods with an underscore
  pay({ ...order, type: "digital_goods", total_amount: { value: 525, offset: 100 } });
  const parameters = { reference_id: "order-8841", order: { status: "cancelled" } } as const;
  // @ts-expect-error: in a state of another spelling
  sendInteractive({ type: "order_status", body, action: { name: "review_order", parameters } });
});

test("the compiler refuses cards", () => {
  const product = { catalog_id: "367025965434465", product_retailer_id: "helmet-m" };
  // @ts-expect-error: that are missing
  sendInteractive({ type: "carousel", body, action: {} });

  const action = { name: "cta_url", parameters: { display_text: "See it", url: "https://northwind.example" } } as const;
  const title = { type: "text", text: "The commuter" } as const;
  const titled = { card_index: 0, type: "cta_url", header: title, action } as const;
  // @ts-expect-error: under a text
  sendInteractive({ type: "carousel", body, action: { cards: [titled] } });

  const third = { card_index: "2", type: "product", action: product } as const;
  // @ts-expect-error: with a string for their place
  sendInteractive({ type: "carousel", body, action: { cards: [third] } });

  const header = { type: "image", image: { id: "1037543291543636" } } as const;
  const buttons = [{ type: "reply" as const, reply: { id: "keep", title: "Yes, keep it" } }];
  const card = { card_index: 0, type: "cta_url", header, action: { buttons } } as const;
  // @ts-expect-error: with the reply buttons of a message
  sendInteractive({ type: "carousel", body, action: { cards: [card] } });

  const cards = [{ card_index: 0, type: "product" as const, action: product }];
  const footer = { text: "Northwind Bicycles" };
  // @ts-expect-error: above a footer
  sendInteractive({ type: "carousel", body, footer, action: { cards } });
});
