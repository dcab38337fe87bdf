import { describe, expect, test, vi } from "vitest";
import { createWebhookHandler } from "./handler.ts";
import { lists } from "./lists.ts";
import { readEvents } from "./read-events.ts";
import {
  appSecret,
  documentedDeliveries,
  metadata,
  signedRequest,
  textMessage,
  verifyToken,
} from "./webhooks.test-support.ts";

const item = { id: "wamid.A", timestamp: "1795602000" };

/** The events of a change of the account, unless its entry has another id. */
function read(field: string, value: unknown, id: unknown = "102290129340398") {
  return readEvents(
    JSON.stringify({ object: "whatsapp_business_account", entry: [{ id, changes: [{ field, value }] }] }),
  );
}

describe.each(Object.entries(lists))("an item of %s", (field, kinds) => {
  test.each(Object.entries(kinds))("in %s has its account and number, or is left in its change", (list, kind) => {
    const items = { [list]: [item] };
    const content = field === "standby" ? { standby: items } : items;
    expect(read(field, { metadata, ...content })).toEqual([
      expect.objectContaining({ kind, wabaId: "102290129340398", phoneNumberId: "108110225544001", [kind]: item }),
    ]);
    for (const number of [
      {},
      { metadata: null },
      { metadata: { phone_number_id: null } },
      { metadata: { phone_number_id: "" } },
    ])
      expect(read(field, { ...number, ...content })).toEqual([
        expect.objectContaining({ kind: "change", value: { ...number, ...content } }),
      ]);
    for (const id of [null, ""])
      expect(read(field, { metadata, ...content }, id)).toEqual([
        expect.objectContaining({ kind: "change", value: { metadata, ...content } }),
      ]);
  });
});

test("a message without its number is handled by `other`", async () => {
  const [text, other] = [vi.fn(), vi.fn()];
  const handler = createWebhookHandler({ appSecret, verifyToken, on: { "messages.text": text, other } });
  const value = { messages: [textMessage("wamid.A")] };
  const payload = {
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  };
  expect((await handler(await signedRequest(payload))).status).toBe(200);
  expect(text).not.toHaveBeenCalled();
  expect(other).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: "change", value }));
});

test("no documented delivery has an item without its account and number", async () => {
  const events = Object.values(await documentedDeliveries()).flatMap((payload) => readEvents(JSON.stringify(payload)));
  const left = events.filter(({ field, kind }) => Object.hasOwn(lists, field) && kind === "change");
  expect(left).toEqual([]);
});
