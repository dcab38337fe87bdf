import { expect, test } from "vitest";
import type { SandboxOptions } from "../options.ts";
import { startSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";

const hour = 3_600_000;
const url = "http://127.0.0.1:9/"; // nobody listens
const text = { type: "text", text: { body: "Hello" } };
const offer = { type: "template", template: { name: "winter_sale", language: { code: "en_US" } } };
const template = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } };

async function start(options: SandboxOptions = {}) {
  let now = Date.UTC(2026, 10, 5);
  const { sandbox, call } = await startSandbox({ now: () => now, ...options });
  return {
    sandbox,
    call,
    wait: (milliseconds: number) => void (now += milliseconds),
    /** Sends something, and returns the statuses that tell of it. */
    async send(message: object, edge = "messages") {
      const body = { messaging_product: "whatsapp", to: "15550123456", ...message };
      const { body: answer } = await call("POST", `/108110225544001/${edge}`, { body });
      const [{ id }] = answer["messages"] as [{ id: string }];
      const values = sandbox.webhooks.map((delivery) => {
        expect(schemaProblems(delivery.body)).toEqual([]);
        return JSON.parse(delivery.body).entry[0].changes[0].value;
      });
      return values.flatMap(({ statuses = [] }) => statuses).filter((status) => status.id === id);
    },
  };
}

test("a message costs what its category and the open window say", async () => {
  const { sandbox, send } = await start();
  expect(await send(template)).toMatchObject([
    { status: "sent", pricing: { type: "regular", category: "utility", billable: true } },
    { status: "delivered", pricing: { type: "regular", category: "utility" } },
  ]);
  await sandbox.customer("+15550123456").text("Hello");
  const free = { type: "free_customer_service", billable: false };
  expect((await send(template))[0]).toMatchObject({ pricing: { ...free, category: "utility" } });
  expect((await send(text))[0]).toMatchObject({ pricing: { ...free, category: "service" } });
  expect((await send(offer, "marketing_messages"))[0]).toMatchObject({
    pricing: { type: "regular", category: "marketing_lite" },
  });
});

test("an advertisement opens 72 free hours with the first answer within 24 hours", async () => {
  const { sandbox, send, wait } = await start();
  const ada = sandbox.customer("+15550123456");
  await ada.text("Hello", { referral: { source_type: "ad", source_id: "120210" } });
  wait(23 * hour);
  const [first] = await send(text);
  expect(first).toMatchObject({
    pricing: { type: "free_entry_point", category: "referral_conversion", billable: false },
    conversation: { origin: { type: "referral_conversion" } },
  });
  const end = Date.UTC(2026, 10, 5) / 1000 + (23 + 72) * 3600;
  expect(first.conversation.expiration_timestamp).toBe(String(end));
  wait(71 * hour);
  const [template2] = await send(template);
  expect(template2).toMatchObject({
    pricing: { type: "free_entry_point" },
    conversation: { id: first.conversation.id },
  });
  expect(await send(text)).toMatchObject([{ status: "failed", errors: [{ code: 131047 }] }]); // free, but too late
  wait(hour);
  const [after] = await send(template);
  expect(after).toMatchObject({ pricing: { type: "regular", category: "utility" } });
  expect(after).not.toHaveProperty("conversation");
});

test("an advertisement that is answered after a day opens nothing", async () => {
  const { sandbox, send, wait } = await start();
  await sandbox.customer("+15550123456").text("Hello", { referral: { source_type: "ad" } });
  wait(24 * hour);
  expect((await send(template))[0]).toMatchObject({ pricing: { type: "regular" } });
});

test("before v24.0 statuses have the conversation of their category, for a day", async () => {
  const { send, wait } = await start({ webhook: { url, version: "v23.0" } });
  const [first] = await send(template);
  expect(first).toMatchObject({ conversation: { origin: { type: "utility" } } });
  const [second] = await send(template);
  expect(second.conversation.id).toBe(first.conversation.id);
  wait(24 * hour);
  expect((await send(template))[0].conversation.id).not.toBe(first.conversation.id);
});

test("from v24.0 on they have none", async () => {
  const { send } = await start({ webhook: { url, version: "v24.0" } });
  expect((await send(template))[0]).not.toHaveProperty("conversation");
});

test("a reaction is told as sent alone, and never as read", async () => {
  const { sandbox, send } = await start();
  const ada = sandbox.customer("+15550123456");
  const { id } = await ada.text("Hello");
  const statuses = await send({ type: "reaction", reaction: { message_id: id, emoji: "👍" } });
  ada.read();
  await sandbox.settled();
  expect(statuses).toMatchObject([{ status: "sent" }]);
  expect(sandbox.webhooks.some(({ body }) => body.includes('"read"'))).toBe(false);
});

test("a voice message is told as read and played, each once", async () => {
  const { sandbox, send } = await start();
  const ada = sandbox.customer("+15550123456");
  await ada.text("Hello");
  await send({ type: "audio", audio: { id: "1037543291543637", voice: true } });
  const [voice = { id: "" }] = await ada.inbox();
  ada.play(voice);
  ada.play(voice);
  ada.read();
  await sandbox.settled();
  const statuses = sandbox.webhooks.flatMap(({ body }) => {
    expect(schemaProblems(body)).toEqual([]);
    return JSON.parse(body).entry[0].changes[0].value.statuses ?? [];
  });
  expect(statuses.map(({ status }) => status)).toEqual(["sent", "delivered", "read", "played"]);
  expect(() => ada.play({ id: "wamid.AA==" })).toThrow("Cannot play wamid.AA==: the customer got no such message");
});

test("a message to a group is told as delivered and read for each member, and priced once", async () => {
  const { sandbox, call, send } = await start();
  await call("POST", "/108110225544001/groups", { body: { messaging_product: "whatsapp", subject: "Tasting" } });
  const { body } = await call("GET", "/108110225544001/groups");
  const to = (body["data"] as { groups: { id: string }[] }).groups.at(-1)?.id ?? "";
  const participants = [{ user: "+15550123456" }, { user: "+442079460999" }];
  await call("POST", `/${to}/participants`, { body: { messaging_product: "whatsapp", participants } });
  const statuses = await send({ ...text, recipient_type: "group", to, biz_opaque_callback_data: "tasting-1" });
  const group = { recipient_id: to, recipient_type: "group", biz_opaque_callback_data: "tasting-1" };
  expect(statuses).toMatchObject([
    { ...group, status: "sent", pricing: { category: "group_service" } },
    { ...group, status: "delivered", recipient_participant_id: "15550123456", pricing: { category: "group_service" } },
    { ...group, status: "delivered", recipient_participant_id: "442079460999" },
  ]);
  expect(statuses[2]).not.toHaveProperty("pricing");
  const bea = sandbox.customer({ phoneNumber: "+442079460999", name: "Bea" });
  expect(await bea.inbox()).toMatchObject([{ text: "Hello", to }]);
  for (const customer of [bea, bea, sandbox.customer("+15550123456")]) customer.read();
  await sandbox.settled();
  const read = sandbox.webhooks.flatMap(({ body: sent }) => JSON.parse(sent).entry[0].changes[0].value.statuses ?? []);
  expect(read.filter(({ status }) => status === "read").map((status) => status.recipient_participant_id)).toEqual([
    "442079460999",
    "15550123456",
  ]);
  await bea.text("See you there", { groupId: to });
  const { value } = JSON.parse(sandbox.webhooks.at(-1)?.body ?? "").entry[0].changes[0];
  expect(value.messages).toMatchObject([{ group_id: to, from: "442079460999" }]);
  await expect(sandbox.customer("+442079460998").text("Me too", { groupId: to })).rejects.toThrow(
    `Cannot send to the group ${to}: the customer is not in such a group`,
  );
});
