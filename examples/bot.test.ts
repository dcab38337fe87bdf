import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createSandbox } from "@openwaba/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { createBot } from "./bot/bot.ts";

/** The bot, and the platform that it works for. */
async function start() {
  const secrets = { appSecret: "a-secret-of-the-app", verifyToken: "a-word-of-ours" };
  const platform: { baseUrl?: string; accessToken: string } = { accessToken: "sandbox-token" };
  const port = await freePort();
  const sandbox = await createSandbox({
    accessToken: platform.accessToken,
    webhook: { url: `http://127.0.0.1:${port}/`, verifyToken: secrets.verifyToken },
    webhookSecret: secrets.appSecret,
  });
  const bot = createBot({ ...secrets, accessToken: platform.accessToken, baseUrl: sandbox.url });
  bot.listen(port, "127.0.0.1");
  await once(bot, "listening");
  onTestFinished(async () => {
    bot.close();
    bot.closeAllConnections();
    await sandbox.close();
  });
  return sandbox;
}

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("the platform accepts its webhook", async () => {
  const sandbox = await start();
  expect(await sandbox.verifyWebhook()).toMatchObject({ isVerified: true });
});

test("a customer writes, presses a button and gets an answer", async () => {
  const sandbox = await start();
  const ada = sandbox.customer("+15550123456");
  await ada.text("Hello!");
  const [menu] = await ada.inbox();
  expect(menu?.buttons.map(({ title }) => title)).toEqual(["Where is my order?", "Opening hours"]);
  if (menu?.buttons[1]) await ada.press(menu.buttons[1]);
  const [answer] = await ada.inbox();
  expect(answer?.message).toMatchObject({ text: { body: "We are open from 8 to 18." } });
  ada.read();
  await sandbox.settled();
  expect(sandbox.sent.map(({ status }) => status)).toEqual(["read", "read"]);
  expect(sandbox.webhooks.every(({ state }) => state === "accepted")).toBe(true);
});
