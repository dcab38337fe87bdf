import { describe, expect, test } from "vitest";
import { closedFlowJson, days, flowJson, number, startBusiness } from "./flow-endpoint.test-support.ts";

const { sandbox, call, serveEndpoint, createFlow } = await startBusiness();

/** Sends a message that opens the flow to somebody who wrote before. */
async function receive(parameters: object) {
  const ada = sandbox.customer("+15550123457");
  await ada.text("Are there seats?");
  const action = {
    name: "flow",
    parameters: { flow_message_version: "3", flow_cta: "Book", flow_token: "token-1", ...parameters },
  };
  const interactive = { type: "flow", body: { text: "Book your seats" }, action };
  const message = { messaging_product: "whatsapp", to: ada.waId, type: "interactive", interactive };
  await call("POST", `/${number}/messages`, { body: message });
  await ada.inbox();
  const received = ada.received().at(-1);
  if (!received) throw new Error("nothing arrived");
  return { ada, message: received };
}

async function open(parameters: object = {}) {
  const { url, asked } = await serveEndpoint();
  const { id } = await createFlow(url);
  const { ada, message } = await receive({ flow_id: id, mode: "draft", flow_action: "data_exchange", ...parameters });
  return { asked, ada, message, flow: await ada.openFlow(message) };
}

test("a customer plays a flow through its endpoint, and its reply arrives in the chat", async () => {
  const { flow, ada } = await open();
  expect([flow.screen, flow.data]).toEqual(["DAY", { days }]);
  await flow.exchange({ seats: "many" });
  expect([flow.screen, flow.message, flow.data]).toEqual(["DAY", "Not so many", { days }]);
  await flow.exchange({ seats: "2" });
  expect([flow.screen, flow.message, flow.data]).toEqual(["CONFIRM", undefined, { left: 2 }]);
  await flow.exchange();
  expect(flow.screen).toBeUndefined();
  const { content } = ada.chat().messages.findLast((message) => message.from === "customer") ?? { content: undefined };
  expect(content).toEqual({ type: "flow_reply", response: { flow_token: "token-1", day: "2026-12-12" } });
  await expect(flow.exchange()).rejects.toThrow("it is over");
});

test("going back from a screen with refresh_on_back asks the endpoint", async () => {
  const { flow, asked } = await open();
  await expect(flow.back()).rejects.toThrow("DAY is its first screen");
  await flow.exchange({ seats: "2" });
  await flow.back();
  expect(asked.at(-1)).toMatchObject({ action: "BACK", screen: "CONFIRM", flow_token: "token-1" });
  expect([flow.screen, flow.data]).toEqual(["DAY", { days: [] }]);
});

test("screens follow each other without the endpoint, too", async () => {
  const { flow, asked } = await open({
    flow_action: "navigate",
    flow_action_payload: { screen: "DAY", data: { days } },
  });
  expect([flow.screen, flow.data]).toEqual(["DAY", { days }]);
  flow.navigate("CONFIRM", { left: 1 });
  expect([flow.screen, flow.data]).toEqual(["CONFIRM", { left: 1 }]);
  const { id } = await flow.complete({ day: "2026-12-12" });
  expect(flow.reply?.id).toBe(id);
  expect(asked).toEqual([]);
});

test("a flow opens at the first screen that no other one leads to, with and without a routing model", async () => {
  for (const json of [flowJson, closedFlowJson]) {
    const { id } = await createFlow(undefined, json);
    const { ada, message } = await receive({ flow_id: id, mode: "draft" });
    const flow = await ada.openFlow(message);
    expect([flow.screen, flow.data, flow.message, flow.reply]).toEqual(["DAY", {}, undefined, undefined]);
    expect(() => flow.navigate("NOWHERE")).toThrow("Cannot show the screen NOWHERE");
    await flow.complete();
    expect(() => flow.navigate("DAY")).toThrow("it is over");
    await expect(flow.back()).rejects.toThrow("it is over");
    await expect(flow.complete()).rejects.toThrow("it is over");
  }
});

test("going back from a screen without refresh_on_back asks nobody", async () => {
  const { flow, asked } = await open();
  const before = asked.length;
  flow.navigate("CONFIRM", { left: 1 });
  flow.navigate("DAY", { days });
  await flow.back();
  expect([flow.screen, asked.length]).toEqual(["CONFIRM", before]);
});

test("a button of a template opens the flow that its template names", async () => {
  const ada = sandbox.customer("+15550123457");
  const button = { type: "button", sub_type: "flow", index: "0" };
  const action = { flow_token: "token-2", flow_action_data: { days } };
  const template = {
    name: "book_service",
    language: { code: "en_US" },
    components: [{ ...button, parameters: [{ type: "action", action }] }],
  };
  const body = { messaging_product: "whatsapp", to: ada.waId, type: "template", template };
  expect(await call("POST", `/${number}/messages`, { body })).toMatchObject({ status: 200 });
  const message = ada.received().at(-1);
  // the flow of the seed has no flow JSON
  await expect(ada.openFlow(message ?? { id: "" })).rejects.toThrow("the flow tasting_booking has none");
});

describe("a flow does not open", () => {
  test("if the message opens none, there is none, or it was blocked", async () => {
    const ada = sandbox.customer("+15550123457");
    await expect(ada.openFlow({ id: "wamid.1" })).rejects.toThrow("the customer got no such message that opens a flow");
    const { id } = await createFlow(undefined, flowJson);
    const { message } = await receive({ flow_id: id, mode: "draft" });
    await sandbox.flows.setStatus(id, "BLOCKED");
    await expect(ada.openFlow(message)).rejects.toThrow(`Cannot open the flow ${id}: it is BLOCKED`);
    await sandbox.flows.setStatus(id, "DRAFT");
    await call("DELETE", `/${id}`);
    await expect(ada.openFlow(message)).rejects.toThrow(`Cannot open the flow ${id}: there is none`);
  });

  test("if its endpoint does not answer as it should", async () => {
    await expect(open({ flow_token: "used" })).rejects.toThrow("Your seats are booked");
    const { flow } = await open();
    await expect(flow.exchange({ answer: { screen: "NOWHERE" } })).rejects.toThrow(
      / on DAY: the flow has no screen NOWHERE \(invalid-screen-transition\)$/,
    );
    expect(flow.screen).toBe("DAY");
  });
});
