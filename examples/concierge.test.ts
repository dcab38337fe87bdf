import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type PressableButton } from "@openwaba/sandbox";
import { createMessagesClient, sendMessage } from "@openwaba/messages";
import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { createConcierge } from "./concierge/bot.ts";

const day = 24 * 60 * 60 * 1000;
const secrets = { appSecret: "a-secret-of-the-app", verifyToken: "a-word-of-ours" };
const accessToken = "sandbox-token";

async function start() {
  const port = await freePort();
  const sandbox = await createSandbox({
    accessToken,
    strict: true,
    webhook: { url: `http://127.0.0.1:${port}/`, verifyToken: secrets.verifyToken },
    webhookSecret: secrets.appSecret,
  });
  const bot = createConcierge({
    ...secrets,
    accessToken,
    baseUrl: sandbox.url,
    mediaOrigins: [sandbox.mediaUrl],
  });
  await listen(bot, port);
  onTestFinished(async () => {
    bot.close();
    bot.closeAllConnections();
    await sandbox.close();
  });
  return { sandbox, client: createMessagesClient({ auth: accessToken, baseUrl: sandbox.url }) };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  server.close();
  await once(server, "close");
  return port;
}

test("a customer and a bot hold a conversation of every kind", async () => {
  const { sandbox, client } = await start();
  const ada = sandbox.customer("+15550123456");
  const answer = async () => (await ada.inbox())[0];
  const press = async (buttons: readonly PressableButton[] = [], place = 0) => {
    const button = buttons[place];
    if (!button) throw new Error("there is nothing to press");
    await ada.press(button);
  };

  // reading and writing are seen, and the answer quotes the question
  const { id: question } = await ada.text("Hello?");
  expect(await answer()).toMatchObject({ text: "Say buttons, list, flow or place.", quotes: question });
  expect(ada.chat().messages.find(({ id }) => id === question)).toMatchObject({ isRead: true });
  expect(sandbox.calls.map(({ operation }) => operation)).toEqual(["sendMessage", "sendMessage"]);
  expect(ada.chat().isTyping).toBe(false);

  await ada.text("buttons");
  const buttons = await answer();
  expect(buttons?.buttons.map(({ title }) => title)).toEqual(["At seven", "No, thanks"]);
  await press(buttons?.buttons);
  expect(await answer()).toMatchObject({ text: "You chose At seven" });

  await ada.text("list");
  await press((await answer())?.buttons, 1);
  expect(await answer()).toMatchObject({ text: "You chose Porridge" });

  await ada.text("flow");
  const flow = await answer();
  await ada.complete(flow ?? { id: "" }, { guests: 2 });
  expect(await answer()).toMatchObject({ text: 'You chose {"flow_token":"table-31","guests":2}' });

  await ada.text("place");
  const { id: request = "" } = (await answer()) ?? {};
  await ada.send(
    { type: "location", latitude: 37.8, longitude: -122.3, name: "Lantern House" },
    { context: { id: request } },
  );
  expect(await answer()).toMatchObject({ text: "Near Lantern House" });

  await ada.send({ type: "contacts", contacts: [{ name: { formatted_name: "Tomas Reyes" } }] });
  const thanks = await answer();
  expect(thanks).toMatchObject({ text: "We call Tomas Reyes" });
  await ada.react(thanks ?? { id: "" }, "🎉");
  expect(await answer()).toMatchObject({ text: "Thanks for the 🎉" });

  // a picture goes to the bot, and comes back
  const bytes = new Uint8Array(await readFile(new URL("files/harbour.png", import.meta.url)));
  const picture = await ada.sendFile(bytes, { type: "image/png" });
  const [reaction, copy] = await ada.inbox({ count: 2 });
  expect(reaction).toMatchObject({ message: { reaction: { message_id: picture.id, emoji: "😍" } } });
  expect(ada.chat().messages.find(({ id }) => id === picture.id)).toMatchObject({ reaction: "😍" });
  expect(ada.download(copy ?? { id: "" })).toEqual({ bytes, type: "image/png" });

  // she calls, the bot takes the call, she hangs up
  const call = await ada.call();
  expect(ada.calls()).toMatchObject([{ id: call.id, state: "taken" }]);
  await ada.hangUp(call);
  expect(ada.calls()).toMatchObject([{ id: call.id, state: "ended" }]);

  // after a day only a template is delivered
  sandbox.clock.advance(day);
  const input = { phone_number_id: sandbox.phoneNumberId, to: "+15550123456" };
  await sendMessage(client, { ...input, text: { body: "Still there?" } });
  expect(sandbox.sent.at(-1)).toMatchObject({ status: "failed", error: { code: 131047 } });
  await sendMessage(client, {
    ...input,
    type: "template",
    template: { name: "hello_world", language: { code: "en_US" } },
  });
  expect(await answer()).toMatchObject({ message: { type: "template" } });

  ada.read();
  await sandbox.settled();
  const statuses = sandbox.sent.map(({ status, message }) => (message["type"] === "reaction" ? "reaction" : status));
  expect(new Set(statuses)).toEqual(new Set(["read", "reaction", "failed"]));
  expect(sandbox.webhooks.every(({ state }) => state === "accepted")).toBe(true);
  expect(sandbox.warnings).toEqual([]);
});
