import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

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
