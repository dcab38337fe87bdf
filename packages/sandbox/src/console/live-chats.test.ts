import { expect, onTestFinished, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import type { LiveEvent } from "./feed.ts";

const { sandbox, call } = await shareSandbox();
const number = sandbox.phoneNumberId;

async function read(path: string) {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`);
  return { status: response.status, body: await response.json() };
}

/** The messages of a chat, as the console reads them. */
async function chat(customerId: string) {
  return (await read(`chats/${number}/${customerId}`)).body.data;
}

async function idOf(waId: string): Promise<string> {
  const { body } = await read("world");
  const nodes: { id: string; kind: string; data: { wa_id?: string } }[] = body.data;
  return nodes.find(({ kind, data }) => kind === "customer" && data.wa_id === waId)?.id ?? "";
}

/** Listens to what happens from now on: each call returns the next event of a type. */
async function listen() {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${sandbox.url}/_sandbox/live`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader?.read())?.value ?? "";
  return async (type: LiveEvent["type"]): Promise<LiveEvent> => {
    for (;;) {
      for (const line of text.split("\n")) {
        const event = line.startsWith("data: ") ? JSON.parse(line.slice(6)) : {};
        if (event.type === type) return event;
      }
      text += (await reader?.read())?.value ?? "";
    }
  };
}

test("that a business is writing is told for as long as it lasts", async () => {
  const { id } = await sandbox.customer("15550123456").text("Hello");
  const next = await listen();
  const body = { messaging_product: "whatsapp", status: "read", message_id: id, typing_indicator: { type: "text" } };
  await call("POST", `/${number}/messages`, { body });
  const customerId = await idOf("15550123456");
  const { milliseconds, ...typing } = Object(await next("typing"));
  expect(typing).toEqual({ type: "typing", phoneNumberId: number, customerId });
  expect(milliseconds).toBeGreaterThan(0);
  expect(milliseconds).toBeLessThanOrEqual(25_000);
});

test("a message to a group stands in the chat of the group, with who wrote it", async () => {
  const made = await call("POST", `/${number}/groups`, { body: { messaging_product: "whatsapp", subject: "Tasting" } });
  const { body } = await call("GET", `/${number}/groups`);
  const group = String(Object(body).data.groups.at(-1)?.id ?? Object(made.body).id);
  const participants = [{ user: "+15550123456" }];
  await call("POST", `/${group}/participants`, { body: { messaging_product: "whatsapp", participants } });
  await sandbox.customer("15550123456").send({ type: "text", body: "Hello all" }, { groupId: group });
  const sender = await idOf("15550123456");
  expect(await chat(group)).toMatchObject([{ from: "customer", sender, content: { type: "text", body: "Hello all" } }]);
  const { body: world } = await read("world");
  expect(world.data).toContainEqual(expect.objectContaining({ kind: "group_participant", of: group }));
});

test("another number of a customer stands in the chat", async () => {
  const bea = sandbox.customer({ phoneNumber: "15550177701", name: "Bea" });
  await bea.text("Hello");
  await bea.changeNumber("15550177702");
  const messages = await chat(await idOf("15550177702"));
  expect(messages).toMatchObject([
    { content: { type: "text" } },
    { content: { type: "system", system: { type: "user_changed_number", wa_id: "15550177702" } } },
  ]);
});

test("the flow JSON of a flow is found by its id and its name", async () => {
  const flow_json = JSON.stringify({ version: "7.3", screens: [] });
  const flow = { name: "survey", categories: ["SURVEY"], flow_json };
  const { body } = await call("POST", "/102290129340398/flows", { body: flow });
  const { id } = Object(body);
  const found = { id, name: "survey", status: "DRAFT", json: { version: "7.3", screens: [] } };
  expect(await read(`flows/${id}/json`)).toEqual({ status: 200, body: found });
  expect(await read("flows/survey/json")).toEqual({ status: 200, body: found });
  expect(await read("flows/nothing/json")).toEqual({
    status: 404,
    body: { error: { message: "Cannot return the flow nothing: there is none" } },
  });
});

test("only the chat with one number is read, if one is given", async () => {
  const ada = sandbox.customer("15550123456");
  await ada.text("Hello");
  const body = { messaging_product: "whatsapp", to: "15550123456", type: "text", text: { body: "Hi" } };
  const sent = await call("POST", `/${number}/messages`, { body });
  const statusOf = () => sandbox.sent.find(({ id }) => id === Object(sent.body).messages[0].id)?.status;
  ada.read({ phoneNumberId: "106540352242922" });
  expect(statusOf()).toBe("delivered");
  ada.read({ phoneNumberId: number });
  expect(statusOf()).toBe("read");
});
