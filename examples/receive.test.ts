import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a customer writes and is answered, once", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  await runExample("receive.ts", environment).printed("Waiting for webhooks");
  expect(await sandbox.verifyWebhook()).toMatchObject({ isVerified: true });
  const { id, deliveries } = await customer.text("Hello");
  expect(await customer.inbox()).toMatchObject([{ text: "You wrote: Hello", quotes: id }]);
  await sandbox.redeliver(deliveries[0]?.id ?? "");
  expect(sandbox.sent).toHaveLength(1);
  expect(sandbox.warnings).toEqual([]);
});

test("a message that is not delivered is named", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const bot = runExample("receive.ts", environment);
  await bot.printed("Waiting for webhooks");
  await customer.text("Hello");
  await customer.inbox();
  customer.leave();
  await runExample("send.ts", environment).ended;
  await bot.printed("131026");
  expect(sandbox.sent.map(({ status }) => status)).toEqual(["delivered", "failed"]);
});
