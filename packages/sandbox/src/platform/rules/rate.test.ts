import { expect, test } from "vitest";
import type { SandboxOptions } from "../../options.ts";
import { refusal, startSandbox } from "../../sandbox.test-support.ts";

const template = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } };

async function start(options: SandboxOptions = { rules: { rateLimits: true } }) {
  const { sandbox, call } = await startSandbox({ ...options, now: () => 1_795_602_960_000 });
  const send = (to = "+15550123456") =>
    call("POST", "/108110225544001/messages", { body: { messaging_product: "whatsapp", to, ...template } });
  return { sandbox, call, send };
}

test("without the rule there are no limits", async () => {
  const { send, sandbox } = await start({});
  for (let count = 0; count < 100; count++) await send();
  expect(sandbox.sent.every(({ status }) => status === "delivered")).toBe(true);
});

test("one recipient gets 45 messages at once, then one in 6 seconds, while others are not held up", async () => {
  const { sandbox, send } = await start();
  for (let count = 0; count < 45; count++) {
    expect((await send()).status).toBe(200);
    sandbox.clock.advance(13); // below 80 a second
  }
  expect(await send()).toMatchObject(refusal(400, 131056));
  expect((await send("+442079460999")).status).toBe(200);
  sandbox.clock.advance(6000 - 45 * 13 - 1);
  expect(await send()).toMatchObject(refusal(400, 131056));
  sandbox.clock.advance(1);
  expect((await send()).status).toBe(200);
  expect(await send()).toMatchObject(refusal(400, 131056));
});

test("a number that sends too fast may go on after a moment, and the account is not held up", async () => {
  const { sandbox, call, send } = await start();
  for (let count = 0; count < 80; count++) await send(`+4420794600${10 + count}`);
  const answer = await send();
  expect(answer).toMatchObject(refusal(429, 130429));
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(answer.headers.has("x-business-use-case-usage")).toBe(false);
  expect((await call("GET", "/108110225544001")).status).toBe(200);
  sandbox.clock.advance(1000);
  expect((await send()).status).toBe(200);
});

test("an account is told in minutes when it may go on", async () => {
  const { sandbox, call } = await start();
  const read = () => call("GET", "/104996122399160");
  for (let count = 0; count < 200; count++) await read();
  const answer = await read();
  expect(answer).toMatchObject(refusal(429, 80007));
  expect(JSON.parse(answer.headers.get("x-business-use-case-usage") ?? "")).toMatchObject({
    "104996122399160": [{ type: "whatsapp_business_management", call_count: 100, estimated_time_to_regain_access: 1 }],
  });
  expect((await call("GET", "/102290129340398")).status).toBe(200);
  sandbox.clock.advance(18_000); // a 200th of an hour
  expect((await read()).status).toBe(200);
});

test("a refused message takes nothing of what is left", async () => {
  const { sandbox, call, send } = await start();
  const nobody = { messaging_product: "whatsapp", recipient: "US.17", ...template };
  for (let count = 0; count < 100; count++) await call("POST", "/108110225544001/messages", { body: nobody });
  expect((await send()).status).toBe(200);
  sandbox.reset();
  for (let count = 0; count < 45; count++) expect((await send()).status).toBe(200);
});
