import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a template is sent and delivered", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const { code, output } = await runExample("send.ts", environment).ended;
  expect(sandbox.sent).toMatchObject([{ to: customer.waId, status: "delivered" }]);
  expect(output).toBe(`Accepted as ${sandbox.sent[0]?.id}\n`);
  expect(code).toBe(0);
  expect(sandbox.warnings).toEqual([]);
});
