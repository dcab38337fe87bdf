import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

const isRequired = { appSecret: "secret-of-the-app" };

test("a business signs up, and its first message is delivered", async () => {
  const { sandbox, environment } = await startPlatform(isRequired);
  const { code, output } = await runExample("embedded-signup.ts", { ...environment, WHATSAPP_SIGNUP_CODE: "AQB" })
    .ended;
  expect(output).toContain("← sent, delivered");
  expect(output).toContain("The business is open.");
  expect(code).toBe(0);
  expect(sandbox.calls.map(({ operation }) => operation)).toEqual([
    "exchangeToken",
    "debugToken",
    "subscribeApp",
    "registerPhoneNumber",
    "getPhoneNumber",
    "sendMessage",
  ]);
  expect(sandbox.sent).toMatchObject([{ to: "15550187204", message: { template: { name: "hello_world" } } }]);
  expect(sandbox.warnings).toEqual([]);
});

test("the output holds no secret: neither code, nor token, nor app secret, nor PIN", async () => {
  const { sandbox, environment } = await startPlatform(isRequired);
  const { output } = await runExample("embedded-signup.ts", { ...environment, WHATSAPP_SIGNUP_CODE: "AQB7" }).ended;
  expect(output).toContain("POST /v25.0/108110225544001/register  200");
  for (const secret of ["AQB7", "sandbox-", environment.META_APP_SECRET, "581063", sandbox.accessToken])
    expect(output).not.toContain(secret);
});

test("a code that was used before opens nothing", async () => {
  const { sandbox, environment } = await startPlatform(isRequired);
  const url = new URL("/v25.0/oauth/access_token", sandbox.url);
  url.search = String(
    new URLSearchParams({
      client_id: environment.META_APP_ID,
      client_secret: environment.META_APP_SECRET,
      code: "AQB",
    }),
  );
  expect((await fetch(url)).status).toBe(200);
  const { code, output } = await runExample("embedded-signup.ts", { ...environment, WHATSAPP_SIGNUP_CODE: "AQB" })
    .ended;
  expect(output).toContain("This authorization code has been used");
  expect(output).toContain("The business has not signed up.");
  expect(code).toBe(1);
  expect(sandbox.sent).toEqual([]);
});

test("without a token it runs on a sandbox of its own", async () => {
  const { code, output } = await runExample("embedded-signup.ts").ended;
  expect(output).toContain("The business is open.");
  expect(code).toBe(0);
});
