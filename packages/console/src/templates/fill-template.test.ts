import { expect, test } from "vitest";
import { fillTemplate, putIn } from "./fill-template.ts";

test("values are put in by their place and by their name", () => {
  const named = { type: "text" as const, parameter_name: "name", text: "Ada" };
  expect(putIn("Hello {{name}}, {{other}}", [named])).toBe("Hello Ada, {{other}}");
  const money = { type: "currency" as const, currency: { fallback_value: "12 €", code: "EUR", amount_1000: 12_000 } };
  const date = { type: "date_time" as const, date_time: { fallback_value: "today" } };
  expect(putIn("{{1}} by {{ 2 }}, {{3}}", [money, date])).toBe("12 € by today, {{3}}");
});

test("without anything sent it is a preview", () => {
  const components = [
    { type: "HEADER", format: "IMAGE" as const },
    { type: "BODY", text: "Order {{1}}" },
    { type: "FOOTER", text: "Lantern" },
    { type: "BUTTONS", buttons: [{ type: "URL", text: "Track", url: "https://example.com/{{1}}" }] },
  ];
  expect(fillTemplate(components)).toEqual({
    header: { kind: "placeholder", format: "image" },
    body: "Order {{1}}",
    footer: "Lantern",
    buttons: [{ kind: "link", label: "Track", url: "https://example.com/{{1}}" }],
    cards: [],
  });
});

test("header, buttons and codes are those that were sent", () => {
  const components = [
    { type: "HEADER", format: "IMAGE" as const },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Yes" },
        { type: "URL", text: "Track", url: "https://example.com/{{1}}" },
        { type: "COPY_CODE", example: "10OFF" },
        { type: "FLOW", text: "Book", flow_id: "7" },
        { type: "PHONE_NUMBER", text: "Call us", phone_number: "+15550123456" },
      ],
    },
  ];
  const filled = fillTemplate(components, [
    { type: "header", parameters: [{ type: "image", image: { id: "1" } }] },
    { type: "button", sub_type: "quick_reply", index: 0, parameters: [{ type: "payload", payload: "yes" }] },
    { type: "button", sub_type: "url", index: "1", parameters: [{ type: "text", text: "8841" }] },
    { type: "button", sub_type: "copy_code", index: 2, parameters: [{ type: "coupon_code", coupon_code: "25OFF" }] },
    { type: "button", sub_type: "flow", index: 3, parameters: [{ type: "action", action: { flow_token: "t" } }] },
  ]);
  expect(filled).toMatchObject({
    header: { kind: "image", file: { id: "1" } },
    buttons: [
      { kind: "reply", payload: "yes" },
      { kind: "link", url: "https://example.com/8841" },
      { kind: "code", code: "25OFF" },
      { kind: "flow", id: "7", token: "t" },
      { kind: "link", url: "tel:+15550123456" },
    ],
  });
});

test("a template of authentication has the text of the platform", () => {
  const components = [
    { type: "BODY", add_security_recommendation: true },
    { type: "FOOTER", code_expiration_minutes: 5 },
    { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" as const, text: "Copy code" }] },
  ];
  const filled = fillTemplate(components, [
    { type: "body", parameters: [{ type: "text", text: "123456" }] },
    { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: "123456" }] },
  ]);
  expect(filled.body).toMatch(/^\*123456\* /);
  expect(filled).toMatchObject({ footer: expect.stringContaining("5 minutes"), buttons: [{ code: "123456" }] });
});

test("each card of a carousel gets its own values, and an offer its end", () => {
  const card = { components: [{ type: "BODY", text: "{{1}}" }] };
  const components = [
    { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Now", has_expiration: true } },
    { type: "CAROUSEL", cards: [card, card] },
  ];
  const valueOf = (text: string) => [{ type: "body" as const, parameters: [{ type: "text" as const, text }] }];
  const filled = fillTemplate(components, [
    {
      type: "limited_time_offer",
      parameters: [{ type: "limited_time_offer", limited_time_offer: { expiration_time_ms: 1000 } }],
    },
    {
      type: "carousel",
      cards: [
        { card_index: 1, components: valueOf("second") },
        { card_index: 0, components: valueOf("first") },
      ],
    },
  ]);
  expect(filled).toMatchObject({
    offer: { text: "Now", endsAt: 1000 },
    cards: [{ body: "first" }, { body: "second" }],
  });
});

test("a code is copied, and a product is opened, that are known only when they are sent", () => {
  const url = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}";
  const code = [{ type: "BUTTONS", buttons: [{ type: "URL", text: "Copy code", url }] }];
  const parameters = [{ type: "text" as const, text: "427308" }];
  expect(fillTemplate(code, [{ type: "button", sub_type: "url", index: "0", parameters }]).buttons).toEqual([
    { kind: "code", label: "Copy code", code: "427308" },
  ]);
  const shown = [
    { type: "HEADER", format: "PRODUCT" as const },
    { type: "BUTTONS", buttons: [{ type: "SPM", text: "View" }] },
  ];
  const product = { product_retailer_id: "helmet-m", catalog_id: "1" };
  const header = { type: "header" as const, parameters: [{ type: "product" as const, product }] as const };
  expect(fillTemplate(shown, [header]).buttons).toEqual([
    { kind: "products", label: "View", sections: [{ product_items: [product] }] },
  ]);
});

test("what is sent alone is shown: the state of an order, and the page behind the message", () => {
  const order_status = { reference_id: "8841", order: { status: "shipped" as const } };
  const target = { url: "https://example.com", title: "Sale" };
  const filled = fillTemplate(
    [{ type: "BODY", text: "News" }, { type: "CALL_PERMISSION_REQUEST" }],
    [
      { type: "order_status", parameters: [{ type: "order_status", order_status }] },
      {
        type: "tap_target_configuration",
        parameters: [{ type: "tap_target_configuration", tap_target_configuration: [target] }],
      },
    ],
  );
  expect(filled).toEqual({ body: "News", status: order_status, target, asksToCall: true, buttons: [], cards: [] });
});
