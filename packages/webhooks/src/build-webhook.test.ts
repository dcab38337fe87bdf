import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { readDocuments } from "../../../scripts/specs/documents.ts";
import { changeWebhook, messageWebhook, statusWebhook } from "./build-webhook.ts";
import type { Schemas } from "./generated/index.ts";
import { createWebhookHandler } from "./handler.ts";
import type { MessageContent } from "./message-content.ts";
import { readEvents } from "./read-events.ts";
import { signWebhook } from "./sign.ts";
import { address, appSecret, documentedDeliveries, type Envelope, verifyToken } from "./webhooks.test-support.ts";

const [document] = await readDocuments(join(import.meta.dirname, "../../.."), ["webhooks"]);
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
ajv.addSchema(document?.openapi ?? {}, "document");
const check = ajv.compile({ $ref: "document#/components/schemas/WebhookEnvelope" });
const schemas = document?.openapi.components?.schemas as unknown as Record<string, { enum?: string[] }>;
const [fields = [], types = [], statuses = []] = ["ChangeField", "MessageType", "MessageStatus"].map(
  (name) => schemas[name]?.enum,
);

/** What the schema says about a delivery that was sent. */
function errorsOf(webhook: Envelope) {
  check(JSON.parse(JSON.stringify(webhook)));
  return check.errors;
}

/** The value of the only change of a delivery of messages. */
function valueOf(webhook: Envelope): Schemas["MessagesValue"] {
  expect(webhook.entry.map(({ changes }) => changes.map(({ field }) => field))).toEqual([["messages"]]);
  return webhook.entry[0]?.changes[0]?.value as Schemas["MessagesValue"];
}

/** Each documented change as a delivery of its own. */
const documented = Object.entries(await documentedDeliveries()).flatMap(([name, { object, entry }]) =>
  entry.flatMap(({ changes, ...origin }) =>
    changes.map((change) => {
      const delivery = { object, entry: [{ ...origin, changes: [change] }] };
      return { name, delivery, origin, change, value: change.value as Schemas["MessagesValue"] };
    }),
  ),
);
const ofMessages = documented.filter(({ change }) => change.field === "messages");

describe("changeWebhook()", () => {
  test.each(documented.filter(({ change }) => fields.includes(change.field)))(
    "builds the documented delivery $name byte for byte",
    ({ delivery, origin: { id, time }, change }) => {
      const { messaging_product: _product, metadata: _number, ...value } = change.value as Record<string, unknown>;
      const options = { wabaId: id, ...(time !== undefined && { time }) };
      const built = changeWebhook(change.field as "messages", value, options);
      expect(JSON.stringify(built)).toBe(JSON.stringify(delivery));
    },
  );

  test("has the time of now where the platform sends one", () => {
    const { entry } = changeWebhook("security", { display_phone_number: "15550123456", event: "PIN_CHANGED" });
    expect(entry).toEqual([expect.objectContaining({ id: "102290129340398", time: expect.any(Number) })]);
    expect(Math.abs((entry[0]?.time ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    expect(changeWebhook("calls", { calls: [] }).entry[0]).not.toHaveProperty("time");
  });

  test("takes another account and number, and prefers those of the value", () => {
    const options = { wabaId: "1", phoneNumberId: "2", displayPhoneNumber: "3", time: 4 };
    expect(changeWebhook("calls", { calls: [] }, options).entry).toEqual([
      {
        id: "1",
        time: 4,
        changes: [
          {
            field: "calls",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "3", phone_number_id: "2" },
              calls: [],
            },
          },
        ],
      },
    ]);
    const metadata = { phone_number_id: "5" };
    expect(valueOf(changeWebhook("messages", { metadata, errors: [] }, options)).metadata).toEqual(metadata);
  });

  test("is joined with others by their entries", async () => {
    const [one, other] = [messageWebhook({ text: { body: "Hi" } }), statusWebhook({ status: "read" })];
    const joined = { ...one, entry: [...one.entry, ...other.entry] };
    expect(errorsOf(joined)).toBeNull();
    expect(readEvents(JSON.stringify(joined)).map(({ kind }) => kind)).toEqual(["message", "status"]);
  });
});

describe("messageWebhook()", () => {
  const messages = ofMessages.filter(
    ({ value }) =>
      value.messages?.length === 1 && value.messages.every(({ type }) => types.includes(type)) && !value.errors,
  );

  test.each(messages)("builds the documented message of $name, and its type", ({ value }) => {
    const [message] = value.messages ?? [];
    const { type, ...content } = message as MessageContent;
    const [contact] = value.contacts ?? [];
    const given = Object.hasOwn(content, type ?? "") ? content : message;
    const built = valueOf(messageWebhook(given as MessageContent, contact ? { contact } : {}));
    expect(built).toEqual({ ...value, conversation_context: undefined });
    expect(built.messages?.[0]?.type).toBe(type);
  });

  test("builds the documented text byte for byte", () => {
    const id = "wamid.HBgLMTQxNTU1NTAxNDIVAgASGBQzQTAwMDEwMDAxMDAxMwA=";
    const built = messageWebhook({ text: { body: "Do you deliver to Alameda?" }, id, timestamp: "1795602960" });
    expect(JSON.stringify(built)).toBe(JSON.stringify(documented.find(({ name }) => name === "text")?.delivery));
  });

  test("has its defaults, which the schema accepts", () => {
    const webhook = messageWebhook({ image: { id: "1", mime_type: "image/jpeg" } });
    expect(errorsOf(webhook)).toBeNull();
    expect(readEvents(JSON.stringify(webhook))).toEqual([
      expect.objectContaining({
        wabaId: "102290129340398",
        phoneNumberId: "108110225544001",
        displayPhoneNumber: "15550123456",
        contact: { profile: { name: "Nadia Okafor" }, wa_id: "14155550142", user_id: "US.81602457713094425" },
        message: {
          from: "14155550142",
          from_user_id: "US.81602457713094425",
          id: expect.stringMatching(/^wamid\.[\w+/]+=*$/),
          timestamp: expect.stringMatching(/^\d{10}$/),
          type: "image",
          image: { id: "1", mime_type: "image/jpeg" },
        },
      }),
    ]);
  });

  test.each([
    ["a number", { from: "15550187" }, { wa_id: "15550187" }],
    ["a user id", { from_user_id: "US.1" }, { user_id: "US.1" }],
    ["both", { from: "15550187", from_user_id: "US.1" }, { wa_id: "15550187", user_id: "US.1" }],
  ])("names a sender of %s alone, with a contact of the same ids", (_, sender, ids) => {
    const webhook = messageWebhook({ text: { body: "Hi" }, ...sender }, { contact: { profile: { name: "Tomas" } } });
    expect(errorsOf(webhook)).toBeNull();
    const { from, from_user_id } = valueOf(webhook).messages?.[0] ?? {};
    expect({ from, from_user_id }).toEqual(sender);
    expect(valueOf(webhook).contacts).toStrictEqual([{ profile: { name: "Tomas" }, ...ids }]);
  });

  test("may have no content", () => {
    expect(errorsOf(messageWebhook({ type: "request_welcome" }))).toBeNull();
    expect(valueOf(messageWebhook({ type: "text", errors: [{ code: 131000 }] })).messages).toEqual([
      expect.objectContaining({ type: "text", errors: [{ code: 131000 }] }),
    ]);
  });

  test("is handled each time it is built, and once for each id", async () => {
    const handle = vi.fn();
    const handler = createWebhookHandler({ appSecret, verifyToken, on: { "messages.text": handle } });
    const deliver = async (id?: string) => {
      const webhook = messageWebhook({ text: { body: "Hi" }, ...(id && { id }) });
      const response = await handler(new Request(address, await signWebhook(webhook, appSecret)));
      expect(response.status).toBe(200);
    };
    for (const id of [undefined, undefined, "wamid.A", "wamid.A"]) await deliver(id);
    expect(handle).toHaveBeenCalledTimes(3);
  });
});

describe("statusWebhook()", () => {
  const single = ofMessages.filter(
    ({ value }) => value.statuses?.length === 1 && value.statuses.every(({ status }) => statuses.includes(status)),
  );

  test.each(single)("builds the documented status of $name", ({ value, delivery }) => {
    const [status] = value.statuses ?? [];
    const [contact] = value.contacts ?? [];
    const built = statusWebhook(status as Schemas["ReadStatus"], contact ? { contact } : {});
    expect(valueOf(built).statuses).toEqual(value.statuses);
    if (contact) expect(built).toEqual(delivery);
  });

  test.each(statuses)("builds %s, which the schema accepts", (status) => {
    const webhook = statusWebhook({ status: status as Schemas["MessageStatus"] });
    expect(errorsOf(webhook)).toBeNull();
    expect(valueOf(webhook).statuses).toEqual([
      {
        id: expect.stringMatching(/^wamid\./),
        status,
        timestamp: expect.stringMatching(/^\d{10}$/),
        recipient_id: "14155550142",
        recipient_user_id: "US.81602457713094425",
      },
    ]);
  });

  test("names no contact of a failed message or of a group, as the platform does not", () => {
    expect(valueOf(statusWebhook({ status: "failed" }))).not.toHaveProperty("contacts");
    const group = { recipient_id: "Y2FwaV9ncm91cA", recipient_type: "group" };
    expect(valueOf(statusWebhook({ status: "read", ...group }))).not.toHaveProperty("contacts");
    expect(valueOf(statusWebhook({ status: "read", recipient_id: "1555" })).contacts).toEqual([
      { profile: { name: "Nadia Okafor" }, wa_id: "1555" },
    ]);
  });
});
