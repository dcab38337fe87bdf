// A bot tested against the platform: customers write, press and wait a day, and things fail. Needs vitest, nothing else.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox } from "@openwaba/sandbox";
import { createWhatsAppClient, messageWebhook, sendMessage, signWebhook, toNodeHandler } from "openwaba";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createBot } from "./bot/bot.ts";

// #region setup
const appSecret = "secret-of-the-app";
const verifyToken = "our-word";
const server = createServer().listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
const webhook = { url: `http://127.0.0.1:${port}/webhook`, verifyToken };
const sandbox = await createSandbox({ strict: true, webhook, webhookSecret: appSecret });
const bot = createBot({ accessToken: sandbox.accessToken, baseUrl: sandbox.url, appSecret, verifyToken });
server.on("request", toNodeHandler(bot));

beforeEach(() => sandbox.reset());
afterAll(async () => {
  await sandbox.close();
  server.close();
});
// #endregion setup

// #region ten-lines
test("a customer asks for the opening hours", async () => {
  const ada = sandbox.customer("+15550187204");
  await ada.text("Hello!"); // resolves when the bot has answered the webhook
  const [menu] = await ada.inbox();
  const hours = menu?.buttons.find(({ title }) => title === "Opening hours");
  if (hours) await ada.press(hours);
  const [answer] = await ada.inbox();
  expect(answer?.text).toBe("We are open from 8 to 18.");
});
// #endregion ten-lines

// #region assertions
test("the bot reads the message, quotes it and says nothing else", async () => {
  const ada = sandbox.customer("+15550187204");
  const { id, deliveries } = await ada.text("Hello!");
  expect(deliveries[0]?.attempts.map(({ status }) => status)).toEqual([200]);
  expect(ada.chat().messages[0]).toMatchObject({ id, isRead: true });
  expect(await ada.inbox()).toMatchObject([{ quotes: id, text: "What can we do for you?" }]);

  ada.read();
  await sandbox.settled(); // no webhook is on its way any more
  expect(sandbox.sent).toMatchObject([{ to: "15550187204", status: "read", category: "service" }]);
  expect(sandbox.calls.map(({ operation, status }) => [operation, status])).toEqual([
    ["sendMessage", 200], // read receipts go the same way
    ["sendMessage", 200],
  ]);
});
// #endregion assertions

// #region clock
test("after a day without a message, only a template reaches the customer", async () => {
  const client = createWhatsAppClient({
    auth: sandbox.accessToken,
    baseUrl: sandbox.url,
    ids: { phone_number_id: sandbox.phoneNumberId },
  });
  const to = "+15550187204";
  const ada = sandbox.customer(to);
  await ada.text("Hello!");
  sandbox.clock.advance(24 * 60 * 60 * 1000); // ms

  await sendMessage(client, { to, text: { body: "Are you still there?" } });
  expect(sandbox.sent.at(-1)).toMatchObject({ status: "failed", error: { code: 131047 } });
  await sendMessage(client, { to, type: "template", template: { name: "hello_world", language: { code: "en_US" } } });
  expect(ada.received().at(-1)?.message).toMatchObject({ type: "template" });
});
// #endregion clock

// #region faults
test("a limit is waited for, and a lost connection leads to another delivery", async () => {
  const ada = sandbox.customer("+15550187204");
  sandbox.inject({ kind: "throttle", operation: "sendMessage", code: 130429, retryAfter: 0 });
  await ada.text("Hello!");
  expect(await ada.inbox()).toHaveLength(1);

  sandbox.inject({ kind: "drop", operation: "sendMessage" }); // before it takes effect
  const { deliveries } = await ada.text("Hello?");
  expect(deliveries[0]?.attempts.map(({ status }) => status)).toEqual([500, 200]);
  expect(await ada.inbox()).toHaveLength(1);
});
// #endregion faults

// #region snapshot
test("every answer to the same menu", async () => {
  await sandbox.customer("+15550187204").text("Hello!");
  const chosen = sandbox.snapshot(); // plain data: it can be kept in a file
  const titles: (string | undefined)[] = [];
  for (const place of [0, 1]) {
    sandbox.restore(chosen);
    const ada = sandbox.customer("+15550187204");
    const button = ada.received().at(-1)?.buttons[place];
    if (button) await ada.press(button);
    titles.push(ada.received().at(-1)?.text);
  }
  expect(titles).toEqual(["It left our roastery this morning.", "We are open from 8 to 18."]);
});
// #endregion snapshot

// #region forged
test("a delivery that somebody else signed is rejected", async () => {
  const forged = await signWebhook(messageWebhook({ text: { body: "Hello!" } }), "another secret");
  expect((await fetch(webhook.url, forged)).status).toBe(401);
  expect(sandbox.calls).toEqual([]);
});
// #endregion forged
