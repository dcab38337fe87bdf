import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test("a template is created, approved, and sent with its parameters", async () => {
  const { sandbox, environment } = await startPlatform();
  const { code, output } = await runExample("template.ts", environment).ended;
  expect(output).toContain("It is APPROVED");
  expect(output).toMatch(/← sent\n {3}← delivered/);
  expect(output).toContain("table_ready was approved and sent.");
  expect(code).toBe(0);
  expect(sandbox.sent).toMatchObject([
    {
      to: "15550187204",
      status: "delivered",
      message: {
        template: {
          name: "table_ready",
          language: { code: "en_GB" },
          components: [
            {
              type: "body",
              parameters: [
                { parameter_name: "first_name", text: "Ada" },
                { parameter_name: "table", text: "7, by the window" },
              ],
            },
            { type: "button" },
          ],
        },
      },
    },
  ]);
  const operations = sandbox.calls.map(({ operation }) => operation);
  expect(operations[0]).toBe("createMessageTemplate");
  expect(operations.lastIndexOf("getMessageTemplate")).toBeLessThan(operations.indexOf("sendMessage"));
  expect(sandbox.warnings).toEqual([]);
});

test("a template that an earlier run has created is sent without another one", async () => {
  const { sandbox, environment } = await startPlatform();
  await runExample("template.ts", environment).ended;
  const { code, output } = await runExample("template.ts", environment).ended;
  expect(output).toContain("It was handed in before.");
  expect(output).toContain("table_ready was approved and sent.");
  expect(code).toBe(0);
  expect(sandbox.sent).toHaveLength(2);
  const creations = sandbox.calls.filter(({ operation }) => operation === "createMessageTemplate");
  expect(creations.map(({ status }) => status)).toEqual([200, 400]);
});

test("without a token it runs on a sandbox of its own", async () => {
  const { code, output } = await runExample("template.ts").ended;
  expect(output).toContain("table_ready was approved and sent.");
  expect(code).toBe(0);
});
