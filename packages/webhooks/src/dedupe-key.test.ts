import { describe, expect, test } from "vitest";
import { dedupeKeyOf, type KeyParts } from "./dedupe-key.ts";

const base = { field: "messages", kind: "message", entryId: "1022", time: undefined, phoneNumberId: "1065" };
const keyOf = (parts: Partial<KeyParts>) => dedupeKeyOf({ ...base, content: {}, ...parts });

const status = { id: "wamid.A", status: "delivered", timestamp: "1" };
const template = { message_template_id: "77", event: "APPROVED" };

describe("dedupeKeyOf()", () => {
  test.each<[string, Partial<KeyParts>, string]>([
    ["a message", { content: { id: "wamid.A", type: "text" } }, "messages:message:1065:wamid.A"],
    ["a status", { kind: "status", content: status }, "messages:status:1065:wamid.A:delivered"],
    [
      "a status of a member of a group",
      { kind: "status", content: { ...status, recipient_participant_id: "1415" } },
      "messages:status:1065:wamid.A:delivered:1415",
    ],
    [
      "a status of a member of a group in the other spelling",
      { kind: "status", content: { ...status, participant_recipient_id: "1415" } },
      "messages:status:1065:wamid.A:delivered:1415",
    ],
    [
      "a status of a member whose number is not shared",
      { kind: "status", content: { ...status, recipient_participant_user_id: "US.8" } },
      "messages:status:1065:wamid.A:delivered:US.8",
    ],
    ["a call", { field: "calls", kind: "call", content: { id: "wacid.A", event: "connect" } }, "calls:call:1065:wacid.A:connect"],
    ["a status of a call", { field: "calls", kind: "status", content: { id: "wacid.A", status: "RINGING" } }, "calls:status:1065:wacid.A:RINGING"],
    [
      "a template",
      { field: "message_template_status_update", kind: "change", time: 17, phoneNumberId: undefined, content: template },
      "message_template_status_update:change::77:APPROVED:17",
    ],
    [
      "a chunk of the history",
      {
        field: "history",
        kind: "chunk",
        content: { metadata: { phase: 1, chunk_order: 2, progress: 40 }, threads: [{ messages: [{ id: "wamid.A" }] }] },
      },
      "history:chunk:1065:1:2:40:wamid.A",
    ],
    [
      "anything else",
      { field: "security", kind: "change", time: 17, phoneNumberId: undefined, content: { event: "PIN_CHANGED", a: [1] } },
      'security:change::1022:17:{"a":[1],"event":"PIN_CHANGED"}',
    ],
    ["a message without an id", { content: { type: "text" } }, 'messages:message:1065:1022::{"type":"text"}'],
  ])("names %s", (_, parts, key) => {
    expect(keyOf(parts)).toBe(key);
  });

  test.each<[string, Partial<KeyParts>, Partial<KeyParts>]>([
    ["a copy in standby", { content: { id: "wamid.A" } }, { field: "standby", content: { id: "wamid.A" } }],
    ["the same group message to another number", { content: { id: "wamid.A" } }, { phoneNumberId: "2", content: { id: "wamid.A" } }],
    ["a later status", { kind: "status", content: status }, { kind: "status", content: { ...status, status: "read" } }],
    [
      "another attempt to pay",
      { kind: "status", content: { ...status, type: "payment", payment: { transaction: { id: "1" } } } },
      { kind: "status", content: { ...status, type: "payment", payment: { transaction: { id: "2" } } } },
    ],
    [
      "the same event of a template at another time",
      { field: "message_template_status_update", kind: "change", time: 17, content: template },
      { field: "message_template_status_update", kind: "change", time: 18, content: template },
    ],
    ["an event of a template without a time", { kind: "change", content: template }, { kind: "change", content: { ...template, reason: "NONE" } }],
    ["an empty chunk of the history", { kind: "chunk", content: { threads: [] } }, { kind: "chunk", content: { threads: [{}] } }],
    ["text instead of a number", { kind: "change", content: 1 }, { kind: "change", content: "1" }],
  ])("tells %s apart", (_, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  test("is the same in whatever order the properties come", () => {
    const one = { event: "PIN_CHANGED", requester: { b: 1, a: [{ d: 1, c: 2 }] } };
    const other = { requester: { a: [{ c: 2, d: 1 }], b: 1 }, event: "PIN_CHANGED" };
    expect(keyOf({ kind: "change", content: one })).toBe(keyOf({ kind: "change", content: other }));
  });
});
