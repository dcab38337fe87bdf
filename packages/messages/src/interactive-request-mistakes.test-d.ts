import { test } from "vitest";
import { type Interactive, send, sendInteractive } from "./send.test-support.ts";

const body = { text: "How shall we send your order?" };

test("the compiler refuses a link", () => {
  // @ts-expect-error: with its address beside the parameters
  sendInteractive({ type: "cta_url", body, action: { name: "cta_url", url: "https://a.example" } });
  const parameters = { url: "https://northwind.example/dates" };
  // @ts-expect-error: without a label
  sendInteractive({ type: "cta_url", body, action: { name: "cta_url", parameters } });
});

test("the compiler refuses a flow", () => {
  const flow = { flow_message_version: "3", flow_id: "1321230011223344", flow_cta: "Book now" } as const;
  const openFlow = (parameters: Extract<Interactive, { type: "flow" }>["action"]["parameters"]) =>
    sendInteractive({ type: "flow", body, action: { name: "flow", parameters } });
  // @ts-expect-error: without `flow_cta`
  openFlow({ flow_message_version: "3", flow_id: "1321230011223344" });
  // @ts-expect-error: without its id or name
  openFlow({ flow_message_version: "3", flow_cta: "Book now" });
  // @ts-expect-error: with a number for its version
  openFlow({ ...flow, flow_message_version: 3 });
  // @ts-expect-error: in an unknown mode
  openFlow({ ...flow, mode: "live" });
  // @ts-expect-error: with its screen beside the payload
  openFlow({ ...flow, screen: "DATE" });
});

test("the compiler refuses a request", () => {
  const action = { name: "location_request_message" } as const;
  // @ts-expect-error: for a location by the name of its type
  sendInteractive({ type: "location_request_message", body, action });
  // @ts-expect-error: for a location without an action
  sendInteractive({ type: "location_request_message", body });
  const name = "address_message";
  const form = (parameters: Extract<Interactive, { type: typeof name }>["action"]["parameters"]) =>
    sendInteractive({ type: name, body, action: { name, parameters } });
  // @ts-expect-error: for an address without a country
  form({});
  // @ts-expect-error: for an address with a field misspelled
  form({ country: "IN", values: { pin_code: "400063" } });
  // @ts-expect-error: to call by the action of a call button
  sendInteractive({ type: "call_permission_request", body, action: { name: "voice_call" } });
  // @ts-expect-error: for a phone number under another name
  sendInteractive({ type: "request_contact_info", body, action: { name: "request_contact" } });
});

test("the compiler refuses an interactive message", () => {
  // @ts-expect-error: of a type that does not exist
  sendInteractive({ type: "poll", body, action: { options: ["Courier", "Post"] } });
  // @ts-expect-error: that leaves out `interactive`
  send({ messaging_product: "whatsapp", to: "+15550123456", type: "interactive", action: { name: "send_location" } });
  const action = { name: "voice_call", parameters: { ttl_minutes: "120" } } as const;
  // @ts-expect-error: whose minutes are a string
  sendInteractive({ type: "voice_call", body, action });
});
