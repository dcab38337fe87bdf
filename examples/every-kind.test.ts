import type { SendMessageContent } from "@openwaba/messages";
import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

type Kind = Extract<SendMessageContent, { type: string }>["type"];
type InteractiveKind = Extract<SendMessageContent, { type: "interactive" }>["interactive"]["type"];

// a kind that is missing does not compile
const kinds = {
  text: true,
  image: true,
  audio: true,
  video: true,
  document: true,
  sticker: true,
  location: true,
  contacts: true,
  reaction: true,
  pin: true,
  template: true,
  interactive: true,
} satisfies Record<Kind, true>;
const interactiveKinds = {
  button: true,
  list: true,
  product: true,
  product_list: true,
  catalog_message: true,
  cta_url: true,
  flow: true,
  location_request_message: true,
  address_message: true,
  order_details: true,
  order_status: true,
  call_permission_request: true,
  voice_call: true,
  carousel: true,
  request_contact_info: true,
} satisfies Record<InteractiveKind, true>;

test("every kind of message is sent, accepted and delivered", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  const example = runExample("every-kind.ts", environment);
  await example.printed("☞ Please write “Hello”");
  await customer.text("Hello");
  const { code, output } = await example.ended;

  expect(output).not.toContain("✗");
  expect(output).toContain("39 messages were accepted, 0 rejected.");
  expect(output).toContain("Webhooks told of 39 of them, and that 0 could not be delivered.");
  expect(code).toBe(0);
  const messages = sandbox.sent.map(({ message }) => message as { type?: string; interactive?: { type: string } });
  expect(sandbox.sent.every(({ status }) => status === "delivered")).toBe(true);
  expect(new Set(messages.map(({ type = "text" }) => type))).toEqual(new Set(Object.keys(kinds)));
  expect(new Set(messages.flatMap(({ interactive }) => interactive?.type ?? []))).toEqual(
    new Set(Object.keys(interactiveKinds)),
  );
  for (const kind of ["image", "video", "audio", "document", "sticker"])
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ [kind]: expect.objectContaining({ id: expect.any(String) }) }),
        expect.objectContaining({ [kind]: expect.objectContaining({ link: expect.any(String) }) }),
      ]),
    );
  // all messages, the receipt and the two that go to a group
  expect(sandbox.calls.filter(({ operation }) => operation === "sendMessage")).toHaveLength(messages.length + 1);
  expect(sandbox.warnings).toEqual([]);
});

test("what the platform rejects is named, and the rest is sent", async () => {
  const { sandbox, environment, customer } = await startPlatform();
  sandbox.inject({ kind: "slow", operation: "sendMessage", milliseconds: 1 }); // the receipt
  sandbox.inject({ kind: "throttle", operation: "sendMessage", status: 400, code: 131009 }); // the first text
  const example = runExample("every-kind.ts", environment);
  await example.printed("☞ Please write “Hello”");
  await customer.text("Hello");
  const { code, output } = await example.ended;
  expect(output).toMatch(/✗ text: .*131009/);
  expect(output).toContain("38 messages were accepted, 1 rejected.");
  expect(code).toBe(0);
});

test("without a token it runs on a sandbox of its own, and plays the customer", async () => {
  const { code, output } = await runExample("every-kind.ts").ended;
  expect(output).toContain("on a sandbox at http://127.0.0.1:");
  expect(output).toContain("39 messages were accepted, 0 rejected.");
  expect(code).toBe(0);
});
