import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("an account is made to match files, and its template is sent by its function", async () => {
  const { sandbox, environment } = await startPlatform();
  const { code, output } = await runExample("templates-as-code.ts", environment).ended;
  expect(output).toContain("+ create order_on_its_way en_GB  templates/orders.yaml:2");
  expect(output).toMatch(/order_on_its_way +en_GB +102290129340398 +created +APPROVED/);
  expect(output).toContain("whatsapp-templates.ts lacks nothing: 1 templates");
  expect(output).toContain("132000 body: got 1 parameters, expected 2 (first_name, order)");
  expect(output).toContain("132018 body: a parameter has line breaks");
  expect(output).toContain("The account is as the files say.");
  expect(code).toBe(0);
  expect(sandbox.sent).toMatchObject([
    {
      to: "15550187204",
      status: "delivered",
      message: { template: { name: "order_on_its_way", language: { code: "en_GB" } } },
    },
  ]);
  expect(sandbox.warnings).toEqual([]);
});

test("a second run finds nothing to do, and sends again", async () => {
  const { sandbox, environment } = await startPlatform();
  await runExample("templates-as-code.ts", environment).ended;
  const { code, output } = await runExample("templates-as-code.ts", environment).ended;
  expect(output).toContain("= unchanged order_on_its_way en_GB (APPROVED)");
  expect(code).toBe(0);
  expect(sandbox.sent).toHaveLength(2);
});

test("without a token it runs on a sandbox of its own", async () => {
  const { code, output } = await runExample("templates-as-code.ts").ended;
  expect(output).toContain("The account is as the files say.");
  expect(code).toBe(0);
});
