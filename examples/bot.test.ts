import { messageWebhook, signWebhook } from "@openwaba/webhooks";
import { describe, expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

/** A bot in a process of its own, and the platform that it works for. */
async function start(file: string) {
  const platform = await startPlatform();
  await runExample(file, platform.environment).printed("Waiting for webhooks");
  return platform;
}

/** Orders something at another route of a bot's server. */
function order({ url }: { url: string }) {
  const headers = { "content-type": "application/json" };
  return fetch(new URL("/orders", url), { method: "POST", headers, body: '{"beans":2}' });
}

describe.each([
  ["bot.ts", false],
  ["bot-express.ts", true],
  ["bot-hono.ts", true],
])("%s", (file, hasRoutes) => {
  test("takes the webhooks of the platform, and no others", async () => {
    const { sandbox, webhook } = await start(file);
    expect(await sandbox.verifyWebhook()).toMatchObject({ isVerified: true });
    const forged = messageWebhook({ text: { body: "Hello" } });
    expect((await fetch(webhook.url, await signWebhook(forged, "another secret"))).status).toBe(401);
    if (hasRoutes) expect(await (await order(webhook)).json()).toEqual({ taken: { beans: 2 } });
    expect(sandbox.calls).toEqual([]);
  });

  test("a customer writes, presses a button and gets an answer", async () => {
    const { sandbox, customer } = await start(file);
    await customer.text("Grüß Gott! ☕");
    const [menu] = await customer.inbox();
    expect(menu?.buttons.map(({ title }) => title)).toEqual(["Where is my order?", "Opening hours"]);
    if (menu?.buttons[1]) await customer.press(menu.buttons[1]);
    const [answer] = await customer.inbox();
    expect(answer?.message).toMatchObject({ text: { body: "We are open from 8 to 18." } });
    customer.read();
    await sandbox.settled();
    expect(sandbox.sent.map(({ status }) => status)).toEqual(["read", "read"]);
    expect(sandbox.webhooks.every(({ state }) => state === "accepted")).toBe(true);
    expect(sandbox.warnings).toEqual([]);
  });
});

test("without a token a bot says what it needs", async () => {
  const { code, output } = await runExample("bot.ts").ended;
  expect(code).toBe(2);
  expect(output).toMatch(/^Cannot start the bot: set WHATSAPP_ACCESS_TOKEN\./);
});
