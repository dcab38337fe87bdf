import type { WebhookDelivery } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { documentedField } from "../../../sandbox/src/webhooks/documented-webhooks.ts";
import { isWebhookField, webhookFields } from "../../../sandbox/src/webhooks/webhook-fields.ts";
import { subjectOf } from "./delivery-subject.ts";

function delivery(changes: readonly { field: string; value: unknown }[], body?: string): WebhookDelivery {
  const entry = [{ id: "102290129340398", changes }];
  return {
    id: "1",
    state: "accepted",
    wabaId: "102290129340398",
    fields: changes.map(({ field }) => field),
    time: 0,
    headers: {},
    body: body ?? JSON.stringify({ object: "whatsapp_business_account", entry }),
    attempts: [],
  };
}

const titleOf = (field: string, value: unknown) => subjectOf(delivery([{ field, value }])).title;

test.each([
  ["messages", { messages: [{ type: "text", text: { body: "Hello" } }] }, "text message: Hello"],
  ["messages", { messages: [{ type: "image", image: { caption: "A door" } }] }, "image message: A door"],
  ["messages", { messages: [{ type: "__proto__" }] }, "__proto__ message"],
  ["messages", { statuses: [{ status: "delivered" }] }, "status delivered"],
  ["messages", { statuses: [{ status: "failed", errors: [{ code: 131047 }] }] }, "status failed: error 131047"],
  [
    "message_template_status_update",
    { event: "APPROVED", message_template_name: "hello_world" },
    "template hello_world approved",
  ],
  ["account_update", { event: "VERIFIED_ACCOUNT" }, "account update: verified account"],
  ["calls", { calls: [{ event: "connect" }] }, "calls: connect"],
  ["flows", null, "flows"],
])("a delivery of %s with %j is called %s", (field, value, title) => expect(titleOf(field, value)).toBe(title));

test.each(webhookFields)("the documented example of %s has a title", (field) => {
  if (!isWebhookField(field)) throw new Error(`${field} is not documented`);
  expect(titleOf(field, documentedField(field).example)).toMatch(/^[^[{]{3,160}$/);
});

test("several changes are counted, and the number is that of the first", () => {
  const metadata = { display_phone_number: "15550123456" };
  const change = { field: "messages", value: { metadata, statuses: [{ status: "read" }] } };
  expect(subjectOf(delivery([change, change, change]))).toEqual({
    title: "status read and 2 more",
    number: "15550123456",
  });
});

test.each([
  "",
  "no JSON",
  "null",
  "[]",
  '{"entry":{}}',
  '{"entry":[null]}',
  `{"entry":[],"a":"${"x".repeat(300_000)}"}`,
])("a body like %.20s is called by its field", (body) =>
  expect(subjectOf(delivery([{ field: "user_preferences", value: {} }], body)).title).toBe("user preferences"),
);
