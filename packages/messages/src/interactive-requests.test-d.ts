import { describe, test } from "vitest";
import { send, sendInteractive } from "./send.test-support.ts";

const body = { text: "Your order of this morning" };

describe("requests compile", () => {
  test("for a location", () => {
    sendInteractive({ type: "location_request_message", body, action: { name: "send_location" } });
  });

  test("for an address, with a saved one and with a correction", () => {
    const address = { name: "Meera Rao", in_pin_code: "400063", city: "Mumbai", address: "4 Lake Road" };
    const saved = { country: "IN", saved_addresses: [{ id: "home", value: address }] };
    sendInteractive({ type: "address_message", body, action: { name: "address_message", parameters: saved } });
    const validation_errors = { in_pin_code: "No such PIN code" };
    const corrected = { country: "IN", values: address, validation_errors };
    sendInteractive({ type: "address_message", body, action: { name: "address_message", parameters: corrected } });
  });

  test("for the permission to call", () => {
    sendInteractive({ type: "call_permission_request", body, action: { name: "call_permission_request" } });
  });

  test("for a phone number, to a user id", () => {
    const interactive = { type: "request_contact_info", body, action: { name: "request_contact_info" } } as const;
    send({ messaging_product: "whatsapp", recipient: "US.13491208655302741918", type: "interactive", interactive });
  });
});

describe("orders compile", () => {
  test("a bill, paid through a gateway", () => {
    sendInteractive({
      type: "order_details",
      header: { type: "image", image: { link: "https://harbourcoffee.example/beans.jpg" } },
      body,
      action: {
        name: "review_and_pay",
        parameters: {
          reference_id: "order-8841",
          type: "physical-goods",
          payment_settings: [
            { type: "payment_gateway", payment_gateway: { type: "razorpay", configuration_name: "harbour-main" } },
          ],
          currency: "INR",
          total_amount: { value: 52500, offset: 100 },
          order: {
            status: "pending",
            items: [{ name: "Beans, 1 kg", amount: { value: 50000, offset: 100 }, quantity: 1 }],
            subtotal: { value: 50000, offset: 100 },
            tax: { value: 2500, offset: 100, description: "GST" },
          },
        },
      },
    });
  });

  test("a sum to pay in each of the other ways, without items", () => {
    sendInteractive({
      type: "order_details",
      body,
      action: {
        name: "review_and_pay",
        parameters: {
          reference_id: "subscription-11",
          type: "digital-goods",
          payment_type: "br",
          payment_settings: [
            { type: "payment_link", payment_link: { uri: "https://pay.harbourcoffee.example/11" } },
            { type: "upi_intent_link", upi_intent_link: { link: "upi://pay?pa=harbour" } },
            { type: "boleto", boleto: { digitable_line: "03399000000000000002600000101018800000000008848" } },
            { type: "offsite_card_pay", offsite_card_pay: { last_four_digits: "4242", credential_id: "card-1" } },
            {
              type: "pix_dynamic_code",
              pix_dynamic_code: { code: "0002", merchant_name: "Harbour", key: "39580525000189", key_type: "CNPJ" },
            },
          ],
          currency: "BRL",
          total_amount: { value: 5000, offset: 100 },
        },
      },
    });
  });

  test("the status of an order and its payment", () => {
    const order = { status: "processing" } as const;
    const payment = { status: "captured", timestamp: 1795478400 } as const;
    const parameters = { reference_id: "order-8841", order, payment };
    sendInteractive({ type: "order_status", body, action: { name: "review_order", parameters } });
  });
});

describe("cards side by side compile", () => {
  test("with pictures and links", () => {
    const header = { type: "image", image: { link: "https://cdn.northwind.example/commuter-moss.jpg" } } as const;
    const parameters = { display_text: "See it", url: "https://northwind.example/commuter" };
    const action = { name: "cta_url", parameters } as const;
    const card = { card_index: 0, type: "cta_url", header, body, action } as const;
    sendInteractive({ type: "carousel", body, action: { cards: [card] } });
  });

  test("with films and reply buttons", () => {
    const header = { type: "video", video: { id: "1037543291543638" } } as const;
    const buttons = [{ type: "quick_reply" as const, quick_reply: { id: "moss", title: "Moss green" } }];
    const card = { card_index: 0, type: "cta_url" as const, header, action: { buttons } };
    sendInteractive({ type: "carousel", body, action: { cards: [card] } });
  });

  test("with products", () => {
    const product = { catalog_id: "367025965434465", product_retailer_id: "helmet-m" };
    const card = { card_index: 0, type: "product", action: product } as const;
    sendInteractive({ type: "carousel", body, action: { cards: [card] } });
  });
});
