import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a flow with types is checked, published, sent with data and read", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const example = runExample("flow-types.ts", environment);
  await example.printed("☞ Please write “Hello”");
  await customer.text("Hello");
  await example.printed("☞ Please book");
  const [form] = await customer.inbox();
  await customer.complete({ id: form?.id ?? "" }, { day: "2026-12-24", roasts: ["dark"], wishes: "A window" });
  const { code, output } = await example.ended;
  expect(output).toMatch(/✗ INVALID_ON_CLICK_ACTION_PAYLOAD in line \d+, on ROAST: .* ROAST has no input wish\n/);
  expect(output).toContain("✓ no mistakes");
  expect(output).toContain("← dark, on 2026-12-24, wishes: A window");
  expect(code).toBe(0);
  const data = { days: [{ id: "2026-12-19", title: "Saturday, 2 seats left" }] };
  expect(sandbox.sent.find(({ id }) => id === form?.id)?.message).toMatchObject({
    interactive: { action: { parameters: { flow_action_payload: { screen: "DAY", data } } } },
  });
  expect(sandbox.calls.filter(({ status }) => status !== 200)).toEqual([]);
  expect(sandbox.warnings).toEqual([]);
});

test("an answer that is not the flow's ends it with an error that does not print the answer", async () => {
  const { environment, customer } = await startPlatform();
  const example = runExample("flow-types.ts", environment);
  await example.printed("☞ Please write “Hello”");
  await customer.text("Hello");
  await example.printed("☞ Please book");
  const [form] = await customer.inbox();
  await customer.complete({ id: form?.id ?? "" }, { stars: "five-secret" });
  await example.printed("Cannot read the response of the flow: day is missing");
  expect(example.output()).not.toContain("five-secret");
});

test("without a token it runs on a sandbox of its own, and plays the customer", async () => {
  const { code, output } = await runExample("flow-types.ts").ended;
  expect(output).toContain("← light and dark, on 2026-12-19, wishes: none");
  expect(code).toBe(0);
});
