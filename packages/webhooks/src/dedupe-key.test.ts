import { describe, expect, test } from "vitest";
import { dedupeKeyOf, type KeyParts } from "./dedupe-key.ts";

const base = { field: "messages", kind: "message", entryId: "1022", time: undefined, phoneNumberId: "1065" };
const keyOf = (parts: Partial<KeyParts>) => dedupeKeyOf({ ...base, content: {}, ...parts });

type Properties = Record<string, unknown>;

const message = { id: "wamid.A", type: "text", timestamp: "1" };
const template = { message_template_id: "77", event: "APPROVED" };
const error = { code: 130429, title: "Rate limit hit" };
const metadata = { phase: 1, chunk_order: 2, progress: 40 };
const participant = "1415";

const aMessage = (more: Properties = {}) => ({ content: { ...message, ...more } });
const anEdit = (text: Properties) =>
  aMessage({ type: "edit", edit: { original_message_id: "wamid.A", message: text } });
const aStatus = (more: Properties = {}) => ({
  kind: "status",
  content: { id: "wamid.A", status: "delivered", timestamp: "1", ...more },
});
const aPayment = (id: string) => aStatus({ type: "payment", payment: { transaction: { id } } });
const aCall = (event: string) => ({ kind: "call", content: { id: "wacid.A", event } });
const aChunk = (more: Properties = {}) => ({
  kind: "chunk",
  content: { metadata, threads: [{ messages: [{ id: "wamid.A" }] }], ...more },
});
const aChange = (content: unknown, time: number | undefined = 17) => ({ kind: "change", time, content });
const aContact = (timestamp: string) => ({ kind: "state", content: { metadata: { timestamp } } });

describe("dedupeKeyOf()", () => {
  // a new version of the package must not handle again what an older one has handled
  test("is the same from one release to the next", () => {
    expect(keyOf(aMessage())).toBe("4f63e1429b79f6b9107545d5eadc5515");
    expect(keyOf(aStatus())).toBe("c8427081817199d9542a0c073402213b");
    const change = aChange({ event: "PIN_CHANGED" });
    expect(keyOf({ ...change, field: "security", phoneNumberId: undefined })).toBe("487e6e4aac1565d93888cf3216c48e5b");
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
    ["a message whose text was read otherwise", aMessage(), aMessage({ timestamp: "2", text: { body: "Sunday" } })],
    ["a message of an account with two ids", aMessage(), { ...aMessage(), entryId: "1023" }],
    ["a status with other details", aStatus(), aStatus({ pricing: { billable: true } })],
    [
      "a status of a member of a group in the other spelling",
      aStatus({ recipient_participant_id: participant }),
      aStatus({ participant_recipient_id: participant }),
    ],
    ["a chunk of the history", aChunk(), aChunk({ more: 1 })],
    [
      "what has its own time, in another delivery",
      { kind: "group", time: 17, content: { timestamp: "9" } },
      { kind: "group", time: 18, content: { timestamp: "9" } },
    ],
    [
      "a change whose properties come in another order",
      aChange({ event: "PIN_CHANGED", requester: { b: 1, a: [{ d: 1, c: 2 }] } }),
      aChange({ requester: { a: [{ c: 2, d: 1 }], b: 1 }, event: "PIN_CHANGED" }),
    ],
  ])("is the same for %s", (_, one, other) => {
    expect(keyOf(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf(other)).toBe(keyOf(one));
  });

  test.each<[string, Partial<KeyParts>, Partial<KeyParts>]>([
    ["a copy in standby", aMessage(), { ...aMessage(), field: "standby" }],
    ["the same group message to another number", aMessage(), { ...aMessage(), phoneNumberId: "2" }],
    ["a message and its edit under one id", aMessage(), anEdit({ type: "text", text: { body: "Monday" } })],
    ["two edits under one id", anEdit({ type: "text", text: { body: "Monday" } }), anEdit({ type: "text" })],
    ["a message and its deletion under one id", aMessage(), aMessage({ type: "revoke", revoke: {} })],
    ["a message and what stood in its place", aMessage(), aMessage({ type: "unsupported" })],
    ["a message and an echo", aMessage(), { ...aMessage(), kind: "echo" }],
    ["a later status", aStatus(), aStatus({ status: "read" })],
    ["a status of a member", aStatus(), aStatus({ recipient_participant_id: participant })],
    ["another attempt to pay", aPayment("1"), aPayment("2")],
    ["another event of a call", aCall("connect"), aCall("terminate")],
    ["the next chunk of the history", aChunk(), aChunk({ metadata: { ...metadata, chunk_order: 3 } })],
    ["the same event of a template at another time", aChange(template, 17), aChange(template, 18)],
    ["contacts saved at two times", aContact("1"), aContact("2")],
    ["text instead of a number", aChange(1), aChange("1")],
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
