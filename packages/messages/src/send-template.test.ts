import { expect, test } from "vitest";
import { createMessagesClient, sendTemplate } from "./index.ts";

const template = { name: "hello_world", language: { code: "en_US" } };

function connect() {
  const requests: { path: string; body: unknown }[] = [];
  const fetch = async (input: unknown, init?: { body?: unknown }) => {
    requests.push({ path: new URL(String(input)).pathname, body: JSON.parse(String(init?.body)) });
    return Response.json({ messages: [{ id: "wamid.sent" }] });
  };
  return { options: { auth: "EAAB", retry: false as const, fetch }, requests };
}

test("sendTemplate() sends what a message has of its target, and nothing else", async () => {
  const { options, requests } = connect();
  const client = createMessagesClient(options);
  const target = { to: "+15550123456", context: { message_id: "wamid.1" }, biz_opaque_callback_data: "order-8841" };
  const input = {
    ...target,
    phone_number_id: "108110225544001",
    body: ["Ada"],
    template: "other",
    __proto__: { to: "1" },
  };
  const { messages } = await sendTemplate(client, input, template);
  expect(messages[0]?.id).toBe("wamid.sent");
  const body = { messaging_product: "whatsapp", ...target, type: "template", template };
  expect(requests).toEqual([{ path: "/v25.0/108110225544001/messages", body }]);
});

test("sendTemplate() sends from the number that the client is bound to, unless another is given", async () => {
  const { options, requests } = connect();
  const client = createMessagesClient({ ...options, ids: { phone_number_id: "999" } });
  await sendTemplate(client, { recipient: "US.1" }, template);
  await sendTemplate(client, { recipient_type: "group", to: "HBg", phone_number_id: "1" }, template);
  expect(requests.map(({ path }) => path)).toEqual(["/v25.0/999/messages", "/v25.0/1/messages"]);
});
