import { describe, expectTypeOf, test } from "vitest";
import { type Component, fill, sendTemplate } from "./send.test-support.ts";

type Header = Extract<Component, { type: "header" | "HEADER" }>;
type Button = Extract<Component, { type: "button" | "BUTTON" }>;

const image = { type: "image", image: { id: "1037543291543636" } } as const;

test("these are all components, header values and buttons; a new one is to be tried out below", () => {
  expectTypeOf<Lowercase<Component["type"]>>().toEqualTypeOf<
    "header" | "body" | "button" | "carousel" | "limited_time_offer" | "order_status" | "tap_target_configuration"
  >();
  expectTypeOf<Header["parameters"][number]["type"]>().toEqualTypeOf<
    "text" | "currency" | "date_time" | "image" | "video" | "document" | "location" | "product"
  >();
  expectTypeOf<Lowercase<Button["sub_type"]>>().toEqualTypeOf<
    | "url"
    | "quick_reply"
    | "copy_code"
    | "otp"
    | "flow"
    | "catalog"
    | "mpm"
    | "order_details"
    | "payment_request"
    | "voice_call"
  >();
});

test("a template without variables compiles", () => {
  sendTemplate({ name: "opening_hours", language: { code: "en_US", policy: "deterministic" } });
});

test("header and body compile with values of each kind", () => {
  const product = { catalog_id: "367025965434465", product_retailer_id: "helmet-m" };
  fill(
    { type: "header", parameters: [{ type: "text", text: "Autumn" }] },
    { type: "header", parameters: [image] },
    { type: "header", parameters: [{ type: "video", video: { link: "https://cdn.example/a.mp4" } }] },
    { type: "header", parameters: [{ type: "document", document: { id: "1037", filename: "invoice.pdf" } }] },
    { type: "header", parameters: [{ type: "location", location: { latitude: "47.6", longitude: "-122.3" } }] },
    { type: "header", parameters: [{ type: "product", product }] },
    {
      type: "body",
      parameters: [
        { type: "text", text: "Ada" },
        { type: "text", parameter_name: "customer", text: "Ada" },
        { type: "currency", currency: { fallback_value: "$24.50", code: "USD", amount_1000: 24500 } },
        { type: "date_time", date_time: { fallback_value: "November 24, 2026" } },
      ],
    },
  );
});

test("components and buttons compile in capitals too", () => {
  fill(
    { type: "HEADER", parameters: [{ type: "text", text: "Autumn" }] },
    { type: "BODY", parameters: [{ type: "text", text: "Ada" }] },
    { type: "BUTTON", sub_type: "URL", index: 0, parameters: [{ type: "text", text: "8841" }] },
  );
});

describe("buttons compile", () => {
  test("with a value for the address, the reply, the code or the password", () => {
    fill(
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "8841/track" }] },
      { type: "button", sub_type: "quick_reply", index: 1, parameters: [{ type: "payload", payload: "change" }] },
      { type: "button", sub_type: "quick_reply", index: 2, parameters: [{ type: "text", text: "change" }] },
      { type: "button", sub_type: "copy_code", index: 3, parameters: [{ type: "coupon_code", coupon_code: "WINTER" }] },
      { type: "button", sub_type: "otp", index: 4, parameters: [{ type: "text", text: "427308" }] },
    );
  });

  test("for a payment link that is shown as a bill", () => {
    const button = { type: "button", sub_type: "url", index: "0" } as const;
    fill({ ...button, parameters: [{ type: "text", text: "8841", payment_link_preview: true }] });
    // @ts-expect-error: a switch that is a string
    fill({ ...button, parameters: [{ type: "text", text: "8841", payment_link_preview: "true" }] });
  });

  test("for flows and calls, with values or without", () => {
    const action = { flow_token: "booking-20417", flow_action_data: { bicycle: "commuter" } };
    const minutes = { type: "ttl_minutes", ttl_minutes: 1440 } as const;
    const payload = { type: "payload", payload: "order-8841" } as const;
    fill(
      { type: "button", sub_type: "flow", index: 0 },
      { type: "button", sub_type: "flow", index: 0, parameters: [{ type: "action", action }] },
      { type: "button", sub_type: "voice_call" },
      { type: "button", sub_type: "voice_call", index: 1, parameters: [minutes, payload] },
    );
  });

  test("for the catalog and for products", () => {
    const picture = { thumbnail_product_retailer_id: "helmet-m" };
    const sections = [{ title: "Helmets", product_items: [{ product_retailer_id: "helmet-m" }] }];
    const action = { ...picture, sections };
    fill(
      { type: "button", sub_type: "catalog", index: 0 },
      { type: "button", sub_type: "catalog", index: 0, parameters: [{ type: "action", action: picture }] },
      { type: "button", sub_type: "mpm", index: 0, parameters: [{ type: "action", action }] },
    );
  });

  test("for payment", () => {
    const payment_setting = { type: "payment_link", payment_link: { uri: "https://pay.example/11" } } as const;
    const payment_request = { payment_setting };
    const order_details = {
      reference_id: "order-8841",
      type: "physical-goods" as const,
      payment_type: "br" as const,
      payment_settings: [payment_setting],
      currency: "BRL" as const,
      total_amount: { value: 12500, offset: 100 as const },
    };
    fill(
      {
        type: "button",
        sub_type: "payment_request",
        index: 0,
        parameters: [{ type: "action", action: { payment_request } }],
      },
      {
        type: "button",
        sub_type: "order_details",
        index: 1,
        parameters: [{ type: "action", action: { order_details } }],
      },
    );
  });
});

test("the special components compile", () => {
  const limited_time_offer = { expiration_time_ms: 1795564800000 };
  const order_status = { reference_id: "order-8841", order: { status: "shipped" } } as const;
  const tap_target_configuration = [{ url: "https://northwind.example/winter", title: "Winter sale" }];
  const more = { type: "payload", payload: "more-commuter" } as const;
  fill(
    { type: "limited_time_offer", parameters: [{ type: "limited_time_offer", limited_time_offer }] },
    { type: "order_status", parameters: [{ type: "order_status", order_status }] },
    {
      type: "tap_target_configuration",
      parameters: [{ type: "tap_target_configuration", tap_target_configuration }],
    },
    {
      type: "carousel",
      cards: [
        {
          card_index: 0,
          components: [
            { type: "header", parameters: [image] },
            { type: "body", parameters: [{ type: "text", text: "Ada" }] },
            { type: "button", sub_type: "quick_reply", index: 0, parameters: [more] },
          ],
        },
      ],
    },
  );
});
