import { expect, test } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox();
const messages = "/108110225544001/messages";
const text = { messaging_product: "whatsapp", type: "text", text: { body: "Your order is ready." } };
const template = {
  messaging_product: "whatsapp",
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
};

/** The values of the webhooks that went out, or would have. */
function told(from: { webhooks: typeof sandbox.webhooks } = sandbox) {
  return from.webhooks.flatMap(({ body }) => JSON.parse(body).entry[0].changes.map((change: object) => change));
}

function statusesOf(values: ReturnType<typeof told>) {
  return values.flatMap(({ value }) => value.statuses ?? []);
}

test("each message has an id of its own, in Meta's form", async () => {
  const ids = new Set<unknown>();
  for (let count = 0; count < 20; count++) {
    const { body } = await call("POST", messages, { body: { ...text, to: "+15550123456" } });
    ids.add((body["messages"] as { id: string }[])[0]?.id);
  }
  expect(ids.size).toBe(20);
  expect([...ids].every((id) => /^wamid\.[A-Za-z0-9+/]{30,}=*$/.test(String(id)))).toBe(true);
});

test("an id is not given again after a reset: a bot that handles each message once would ignore it", async () => {
  const first = await sandbox.customer("+15550123456").text("Hello");
  sandbox.reset();
  expect((await sandbox.customer("+15550123456").text("Hello")).id).not.toBe(first.id);
});

test.each([
  [{ to: "+1 (555) 012-3456" }, { input: "+1 (555) 012-3456", wa_id: "15550123456" }, "15550123456"],
  [
    { recipient: "US.13491208655302741918" },
    { input: "US.13491208655302741918", user_id: "US.13491208655302741918", wa_id: "15550123456" },
    "US.13491208655302741918",
  ],
  [
    { to: "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0", recipient_type: "group" },
    { input: "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0", wa_id: "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0" },
    "HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0",
  ],
])("a message to %j is kept under its recipient", async (recipient, contact, to) => {
  const { body } = await call("POST", messages, { body: { ...text, ...recipient } });
  expect(body["contacts"]).toEqual([contact]);
  expect(sandbox.sent).toMatchObject([{ phoneNumberId: "108110225544001", to, message: text }]);
});

test("a template is sent and delivered, and the sender is told so", async () => {
  const { body } = await call("POST", messages, {
    body: { ...template, to: "15550123456", biz_opaque_callback_data: "order 17" },
  });
  const [{ id } = { id: "" }] = body["messages"] as { id: string }[];
  await sandbox.settled();
  expect(statusesOf(told())).toMatchObject([
    { id, status: "sent", recipient_id: "15550123456", biz_opaque_callback_data: "order 17" },
    { id, status: "delivered", recipient_id: "15550123456", biz_opaque_callback_data: "order 17" },
  ]);
  expect(told()[0]).toMatchObject({
    field: "messages",
    value: { metadata: { display_phone_number: "15550123456", phone_number_id: "108110225544001" } },
  });
});

test("free text to somebody who has not written is taken, and fails by webhook", async () => {
  const { status } = await call("POST", messages, { body: { ...text, to: "15550123456" } });
  await sandbox.settled();
  expect(status).toBe(200);
  expect(statusesOf(told())).toMatchObject([{ status: "failed", errors: [{ code: 131047 }] }]);
  expect(sandbox.sent).toMatchObject([{ status: "failed" }]);
});

test("the window of 24 hours opens with each message of the customer, for the number that got it", async () => {
  let now = Date.UTC(2026, 10, 5);
  const { sandbox: own, call: callOwn } = await startSandbox({ now: () => now });
  const send = async (number = messages) => {
    await callOwn("POST", number, { body: { ...text, to: "15550123456" } });
    return own.sent.at(-1)?.status;
  };
  await own.customer("+15550123456").text("Hello");
  expect(await send()).toBe("delivered");
  expect(await send("/108110225544002/messages")).toBe("failed");
  now += 24 * 60 * 60 * 1000 - 1000;
  expect(await send()).toBe("delivered");
  now += 1000;
  expect(await send()).toBe("failed");
});

test("the rule of 24 hours can be switched off", async () => {
  const { sandbox: own, call: callOwn } = await startSandbox({ rules: { customerServiceWindow: false } });
  await callOwn("POST", messages, { body: { ...text, to: "15550123456" } });
  expect(own.sent).toMatchObject([{ status: "delivered" }]);
});

test("what was sent cannot be changed from outside, and is gone after a reset", async () => {
  await call("POST", messages, { body: { ...template, to: "15550123456" } });
  Object.assign(sandbox.sent[0] ?? {}, { to: "nobody" });
  expect(sandbox.sent).toMatchObject([{ to: "15550123456" }]);
  sandbox.reset();
  expect([sandbox.sent, sandbox.webhooks]).toEqual([[], []]);
});
