import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456", type: "interactive" } as const;

describe("requests compile", () => {
  test("for a location", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "location_request_message",
          body: { text: "Where shall we pick up your bicycle?" },
          action: { name: "send_location" },
        },
      },
    });
  });

  test("for an address, with a saved one and with a correction", () => {
    const address = { name: "Meera Rao", in_pin_code: "400063", city: "Mumbai", address: "4 Lake Road" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "address_message",
          body: { text: "Where shall we deliver?" },
          action: {
            name: "address_message",
            parameters: { country: "IN", saved_addresses: [{ id: "home", value: address }] },
          },
        },
      },
    });
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "address_message",
          body: { text: "Please check the PIN code." },
          action: {
            name: "address_message",
            parameters: { country: "IN", values: address, validation_errors: { in_pin_code: "No such PIN code" } },
          },
        },
      },
    });
  });

  test("for the permission to call", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "call_permission_request",
          body: { text: "May we call you about your repair?" },
          action: { name: "call_permission_request" },
        },
      },
    });
  });

  test("for a phone number, to a user id", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        recipient: "US.13491208655302741918",
        type: "interactive",
        interactive: {
          type: "request_contact_info",
          body: { text: "To look up your order we need your number." },
          action: { name: "request_contact_info" },
        },
      },
    });
  });
});

describe("orders compile", () => {
  test("a bill, paid through a gateway", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "order_details",
          header: { type: "image", image: { link: "https://harbourcoffee.example/beans.jpg" } },
          body: { text: "Your order of this morning" },
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
        },
      },
    });
  });

  test("a sum to pay in each of the other ways, without items", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "order_details",
          body: { text: "Your monthly subscription" },
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
        },
      },
    });
  });

  test("the status of an order and its payment", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "order_status",
          body: { text: "We have your payment and are roasting." },
          action: {
            name: "review_order",
            parameters: {
              reference_id: "order-8841",
              order: { status: "processing" },
              payment: { status: "captured", timestamp: 1795478400 },
            },
          },
        },
      },
    });
  });
});

describe("cards side by side compile", () => {
  const body = { text: "Our bicycles of the month" };
  const image = { link: "https://cdn.northwind.example/commuter-moss.jpg" };

  test("with pictures and links", () => {
    const parameters = { display_text: "See it", url: "https://northwind.example/commuter" };
    const header = { type: "image", image } as const;
    const action = { name: "cta_url", parameters } as const;
    const cards = [{ card_index: 0, type: "cta_url" as const, header, body: { text: "The commuter" }, action }];
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { ...message, interactive: { type: "carousel", body, action: { cards } } },
    });
  });

  test("with films and reply buttons", () => {
    const header = { type: "video" as const, video: { id: "1037543291543638" } };
    const buttons = [{ type: "quick_reply" as const, quick_reply: { id: "moss", title: "Moss green" } }];
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "carousel",
          body,
          action: { cards: [{ card_index: 0, type: "cta_url", header, action: { buttons } }] },
        },
      },
    });
  });

  test("with products", () => {
    const product = { catalog_id: "367025965434465", product_retailer_id: "helmet-m" };
    const card = { card_index: 0, type: "product", action: product } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { ...message, interactive: { type: "carousel", body, action: { cards: [card] } } },
    });
  });
});
