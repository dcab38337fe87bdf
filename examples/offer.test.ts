import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a template is created once and sent twice, and each button is answered", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const bot = runExample("answer.ts", environment);
  await bot.printed("Waiting for webhooks");

  /** Runs the program, presses a button of what comes, and returns its output and the answer. */
  async function offer(title: string) {
    const { code, output } = await runExample("offer.ts", environment).ended;
    expect(code).toBe(0);
    const [message] = await customer.inbox();
    expect(message?.text).toBe("Your table is booked for 8 pm. Will you come?");
    const button = message?.buttons?.find((one) => one.title === title);
    if (!button) throw new Error(`Cannot press ${title}: there is no such button`);
    await customer.press(button);
    const [answer] = await customer.inbox();
    return { output, answer: answer?.text };
  }

  expect(await offer("Yes")).toEqual({
    output: expect.stringMatching(/^The template is APPROVED\nAccepted as wamid\./),
    answer: "See you at 8 pm!",
  });
  expect(await offer("No")).toEqual({
    output: expect.stringMatching(/^The template was created before\nAccepted as wamid\./),
    answer: "Thank you for telling us. Your table is free again.",
  });
  expect(bot.output()).toContain("Pressed: Yes\nPressed: No\n");
  expect(sandbox.warnings).toEqual([]);
});
