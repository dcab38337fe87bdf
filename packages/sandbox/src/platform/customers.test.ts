import { describe, expect, test } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";

const { sandbox, call } = await shareSandbox();
const ada = () => sandbox.customer("+1 555 012 3456");

function send(message: object, number = "/108110225544001") {
  return call("POST", `${number}/messages`, { body: { messaging_product: "whatsapp", to: "15550123456", ...message } });
}

const buttons = {
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Well?" },
    action: { buttons: [{ type: "reply", reply: { id: "yes", title: "Yes" } }] },
  },
};

const list = {
  type: "interactive",
  interactive: {
    type: "list",
    body: { text: "Which one?" },
    action: { button: "Choose", sections: [{ title: "Coffee", rows: [{ id: "filter", title: "Filter" }] }] },
  },
};

/** The value of the last webhook. */
function lastTold() {
  return JSON.parse(sandbox.webhooks.at(-1)?.body ?? "").entry[0].changes[0].value;
}

test.each([{}, "15", { phoneNumber: "a number" }])("%j is no customer", (identity) => {
  expect(() => sandbox.customer(identity)).toThrow(/^Cannot make a customer: /);
});

test("a text reaches the business, with who wrote it", async () => {
  const { id, deliveries } = await ada().text("Where is my order?");
  expect(deliveries).toMatchObject([{ state: "unsent", fields: ["messages"] }]);
  expect(lastTold()).toMatchObject({
    contacts: [{ wa_id: "15550123456", profile: { name: "Ada" } }],
    messages: [{ id, from: "15550123456", type: "text", text: { body: "Where is my order?" } }],
  });
});

test("somebody who is known by a user id alone is written to by it", async () => {
  const bea = sandbox.customer({ userId: "GB.71630029984415570126", name: "Bea" });
  await bea.text("Hello");
  expect(lastTold()["messages"]).toMatchObject([{ from_user_id: "GB.71630029984415570126" }]);
  await call("POST", "/108110225544001/messages", {
    body: { messaging_product: "whatsapp", recipient: "GB.71630029984415570126", text: { body: "Hello Bea" } },
  });
  expect(await bea.inbox()).toMatchObject([{ message: { text: { body: "Hello Bea" } } }]);
});

test.each([
  [buttons, "button_reply", { id: "yes", title: "Yes" }],
  [list, "list_reply", { id: "filter", title: "Filter" }],
])("what a message offers can be pressed: %j", async (message, type, reply) => {
  const customer = ada();
  await customer.text("Hello");
  await send(message);
  const [received] = await customer.inbox();
  const [button] = received?.buttons ?? [];
  if (!button) throw new Error("there is nothing to press");
  await customer.press(button);
  expect(lastTold()["messages"]).toMatchObject([
    { type: "interactive", interactive: { type, [type]: reply }, context: { id: received?.id } },
  ]);
});

test("a reaction names its message, and goes to the number that sent it", async () => {
  const customer = ada();
  await customer.text("Hello", { phoneNumberId: "108110225544002" });
  await send({ text: { body: "Hello Ada" } }, "/108110225544002");
  const [received = { id: "" }] = await customer.inbox();
  await customer.react(received, "👍");
  expect(lastTold()).toMatchObject({
    metadata: { phone_number_id: "108110225544002" },
    messages: [{ type: "reaction", reaction: { message_id: received.id, emoji: "👍" } }],
  });
});

test("to a number that does not exist nothing can be written", async () => {
  await expect(ada().text("Hello", { phoneNumberId: "1" })).rejects.toThrow(
    "Cannot send to 1: there is no such business number",
  );
});

describe("inbox()", () => {
  test("waits for what comes, and returns each message once", async () => {
    const customer = ada();
    await customer.text("Hello");
    const waiting = customer.inbox({ count: 2 });
    await send({ text: { body: "one" } });
    await send({ text: { body: "two" } });
    const texts = (await waiting).map(({ message }) => (message["text"] as { body: string }).body);
    expect(texts).toEqual(["one", "two"]);
    await expect(customer.inbox({ timeout: 1 })).rejects.toThrow(
      "Cannot return 1 messages: 0 came within 1 ms for 15550123456",
    );
  });

  test("has nothing that was sent to others, or failed", async () => {
    await send({ text: { body: "too late" } });
    await send({ to: "15550199999", type: "template", template: { name: "hello_world", language: { code: "en_US" } } });
    await expect(ada().inbox({ timeout: 1 })).rejects.toThrow("0 came within 1 ms");
  });

  test("ends with the sandbox", async () => {
    const waiting = ada().inbox();
    sandbox.reset();
    await expect(waiting).rejects.toThrow("Cannot return 1 messages");
  });
});

test("opening the chat reads everything once, and the business is told", async () => {
  const customer = ada();
  await customer.text("Hello");
  await send({ text: { body: "Hello Ada" } });
  customer.read();
  customer.read();
  await sandbox.settled();
  const statuses = sandbox.webhooks.flatMap(({ body }) => JSON.parse(body).entry[0].changes[0].value.statuses ?? []);
  expect(statuses.map(({ status }: { status: string }) => status)).toEqual(["sent", "delivered", "read"]);
});

/** What the webhooks hold, each of which fits its document. */
function allTold() {
  return sandbox.webhooks.flatMap(({ body }) => {
    expect(schemaProblems(body)).toEqual([]);
    return JSON.parse(body).entry[0].changes as { field: string; value: Record<string, unknown[]> }[];
  });
}

const number = "/108110225544001";
const product = { messaging_product: "whatsapp" };

describe("a customer", () => {
  test("is known by both ids, and keeps the name and the user name", async () => {
    const ids = { phoneNumber: "+442079460999", userId: "GB.71630029984415570126" };
    sandbox.customer({ ...ids, name: "Bea", username: "bea.brews" });
    await sandbox.customer("+44 20 7946 0999").text("Hello");
    await sandbox.customer({ userId: ids.userId }).text("Hello again");
    const profile = { name: "Bea", username: "bea.brews" };
    const contact = { profile, wa_id: "442079460999", user_id: ids.userId };
    expect(allTold()).toMatchObject([{ value: { contacts: [contact] } }, { value: { contacts: [contact] } }]);
    expect(() => sandbox.customer({ phoneNumber: "+15550123456", userId: ids.userId })).toThrow(
      "Cannot make a customer: 15550123456 and GB.71630029984415570126 are two customers",
    );
  });

  test("who gets another user id is not found by the old one", () => {
    sandbox.customer({ phoneNumber: "+442079460999", userId: "GB.1", name: "Bea" });
    sandbox.customer({ phoneNumber: "+442079460999", userId: "GB.2" });
    expect(sandbox.customer({ userId: "GB.2" }).waId).toBe("442079460999");
    expect(sandbox.customer({ userId: "GB.1" })).toMatchObject({ waId: undefined, name: "GB.1" });
  });

  test("comes back after a reset", async () => {
    const bea = sandbox.customer({ phoneNumber: "+442079460999", name: "Bea" });
    sandbox.reset();
    await bea.text("Still here");
    expect(lastTold()).toMatchObject({ contacts: [{ profile: { name: "Bea" }, wa_id: "442079460999" }] });
  });
});

test("a flow is completed with its token", async () => {
  const customer = ada();
  await customer.text("Hello");
  const parameters = { flow_message_version: "3", flow_id: "1321230011223344", flow_cta: "Book", flow_token: "b-1" };
  const interactive = { type: "flow", body: { text: "Book a service" }, action: { name: "flow", parameters } };
  await send({ type: "interactive", interactive });
  const [flow = { id: "", buttons: [] }] = await customer.inbox();
  expect(flow.buttons).toMatchObject([{ type: "flow", id: "b-1", title: "Book" }]);
  await customer.complete(flow, { day: "Tuesday" });
  const [message] = lastTold()["messages"];
  expect(message.context).toMatchObject({ id: flow.id });
  expect(JSON.parse(message.interactive.nfm_reply.response_json)).toEqual({ flow_token: "b-1", day: "Tuesday" });
  const [button] = flow.buttons;
  if (button) await customer.press(button);
  expect(JSON.parse(lastTold()["messages"][0].interactive.nfm_reply.response_json)).toEqual({ flow_token: "b-1" });
  await expect(customer.complete({ id: "wamid.AA==" }, {})).rejects.toThrow("Cannot complete wamid.AA==");
});

describe("chat()", () => {
  test("shows both sides, quotes and reactions", async () => {
    const customer = ada();
    const { id } = await customer.text("Hello");
    await send({ text: { body: "Hello Ada" }, context: { message_id: id } });
    await send({ text: { body: "Well?" }, context: { message_id: "wamid.AA==" } });
    await send({ type: "reaction", reaction: { message_id: id, emoji: "👍" } });
    const shown = customer.chat().messages.slice(1); // the first one is from the examples
    expect(shown).toMatchObject([
      { from: "customer", id, content: { body: "Hello" }, reaction: "👍", isRead: false },
      { from: "business", text: "Hello Ada", quotes: id },
      { from: "business", text: "Well?" },
    ]);
    expect(shown[2]).not.toHaveProperty("quotes");
    await send({ type: "reaction", reaction: { message_id: id, emoji: "" } });
    expect(customer.chat().messages[1]).not.toHaveProperty("reaction");
    expect(customer.chat({ phoneNumberId: "108110225544002" }).messages).toEqual([]);
  });

  test("shows what the business read, and that it is typing until the answer", async () => {
    const customer = ada();
    await customer.text("Hello");
    const { id } = await customer.text("Anybody there?");
    const { id: later } = await customer.text("?", { phoneNumberId: "108110225544002" });
    const read = () =>
      call("POST", `${number}/messages`, {
        body: { ...product, status: "read", message_id: id, typing_indicator: { type: "text" } },
      });
    expect((await read()).body).toEqual({ success: true });
    const own = () => customer.chat({ phoneNumberId: "108110225544001" });
    expect(own()).toMatchObject({ isTyping: true });
    expect(own().messages.every((message) => message.from === "customer" && message.isRead)).toBe(true);
    expect(customer.chat({ phoneNumberId: "108110225544002" }).messages).toMatchObject([{ id: later, isRead: false }]);
    await send({ text: { body: "Yes" } });
    expect(own()).toMatchObject({ isTyping: false });
  });

  test("shows that the business is typing for 25 seconds", async () => {
    const { sandbox: own, call: callOwn } = await startSandbox({ now: () => 1_795_602_960_000 });
    const customer = own.customer("+15550123456");
    const { id } = await customer.text("Hello");
    const body = { ...product, status: "read", message_id: id, typing_indicator: { type: "text" } };
    await callOwn("POST", `${number}/messages`, { body });
    own.clock.advance(24_999);
    expect(customer.chat()).toMatchObject({ isTyping: true });
    own.clock.advance(1);
    expect(customer.chat()).toMatchObject({ isTyping: false });
  });
});

test("a read receipt for a message of the business is refused", async () => {
  await ada().text("Hello");
  const { body } = await send({ text: { body: "Hello Ada" } });
  const [{ id }] = body["messages"] as [{ id: string }];
  expect(
    await call("POST", `${number}/messages`, { body: { ...product, status: "read", message_id: id } }),
  ).toMatchObject({
    status: 400,
    body: {
      error: { code: 100, message: expect.stringContaining("message_id must be the id of a message of a customer") },
    },
  });
});

test("to a number that the customer blocked nothing can be written; one that blocked the customer gets nothing", async () => {
  const customer = ada();
  customer.block();
  await expect(customer.text("Hello")).rejects.toThrow("Cannot send to 108110225544001: the customer blocked it");
  await customer.text("Hello", { phoneNumberId: "108110225544002" });
  customer.unblock({ phoneNumberId: "108110225544001" });
  const told = sandbox.webhooks.length;
  await call("POST", `${number}/block_users`, { body: { ...product, block_users: [{ user: "+15550123456" }] } });
  expect(await customer.text("Hello", { phoneNumberId: "108110225544001" })).toMatchObject({ deliveries: [] });
  expect(sandbox.webhooks).toHaveLength(told);
  await send({ text: { body: "Hello Ada" } });
  await call("DELETE", `${number}/block_users`, { body: { ...product, block_users: [{ user: "+15550123456" }] } });
  await customer.text("Hello", { phoneNumberId: "108110225544001" });
  expect(lastTold()["messages"]).toMatchObject([{ text: { body: "Hello" } }]);
  customer.leave();
  await expect(customer.text("Hello")).rejects.toThrow("the customer has left WhatsApp");
});

test("a customer who wants no marketing messages says so, and is heard", async () => {
  const customer = ada();
  await customer.stopMarketing();
  await customer.resumeMarketing({ phoneNumberId: "108110225544002" });
  expect(allTold()).toMatchObject([
    { field: "user_preferences", value: { user_preferences: [{ value: "stop", category: "marketing_messages" }] } },
    { field: "user_preferences", value: { metadata: { phone_number_id: "108110225544002" } } },
  ]);
  const template = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } };
  await send(template); // a utility
  const offer = { name: "winter_sale", language: { code: "en_US" } };
  const body = { ...product, to: "15550123456", type: "template", template: offer };
  await call("POST", `${number}/marketing_messages`, { body });
  await call("POST", "/108110225544002/marketing_messages", { body });
  expect(sandbox.sent.map(({ status }) => status)).toEqual(["delivered", "failed", "delivered"]);
});

test("a changed number is told to every number of the chats, with the new user id", async () => {
  const customer = ada();
  await customer.text("Hello");
  await send({ text: { body: "Hello Ada" } });
  await customer.text("Hello", { phoneNumberId: "108110225544002" });
  const deliveries = await customer.changeNumber("+1 555 019 9999", { userId: "US.99" });
  expect(deliveries).toHaveLength(4);
  const messages = allTold()
    .slice(-4)
    .flatMap(({ value }) => value["messages"]);
  const [first, second] = [
    {
      from: "15550123456",
      system: {
        type: "user_changed_number",
        wa_id: "15550199999",
        body: "User Ada changed from 15550123456 to 15550199999",
      },
    },
    {
      from_user_id: "US.99",
      system: { type: "user_changed_user_id", user_id: "US.99", previous_user_id: "US.13491208655302741918" },
    },
  ];
  expect(messages).toMatchObject([first, second, first, second]);
  expect(customer).toMatchObject({ waId: "15550199999", userId: "US.99", name: "Ada" });
  await send({ to: "15550199999", text: { body: "Still open" } });
  const texts = (await customer.inbox({ count: 2 })).map(({ text }) => text);
  expect(texts).toEqual(["Hello Ada", "Still open"]);
  await expect(customer.changeNumber("+15550199998", { userId: "GB.20881134566712093344" })).rejects.toThrow(
    "another customer has it",
  );
});
