import { test } from "vitest";
import { fill, send, sendTemplate } from "./send.test-support.ts";

const message = { messaging_product: "whatsapp", to: "+15550123456", type: "template" } as const;
const name = "order_shipped";
const language = { code: "en_US" };

test("the compiler refuses a template", () => {
  // @ts-expect-error: in a language that is a bare string
  sendTemplate({ name, language: "en_US" });
  // @ts-expect-error: in no language
  sendTemplate({ name });
  // @ts-expect-error: in a language under another name
  sendTemplate({ name, language: { locale: "en_US" } });
  // @ts-expect-error: with a fallback for its language
  sendTemplate({ name, language: { ...language, policy: "fallback" } });
  // @ts-expect-error: by its id
  sendTemplate({ id: "1689556908129832", language });
  // @ts-expect-error: that is its bare name
  sendTemplate("order_shipped");
  // @ts-expect-error: with the namespace of the former API
  sendTemplate({ namespace: "8b3fc4d1", name, language });
  const components = { body: ["Ada"] };
  // @ts-expect-error: whose components are no list
  sendTemplate({ name, language, components });
  // @ts-expect-error: with the components beside it
  send({ ...message, template: { name, language }, components: [] });
});

test("the compiler refuses a component", () => {
  // @ts-expect-error: that does not exist
  fill({ type: "footer", parameters: [] });
  // @ts-expect-error: in the plural
  fill({ type: "buttons", sub_type: "url", index: 0, parameters: [] });
  // @ts-expect-error: whose type starts with a capital
  fill({ type: "Body", parameters: [] });
  // @ts-expect-error: without its values
  fill({ type: "body" });
  // @ts-expect-error: with the format that it was created with
  fill({ type: "header", format: "TEXT", parameters: [] });
  // @ts-expect-error: whose values are bare strings
  fill({ type: "body", parameters: ["Ada"] });
  // @ts-expect-error: with a value of no kind
  fill({ type: "body", parameters: [{ text: "Ada" }] });
  // @ts-expect-error: with a number for a text
  fill({ type: "body", parameters: [{ type: "text", text: 8841 }] });
  // @ts-expect-error: with a named value under another name
  fill({ type: "body", parameters: [{ type: "text", name: "customer", text: "Ada" }] });
});

test("the compiler refuses cards", () => {
  // @ts-expect-error: without their place
  fill({ type: "carousel", cards: [{ components: [] }] });
  // @ts-expect-error: under `parameters`
  fill({ type: "carousel", parameters: [{ card_index: 0, components: [] }] });
  // @ts-expect-error: within a card
  fill({ type: "carousel", cards: [{ card_index: 0, components: [{ type: "carousel", cards: [] }] }] });
});

test("the compiler refuses an offer, an order or a page to open", () => {
  const limited_time_offer = { expiration_time_ms: "1795564800000" };
  // @ts-expect-error: an offer that ends at a string
  fill({ type: "limited_time_offer", parameters: [{ type: "limited_time_offer", limited_time_offer }] });
  const order_status = { reference_id: "order-8841", order: { status: "cancelled" as const } };
  // @ts-expect-error: an order in a state of another spelling
  fill({ type: "order_status", parameters: [{ type: "order_status", order_status }] });
  const type = "tap_target_configuration";
  const tap_target_configuration = { url: "https://northwind.example/winter", title: "Winter sale" };
  // @ts-expect-error: one page that is not in a list
  fill({ type, parameters: [{ type, tap_target_configuration }] });
});
