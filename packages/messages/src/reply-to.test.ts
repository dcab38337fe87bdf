import { GraphError } from "@openwaba/runtime";
import { expect, test } from "vitest";
import { createMessagesClient, markAsRead, replyTo } from "./index.ts";

const phoneNumberId = "108110225544001";
const text = { body: "Thank you!" };
const sent = { messaging_product: "whatsapp", contacts: [{}], messages: [{ id: "wamid.sent" }] };

/** A client whose requests are kept, bound to another number than the one that received the message. */
function connect(answer: object = sent, status = 200) {
  const requests: { path: string; body: unknown }[] = [];
  const client = createMessagesClient({
    auth: "EAAB",
    ids: { phone_number_id: "999" },
    retry: false,
    fetch: async (input, init) => {
      requests.push({ path: new URL(String(input)).pathname, body: JSON.parse(String(init?.body)) });
      return Response.json(answer, { status });
    },
  });
  return { client, requests };
}

const message = { id: "wamid.received" };
const quote = { messaging_product: "whatsapp", context: { message_id: "wamid.received" }, text };

test.each([
  ["a number", { from: "15550123456", from_user_id: "US.1" }, { to: "15550123456" }],
  ["a user id, if the number is not shared", { from_user_id: "US.1" }, { recipient: "US.1" }],
  ["a group", { from: "15550123456", group_id: "HBg" }, { recipient_type: "group", to: "HBg" }],
])("replyTo() answers %s from the number that received the message, with a quote", async (_, sender, recipient) => {
  const { client, requests } = connect();
  const answer = await replyTo(client, { phoneNumberId, message: { ...message, ...sender } }, { text });
  expect(answer.messages[0]?.id).toBe("wamid.sent");
  expect(requests).toEqual([{ path: `/v25.0/${phoneNumberId}/messages`, body: { ...quote, ...recipient } }]);
});

test("replyTo() quotes nothing when it reacts", async () => {
  const { client, requests } = connect();
  const reaction = { type: "reaction", reaction: { message_id: message.id, emoji: "👍" } } as const;
  await replyTo(client, { phoneNumberId, message: { ...message, from: "15550123456" } }, reaction);
  expect(requests.map((request) => request.body)).toEqual([
    { messaging_product: "whatsapp", to: "15550123456", ...reaction },
  ]);
});

test("replyTo() rejects a message without a sender, and sends nothing", async () => {
  const { client, requests } = connect();
  await expect(replyTo(client, { phoneNumberId, message }, { text })).rejects.toThrow(
    new TypeError("Cannot reply to wamid.received: it names no sender"),
  );
  expect(requests).toEqual([]);
});

test("replyTo() throws what the platform answers", async () => {
  const { client } = connect({ error: { message: "Message undeliverable", code: 131026 } }, 400);
  const reply = replyTo(client, { phoneNumberId, message: { ...message, from: "15550123456" } }, { text });
  await expect(reply).rejects.toThrow(GraphError);
});

test.each([
  ["marks a message as read", undefined, {}],
  [
    "shows that an answer is being written",
    { typing_indicator: { type: "text" } },
    { typing_indicator: { type: "text" } },
  ],
] as const)("markAsRead() %s", async (_, receipt, body) => {
  const { client, requests } = connect({ success: true });
  expect(await markAsRead(client, { phoneNumberId, message }, receipt)).toEqual({ success: true });
  expect(requests).toEqual([
    {
      path: `/v25.0/${phoneNumberId}/messages`,
      body: { messaging_product: "whatsapp", status: "read", message_id: "wamid.received", ...body },
    },
  ]);
});
