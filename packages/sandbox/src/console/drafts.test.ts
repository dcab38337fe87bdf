import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox } = await shareSandbox();
const template = { name: "open", language: "en_US", components: [{ type: "BODY", text: "Come to the pier at noon" }] };

async function post(body: unknown) {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox/drafts`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("a draft has the same address each time, and is no template of the account", async () => {
  const { status, body } = await post(template);
  expect([status, (await post(template)).body]).toEqual([200, body]);
  const response = await fetch(`${sandbox.url}/_sandbox/drafts/${String(body["id"])}`);
  expect(await response.json()).toEqual(template);
  const world = await (await fetch(`${sandbox.url}/_sandbox/world`)).text();
  expect(world).not.toContain("Come to the pier");
});

test.each([[], {}, { ...template, name: 1 }, { ...template, components: [null] }, { ...template, components: [{}] }])(
  "%j is no draft",
  async (body) => {
    expect(await post(body)).toMatchObject({ status: 400 });
  },
);

test("there is no other draft", async () => {
  expect((await fetch(`${sandbox.url}/_sandbox/drafts/0`)).status).toBe(404);
});
