// Deliveries that the platform has sent, with other names and numbers: not everything that its pages promise is there.
import { describe, expect, test } from "vitest";
import { createWebhookHandler, type WebhookHandlers } from "./index.ts";
import {
  appSecret,
  documentedDeliveries,
  type Envelope,
  envelope,
  messagesChange,
  signedRequest,
  verifyToken,
} from "./webhooks.test-support.ts";

const unreadable = {
  code: 131000,
  title: "Something went wrong",
  error_data: { details: "Unsupported webhook payload" },
};
const welcome = { id: "wamid.W", from: "14155550142", timestamp: "1795602000", type: "request_welcome" } as const;

const recorded = {
  "the end of a restriction as text": envelope({
    field: "account_update",
    value: {
      event: "ACCOUNT_RESTRICTION",
      restriction_info: [
        { restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: "2026-12-30T13:38:04+0000" },
      ],
    },
  }),
  "times as text": envelope(
    {
      field: "account_update",
      value: { event: "VOLUME_BASED_PRICING_TIER_UPDATE", volume_tier_info: { tier_update_time: "1795603800" } },
    },
    {
      field: "template_category_update",
      value: { message_template_id: 1689556908129832, category_update_timestamp: "1795690530" },
    },
  ),
  "a reply without its content": envelope(
    messagesChange({
      contacts: [{ profile: { name: "Nadia Okafor" }, wa_id: "14155550142" }],
      messages: [
        {
          id: "wamid.A",
          from: "14155550142",
          timestamp: "1795602000",
          context: { id: "wamid.B" },
          type: "interactive",
        },
      ],
      errors: [unreadable],
    }),
  ),
  "a text with an error in place of its content": envelope(
    messagesChange({ messages: [{ id: "wamid.A", timestamp: "1795602000", type: "text", errors: [unreadable] }] }),
  ),
  "a username that was taken back": envelope({
    field: "business_username_updates",
    value: { display_phone_number: "15550123456", status: "deleted", context: "revoked" },
  }),
  "a username by the older name of the field": envelope({
    field: "business_username_update",
    value: { display_phone_number: "15550123456", username: "lanterntea", status: "approved" },
  }),
  "a chat that was opened": envelope(
    messagesChange({ messages: [{ ...welcome, from_logical_id: "264269555851436" }] }),
  ),
  "a status with the platform's own id": envelope(
    messagesChange({
      statuses: [
        { id: "wamid.C", status: "delivered", timestamp: "1795602003", recipient_logical_id: "244048631738500" },
      ],
    }),
  ),
} satisfies Record<string, Envelope>;

/** Looks at the content of every kind that has one, as far as the types make it. */
const on = {
  "messages.audio": ({ message }) => message.audio?.id,
  "messages.button": ({ message }) => message.button?.text.length,
  "messages.contacts": ({ message }) => message.contacts?.map(({ name }) => name?.formatted_name),
  "messages.document": ({ message }) => message.document?.id,
  "messages.edit": ({ message }) => message.edit?.original_message_id,
  "messages.image": ({ message }) => message.image?.id,
  "messages.interactive": ({ message }) => message.interactive?.type.length,
  "messages.location": ({ message }) => message.location?.latitude.toFixed(2),
  "messages.order": ({ message }) => message.order?.product_items.length,
  "messages.reaction": ({ message }) => message.reaction?.message_id,
  "messages.revoke": ({ message }) => message.revoke?.original_message_id,
  "messages.sticker": ({ message }) => message.sticker?.id,
  "messages.system": ({ message }) => message.system?.type.length,
  "messages.text": ({ message }) => message.text?.body.trim(),
  "messages.unsupported": ({ message }) => message.unsupported?.type?.length,
  "messages.video": ({ message }) => message.video?.id,
  account_update: ({ value }) => value.restriction_info?.map(({ expiration }) => new Date(expiration ?? Number.NaN)),
  template_category_update: ({ value }) => Number(value.category_update_timestamp),
  business_username_updates: ({ value }) => [value.username?.trim(), value.context?.trim()],
  other: ({ field }) => field.trim(),
} satisfies WebhookHandlers;

async function deliver(delivery: Envelope) {
  const errors: unknown[] = [];
  const handler = createWebhookHandler({ appSecret, verifyToken, on, onError: (error) => void errors.push(error) });
  const { status } = await handler(await signedRequest(delivery));
  return { status, errors };
}

describe("a handler that was written from the types", () => {
  test.each(Object.entries(recorded))("does not throw on %s", async (_, delivery) => {
    expect(await deliver(delivery)).toEqual({ status: 200, errors: [] });
  });

  test("does not throw on any documented delivery, nor on any of its messages without its content", async () => {
    for (const delivery of Object.values(await documentedDeliveries())) {
      expect(await deliver(delivery)).toEqual({ status: 200, errors: [] });
      expect(await deliver(withoutContent(delivery))).toEqual({ status: 200, errors: [] });
    }
  });
});

/** The delivery with every message cut down to what all messages have. */
function withoutContent(delivery: Envelope): Envelope {
  const changes = delivery.entry
    .flatMap((entry) => entry.changes)
    .flatMap((change) => (change.field === "messages" ? [change] : []));
  return envelope(
    ...changes.map(({ value }) => {
      const messages = (value.messages ?? []).map(({ id, timestamp, type }) => ({ id, timestamp, type }));
      return messagesChange({ messages, errors: [unreadable] });
    }),
  );
}
