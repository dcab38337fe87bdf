import { test } from "vitest";
import { fill } from "./send.test-support.ts";

test("the compiler refuses a value", () => {
  const id = "1037543291543636";
  // @ts-expect-error: of a kind that headers do not have
  fill({ type: "header", parameters: [{ type: "audio", audio: { id } }] });
  // @ts-expect-error: of a header in the body
  fill({ type: "body", parameters: [{ type: "image", image: { id } }] });
  // @ts-expect-error: whose file is not inside of its kind
  fill({ type: "header", parameters: [{ type: "image", link: "https://a.example" }] });
  // @ts-expect-error: with a caption
  fill({ type: "header", parameters: [{ type: "image", image: { id, caption: "Moss" } }] });
  // @ts-expect-error: in money without its text
  fill({ type: "body", parameters: [{ type: "currency", currency: { code: "USD", amount_1000: 24500 } }] });
  const currency = { fallback_value: "$24.50", code: "USD", amount_1000: "24500" };
  // @ts-expect-error: in money whose sum is a string
  fill({ type: "body", parameters: [{ type: "currency", currency }] });
  // @ts-expect-error: that is a bare date
  fill({ type: "body", parameters: [{ type: "date_time", date_time: "2026-11-24" }] });
});

test("the compiler refuses a button", () => {
  const parameters = [{ type: "text" as const, text: "8841" }];
  // @ts-expect-error: of no kind
  fill({ type: "button", index: 0, parameters });
  // @ts-expect-error: of a kind that takes no values
  fill({ type: "button", sub_type: "phone_number", index: 0, parameters: [] });
  // @ts-expect-error: without its place
  fill({ type: "button", sub_type: "url", parameters });
  // @ts-expect-error: that opens an address with the payload of a reply
  fill({ type: "button", sub_type: "url", index: 0, parameters: [{ type: "payload", payload: "8841" }] });
  // @ts-expect-error: that copies a text in place of a code
  fill({ type: "button", sub_type: "copy_code", index: 0, parameters: [{ type: "text", text: "WINTER25" }] });
  // @ts-expect-error: that calls with a text
  fill({ type: "button", sub_type: "voice_call", parameters });
  // @ts-expect-error: that opens a flow with its token outside of `action`
  fill({ type: "button", sub_type: "flow", index: 0, parameters: [{ type: "action", flow_token: "booking-20417" }] });
  const action = { thumbnail_product_retailer_id: "helmet-m" };
  // @ts-expect-error: that shows products without any
  fill({ type: "button", sub_type: "mpm", index: 0, parameters: [{ type: "action", action }] });
});
