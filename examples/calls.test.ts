import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a call is taken, the permission asked for, and the customer called", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const example = runExample("calls.ts", environment);
  await example.printed("☞ Please call");
  await customer.call();
  await example.printed("☞ Please write “Hello”");
  await customer.text("Hello");
  await example.printed("☞ Please allow it");
  await customer.send({
    type: "call_permission_reply",
    response: "accept",
    is_permanent: true,
    response_source: "user_action",
  });
  await example.printed("☞ Please take the call");
  const ringing = customer.calls().find(({ state }) => state === "ringing");
  await customer.answer({ id: ringing?.id ?? "" });
  await example.printed("☞ Please end the call");
  await customer.hangUp({ id: ringing?.id ?? "" });

  const { code, output } = await example.ended;
  expect(output).toContain("The permission is permanent, and a call is possible now");
  expect(output).toMatch(/← connect with an answer\n {3}← ACCEPTED/);
  expect(output).toContain("Two calls were taken and ended.");
  expect(code).toBe(0);
  const actions = sandbox.calls.filter(({ operation }) => operation === "manageCall");
  expect(actions.map(({ body }) => (body as { action: string }).action)).toEqual([
    "pre_accept",
    "accept",
    "terminate",
    "connect",
  ]);
  expect(customer.calls()).toMatchObject([
    { direction: "USER_INITIATED", state: "ended" },
    { direction: "BUSINESS_INITIATED", state: "ended" },
  ]);
  expect(sandbox.warnings).toEqual([]);
});

test("without a token it runs on a sandbox of its own, and plays the customer", async () => {
  const { code, output } = await runExample("calls.ts").ended;
  expect(output).toContain("Two calls were taken and ended.");
  expect(code).toBe(0);
});
