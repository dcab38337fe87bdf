import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

async function start() {
  const platform = await startPlatform();
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const journal = join(folder, "jobs.jsonl");

  /** Starts the bot, whose work takes so many milliseconds. */
  async function run(workTime: number) {
    const bot = runExample("bot-queue.ts", { ...platform.environment, WORK_MILLISECONDS: String(workTime) }, [journal]);
    await bot.printed("Waiting for webhooks");
    return bot;
  }
  return { ...platform, journal, run };
}

test("webhooks are answered before the work is done, and each message once", async () => {
  const { sandbox, customer, run } = await start();
  await run(500);
  const { deliveries } = await customer.text("One");
  await customer.text("Two");
  expect(sandbox.sent).toEqual([]);
  await sandbox.redeliver(deliveries[0]?.id ?? "");
  const answers = await customer.inbox({ count: 2 });
  expect(answers.map(({ text }) => text)).toEqual(["I thought about it: One", "I thought about it: Two"]);
  await sandbox.settled();
  expect(sandbox.webhooks.every(({ state }) => state === "accepted")).toBe(true);
  expect(sandbox.warnings).toEqual([]);
});

test("what a crash interrupts is done by the next process, and what is done is not done again", async () => {
  const { sandbox, customer, journal, run } = await start();
  const first = await run(0);
  const { deliveries } = await customer.text("Done");
  await customer.inbox();
  await expect.poll(() => readFile(journal, "utf8")).toContain('"end":"done"');
  first.stop();
  await first.ended;

  const second = await run(60_000);
  await customer.text("Interrupted");
  second.stop();
  await second.ended;
  await writeFile(journal, '{"key":"torn', { flag: "a" }); // as a crash in the middle of a line leaves it

  await run(0);
  expect(await customer.inbox()).toMatchObject([{ text: "I thought about it: Interrupted" }]);
  await sandbox.redeliver(deliveries[0]?.id ?? "");
  await customer.text("After");
  expect(await customer.inbox()).toMatchObject([{ text: "I thought about it: After" }]);
  expect(sandbox.sent).toHaveLength(3);
});

test("a job that fails is tried again", async () => {
  const { sandbox, customer, run } = await start();
  const bot = await run(0);
  sandbox.inject({ kind: "throttle", operation: "sendMessage", status: 400, code: 131009 });
  await customer.text("Hello");
  await bot.printed("✗ attempt 1 of 5");
  expect(await customer.inbox({ timeout: 10_000 })).toMatchObject([{ text: "I thought about it: Hello" }]);
});
