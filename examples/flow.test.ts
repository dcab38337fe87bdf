import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a flow is checked, published, sent and filled in", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const example = runExample("flow.ts", environment);
  await example.printed("☞ Please write “Hello”");
  await customer.text("Hello");
  await example.printed("☞ Please book");
  const [form] = await customer.inbox();
  await customer.complete({ id: form?.id ?? "" }, { roast: "light", day: "2026-12-24" });
  const { code, output } = await example.ended;
  expect(output).toMatch(/✗ INVALID_FLOW_JSON in line \d+: .*\n.*publish {2}400\n.*code 139002/);
  expect(output).toContain("← light roast, on 2026-12-24");
  expect(output).toMatch(/← flow \d+: FLOW_STATUS_CHANGE PUBLISHED/);
  expect(code).toBe(0);
  expect(await customer.inbox()).toMatchObject([{ text: "See you on 2026-12-24. We roast it light." }]);
  expect(sandbox.calls.filter(({ status }) => status !== 200).map(({ operation }) => operation)).toEqual([
    "publishFlow",
  ]);
  expect(sandbox.warnings).toEqual([]);
});

test("without a token it runs on a sandbox of its own, and plays the customer", async () => {
  const { code, output } = await runExample("flow.ts").ended;
  expect(output).toContain("← dark roast, on 2026-12-12");
  expect(output).toContain("The flow was filled in.");
  expect(code).toBe(0);
});
