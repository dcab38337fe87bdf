import { describe, expect, test } from "vitest";
import { dedupeKeyOf, type KeyParts } from "./dedupe-key.ts";

const base = { field: "messages", kind: "message", entryId: "1022", time: undefined, phoneNumberId: "1065" };
const keyOf = (parts: Partial<KeyParts>) => dedupeKeyOf({ ...base, content: {}, ...parts });

const message = { id: "wamid.A", type: "text", timestamp: "1" };
const status = { id: "wamid.A", status: "delivered", timestamp: "1" };
const template = { message_template_id: "77", event: "APPROVED" };
const error = { code: 130429, title: "Rate limit hit" };
const chunk = { metadata: { phase: 1, chunk_order: 2, progress: 40 }, threads: [{ messages: [{ id: "wamid.A" }] }] };
const edit = {
  ...message,
  type: "edit",
  edit: { original_message_id: "wamid.A", message: { type: "text", text: { body: "Monday" } } },
};

describe("dedupeKeyOf()", () => {
  // a new version of the package must not handle again what an older one has handled
  test("is the same from one release to the next", () => {
    expect(keyOf({ content: message })).toBe("4f63e1429b79f6b9107545d5eadc5515");
    expect(keyOf({ kind: "status", content: status })).toBe("c8427081817199d9542a0c073402213b");
    expect(
      keyOf({
        field: "security",
        kind: "change",
        time: 17,
        phoneNumberId: undefined,
        content: { event: "PIN_CHANGED" },
      }),
    ).toBe("487e6e4aac1565d93888cf3216c48e5b");
  });

  test.each<[string, Partial<KeyParts>]>([
    ["an error of an account", { kind: "error", content: error }],
    ["an error in a delivery that has a time", { kind: "error", time: 17, content: { ...error, timestamp: "17" } }],
    ["a message without an id or a time", { content: { type: "text" } }],
    ["a status without an id or a time", { kind: "status", content: { status: "read" } }],
    ["a history that was declined", { field: "history", kind: "chunk", content: { errors: [error] } }],
    ["a change without a time", { kind: "change", content: { event: "PIN_CHANGED" } }],
    ["an event of a template without a time", { kind: "change", content: template }],
    ["a change without a value", { kind: "change", content: undefined }],
  ])("has no key for %s", (_, parts) => {
    expect(keyOf(parts)).toBeUndefined();
  });

  test.each<[string, Partial<KeyParts>, Partial<KeyParts>]>([
    [
      "a message whose text was read otherwise",
      { content: message },
      { content: { ...message, timestamp: "2", text: { body: "Sunday" } } },
    ],
    ["a message of an account with two ids", { content: message }, { entryId: "1023", content: message }],
    [
      "a status with other details",
      { kind: "status", content: status },
      { kind: "status", content: { ...status, pricing: { billable: true } } },
    ],
    [
      "a status of a member of a group in the other spelling",
      { kind: "status", content: { ...status, recipient_participant_id: "1415" } },
      { kind: "status", content: { ...status, participant_recipient_id: "1415" } },
    ],
    ["a chunk of the history", { kind: "chunk", content: chunk }, { kind: "chunk", content: { ...chunk, more: 1 } }],
    [
      "what has its own time, in another delivery",
      { kind: "group", time: 17, content: { timestamp: "9" } },
      { kind: "group", time: 18, content: { timestamp: "9" } },
    ],
    [
      "a change whose properties come in another order",
      { kind: "change", time: 17, content: { event: "PIN_CHANGED", requester: { b: 1, a: [{ d: 1, c: 2 }] } } },
      { kind: "change", time: 17, content: { requester: { a: [{ c: 2, d: 1 }], b: 1 }, event: "PIN_CHANGED" } },
    ],
  ])("is the same for %s", (_, one, other) => {
    expect(keyOf(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf(other)).toBe(keyOf(one));
  });

  test.each<[string, Partial<KeyParts>, Partial<KeyParts>]>([
    ["a copy in standby", { content: message }, { field: "standby", content: message }],
    ["the same group message to another number", { content: message }, { phoneNumberId: "2", content: message }],
    ["a message and its edit under one id", { content: message }, { content: edit }],
    [
      "two edits under one id",
      { content: edit },
      { content: { ...edit, edit: { ...edit.edit, message: { type: "text" } } } },
    ],
    [
      "a message and its deletion under one id",
      { content: message },
      { content: { ...message, type: "revoke", revoke: {} } },
    ],
    ["a message and what stood in its place", { content: message }, { content: { ...message, type: "unsupported" } }],
    ["a message and an echo", { content: message }, { kind: "echo", content: message }],
    ["a later status", { kind: "status", content: status }, { kind: "status", content: { ...status, status: "read" } }],
    [
      "a status of a member",
      { kind: "status", content: status },
      { kind: "status", content: { ...status, recipient_participant_id: "1415" } },
    ],
    [
      "another attempt to pay",
      { kind: "status", content: { ...status, type: "payment", payment: { transaction: { id: "1" } } } },
      { kind: "status", content: { ...status, type: "payment", payment: { transaction: { id: "2" } } } },
    ],
    [
      "another event of a call",
      { kind: "call", content: { id: "wacid.A", event: "connect" } },
      { kind: "call", content: { id: "wacid.A", event: "terminate" } },
    ],
    [
      "the next chunk of the history",
      { kind: "chunk", content: chunk },
      { kind: "chunk", content: { ...chunk, metadata: { ...chunk.metadata, chunk_order: 3 } } },
    ],
    [
      "the same event of a template at another time",
      { kind: "change", time: 17, content: template },
      { kind: "change", time: 18, content: template },
    ],
    [
      "contacts saved at two times",
      { kind: "state", content: { metadata: { timestamp: "1" } } },
      { kind: "state", content: { metadata: { timestamp: "2" } } },
    ],
    ["text instead of a number", { kind: "change", time: 17, content: 1 }, { kind: "change", time: 17, content: "1" }],
    [
      "a separator in an id",
      { kind: "status", content: { id: "a:b", status: "c" } },
      { kind: "status", content: { id: "a", status: "b:c" } },
    ],
    [
      "a quote in an id",
      { kind: "status", content: { id: 'a","status":"b', status: "c" } },
      { kind: "status", content: { id: "a", status: 'b","status":"c' } },
    ],
    ["a separator in a field", { field: "a:b", kind: "c", time: 17 }, { field: "a", kind: "b:c", time: 17 }],
  ])("distinguishes %s", (_, one, other) => {
    expect(keyOf(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf(other)).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf(one)).not.toBe(keyOf(other));
  });
});
