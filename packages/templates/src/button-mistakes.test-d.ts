import { test } from "vitest";
import { create, marketing, type Template, utility } from "./create.test-support.ts";

type Component = Extract<Template, { category: "MARKETING" | "marketing" }>["components"][number];
type Buttons = Extract<Component, { type: "BUTTONS" | "buttons" }>["buttons"];

const createWith = (...buttons: Buttons) => create({ ...marketing, components: [{ type: "BUTTONS", buttons }] });

test("the compiler refuses a button", () => {
  // @ts-expect-error: for a one-time code in marketing
  createWith({ type: "OTP", otp_type: "COPY_CODE" });
  // @ts-expect-error: for a one-time code in utility
  create({ ...utility, components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }] });
  // @ts-expect-error: that opens no flow
  createWith({ type: "FLOW", text: "Book a tasting" });
  // @ts-expect-error: that opens a flow by a number
  createWith({ type: "FLOW", text: "Book", flow_id: 1321230011223344 });
  // @ts-expect-error: that opens a flow which is no string of JSON
  createWith({ type: "FLOW", text: "Book", flow_json: { version: "7.0", screens: [] } });
  // @ts-expect-error: without a label
  createWith({ type: "QUICK_REPLY" });
  // @ts-expect-error: with the payload of sending
  createWith({ type: "QUICK_REPLY", text: "Stop", payload: "stop" });
  // @ts-expect-error: as interactive messages have it
  createWith({ type: "REPLY", reply: { id: "stop", title: "No more offers" } });
  // @ts-expect-error: that opens no address
  createWith({ type: "URL", text: "Shop beans" });
  // @ts-expect-error: whose sample of an address is not in a list
  createWith({ type: "URL", text: "Shop", url: "https://harbourcoffee.example/{{1}}", example: "beans" });
  // @ts-expect-error: that calls a number under another name
  createWith({ type: "PHONE_NUMBER", text: "Call us", phone: "+15550123456" });
  // @ts-expect-error: that calls a number which is no string
  createWith({ type: "PHONE_NUMBER", text: "Call us", phone_number: 15550123456 });
  // @ts-expect-error: that copies a code without a sample
  createWith({ type: "COPY_CODE" });
  // @ts-expect-error: that copies a code under a label of its own
  createWith({ type: "COPY_CODE", text: "Copy", example: "AUTUMN10" });
  // @ts-expect-error: for the catalogue outside of marketing
  create({ ...utility, components: [{ type: "BUTTONS", buttons: [{ type: "CATALOG", text: "See all" }] }] });
  const payment_setting = { type: "payment_link", payment_link: { url: "https://pay.example/11" } } as const;
  const pay = { type: "PAYMENT_REQUEST", text: "Pay", payment_setting } as const;
  // @ts-expect-error: for a payment by a page whose address has another name
  create({ ...utility, components: [{ type: "BUTTONS", buttons: [pay] }] });
});
