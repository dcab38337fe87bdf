import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";

const { sandbox, call } = await shareSandbox();

function control(action: string, more: object = { to: "+1 555 012 3456" }) {
  const body = { messaging_product: "whatsapp", action, ...more };
  return call("POST", "/108110225544001/thread_control", { body });
}

const person = { to: "+15550123456" };
const refused = { status: 400, body: { error: { code: 100 } } };

test("a chat is passed, taken back and released, and others cannot be passed", async () => {
  const { request_id } = (await control("pass", { ...person, control_pass: { target_role: "marketing" } })).body;
  expect(request_id).toEqual(expect.any(String));
  expect(await control("pass")).toMatchObject(refused);
  expect(await control("release")).toMatchObject(refused);
  expect((await control("pass", { recipient: "US.1" })).status).toBe(200);
  expect((await control("take")).status).toBe(200);
  expect((await control("release")).status).toBe(200);
  expect(await control("pass")).toMatchObject(refused);
  expect((await control("take")).status).toBe(200);
});

test("who gets a chat is told by webhook, a release is not", async () => {
  await control("pass", { ...person, control_pass: { target_role: "marketing" }, metadata: "A refund" });
  await control("take");
  await control("release");
  expect(sandbox.webhooks.flatMap(({ body }) => schemaProblems(body))).toEqual([]);
  const told = sandbox.webhooks.flatMap(({ body }) => JSON.parse(body).entry[0].changes);
  const sender = { wa_id: "15550123456" };
  expect(told).toMatchObject([
    {
      field: "messaging_handovers",
      value: {
        sender,
        type: "control_passed",
        control_passed: { previous_owner_role: "escalation", new_owner_role: "marketing", metadata: "A refund" },
      },
    },
    { value: { sender, type: "control_taken", control_taken: { previous_owner_role: "marketing" } } },
  ]);
});
