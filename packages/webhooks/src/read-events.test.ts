import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { WebhookEvent } from "./event.ts";
import { readEvents } from "./read-events.ts";
import { documentedDeliveries, envelope, messagesChange, metadata, textMessage } from "./webhooks.test-support.ts";

const deliveries = await documentedDeliveries();
const read = (payload: unknown) => readEvents(JSON.stringify(payload));
const readChange = (field: string, value: unknown) =>
  read({ object: "whatsapp_business_account", entry: [{ id: "9", changes: [{ field, value }] }] });

describe("readEvents()", () => {
  test.each([
    ["no JSON", "{", "its body is not JSON", "json"],
    ["nothing", "", "its body is not JSON", "json"],
    ["a list", "[]", "its body has no list of entries", "envelope"],
    ["null", "null", "its body has no list of entries", "envelope"],
    ["no entries", '{"object":"whatsapp_business_account"}', "its body has no list of entries", "envelope"],
    ["entries that are not a list", '{"entry":{}}', "its body has no list of entries", "envelope"],
  ])("rejects %s", (_, body, detail, reason) => {
    expect(() => readEvents(body)).toThrow(
      expect.objectContaining({ message: `Cannot accept the webhook: ${detail}`, reason, status: 400 }),
    );
  });

  test.each(Object.entries(deliveries))("keeps everything of the documented delivery %s", (_, payload) => {
    const events = read(payload);
    expect(events.length).toBeGreaterThan(0);
    const changes = payload.entry.flatMap((entry) => entry.changes);
    expect([...new Map(events.map(({ field, value }) => [JSON.stringify(value), { field, value }])).values()]).toEqual(
      changes,
    );
    for (const event of events) {
      const item: unknown = event.kind === "change" ? event.value : event[event.kind as keyof WebhookEvent];
      expect(JSON.stringify(payload)).toContain(JSON.stringify(item));
    }
  });

  test("gives every documented event a unique, stable key", () => {
    const all = { object: "whatsapp_business_account", entry: Object.values(deliveries).flatMap(({ entry }) => entry) };
    const keys = read(all).map(({ dedupeKey }) => dedupeKey);
    const bodies = new Set(Object.values(deliveries).map((payload) => JSON.stringify(payload)));
    expect(bodies.size).toBe(Object.keys(deliveries).length);
    expect(keys.filter((key, index) => key !== undefined && keys.indexOf(key) !== index)).toEqual([]);
    expect(read(all).map(({ dedupeKey }) => dedupeKey)).toEqual(keys);
  });

  test("gives every documented event but errors a key, and none that reveals a person", () => {
    const events = Object.values(deliveries).flatMap((payload) => read(payload));
    const keyless = events.filter(({ dedupeKey }) => !/^[0-9a-f]{32}$/.test(dedupeKey ?? ""));
    // a history that was declined is an error too
    expect(new Set(keyless.map(({ kind }) => kind))).toEqual(new Set(["error", "chunk"]));
    expect(
      keyless.filter(
        (event) => event.dedupeKey !== undefined || (event.kind === "chunk" && event.chunk.errors === undefined),
      ),
    ).toEqual([]);
  });

  test("skips a change that is nested too deeply, reports it, and keeps the others", () => {
    const levels = (count: number) => `${'{"a":'.repeat(count)}1${"}".repeat(count)}`;
    const change = (value: string) => `{"field":"security","value":${value}}`;
    const changes = [
      change('{"event":"PIN_CHANGED"}'),
      change(levels(100_000)),
      change(`${"[".repeat(100_000)}${"]".repeat(100_000)}`),
      change(levels(400)),
    ];
    const errors: unknown[] = [];
    const events = readEvents(
      `{"object":"whatsapp_business_account","entry":[{"id":"7","time":1,"changes":[${changes.join(",")}]}]}`,
      { onUnreadable: (error) => errors.push(error) },
    );
    expect(events.map(({ value }) => value)).toEqual([{ event: "PIN_CHANGED" }, JSON.parse(levels(400))]);
    const message = 'Cannot read a change of "security": it is nested more than 500 levels deep';
    const error = expect.objectContaining({ name: "WebhookChangeError", message, field: "security", entryId: "7" });
    expect(errors).toEqual([error, error]);
  });

  test("reports a skipped change to the console by default", () => {
    const logged = vi.spyOn(console, "error").mockReturnValue(undefined);
    onTestFinished(() => logged.mockRestore());
    expect(readEvents(`{"entry":[{"changes":[{"field":"f","value":${"[".repeat(600)}${"]".repeat(600)}}]}]}`)).toEqual(
      [],
    );
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: "WebhookChangeError" }));
  });

  test("makes one event of each item, in their order, whatever entry and change it is in", () => {
    const status = { id: "wamid.C", status: "read", timestamp: "1795602003" } as const;
    const value = { display_phone_number: "15550199", event: "PIN_CHANGED" };
    const events = read({
      object: "whatsapp_business_account",
      entry: [
        ...envelope(
          messagesChange({ messages: [textMessage("wamid.A"), textMessage("wamid.B")] }),
          messagesChange({ statuses: [status] }),
        ).entry,
        { id: "2", time: 1_795_602_000, changes: [{ field: "security", value }] },
      ],
    });
    expect(events.map((event) => [event.kind, event.kind === "message" ? event.message.id : undefined])).toEqual([
      ["message", "wamid.A"],
      ["message", "wamid.B"],
      ["status", undefined],
      ["change", undefined],
    ]);
    expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(4);
    const own = ["102290129340398", "102290129340398", undefined, "108110225544001", "15550123456"];
    expect(
      events.map((event) => [event.entryId, event.wabaId, event.time, event.phoneNumberId, event.displayPhoneNumber]),
    ).toEqual([own, own, own, ["2", "2", 1_795_602_000, undefined, "15550199"]]);
  });

  const ids = { phoneNumberId: "108110225544001", displayPhoneNumber: "15550123456" };
  const none = { entryId: "9", wabaId: undefined };
  test.each([
    ["the number of a handover", "messaging_handovers", { recipient: metadata }, ids],
    [
      "the number of settings",
      "account_settings_update",
      { phone_number_settings: { phone_number_id: "1" } },
      { phoneNumberId: "1" },
    ],
    [
      "the number that an account lost",
      "account_update",
      { event: "ACCOUNT_VIOLATION", phone_number: "1555" },
      { displayPhoneNumber: "1555", wabaId: "9" },
    ],
    [
      "the account that a partner got",
      "account_update",
      { event: "PARTNER_ADDED", waba_info: { waba_id: "5" } },
      { entryId: "9", wabaId: "5" },
    ],
    [
      "no account where a partner's event names none",
      "account_update",
      { event: "PARTNER_CLIENT_CERTIFICATION_NEEDED" },
      none,
    ],
    ["no account of a solution", "partner_solutions", { solution_id: "3" }, none],
  ])("finds %s", (_, field, value, expected) => {
    expect(readChange(field, value)).toEqual([expect.objectContaining(expected)]);
  });

  test("finds the contact of the sender", () => {
    const contact = { wa_id: "14155550142", profile: { name: "Nadia Okafor" } };
    const [event] = read(envelope(messagesChange({ contacts: [contact], messages: [textMessage("wamid.A")] })));
    expect(event).toMatchObject({ contact, message: textMessage("wamid.A") });
  });

  test("keeps every digit of the id of a template", () => {
    const body =
      '{"object":"whatsapp_business_account","entry":[{"id":"1","time":17,"changes":[{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":9007199254740993}}]}]}';
    expect(readEvents(body)).toEqual([
      expect.objectContaining({
        value: { event: "APPROVED", message_template_id: "9007199254740993" },
      }),
    ]);
  });

  test.each([
    ["a field that is new", "quantum_update", { a: 1 }],
    ["a value that is text", "quantum_update", "soon"],
    ["a value that is null", "messages", null],
    ["no list", "messages", { metadata }],
    ["an empty list", "messages", { metadata, messages: [] }],
    ["a list that is not an array", "messages", { messages: "soon" }],
    ["a name of every object", "constructor", { a: 1 }],
  ])("passes %s through unchanged", (_, field, value) => {
    expect(readChange(field, value)).toEqual([expect.objectContaining({ field, kind: "change", value })]);
  });

  test("passes through message types, statuses and items that are new or malformed", () => {
    const hologram = { id: "wamid.A", type: "hologram", hologram: { depth: 3 } };
    const seen = { id: "wamid.A", status: "remembered" };
    const value = { metadata, messages: [hologram, null, "text"], statuses: [seen] };
    const events = readChange("messages", value);
    expect(events).toEqual([
      expect.objectContaining({ kind: "message", message: hologram }),
      expect.objectContaining({ kind: "change", value }),
      expect.objectContaining({ kind: "change", value }),
      expect.objectContaining({ kind: "status", status: seen }),
    ]);
    expect(events.map(({ dedupeKey }) => typeof dedupeKey)).toEqual(["string", "undefined", "undefined", "string"]);
  });

  test("treats the fields of other objects as unknown", () => {
    const value = { messages: [textMessage("wamid.A")] };
    const events = read({ object: "instagram", entry: [{ id: 17, changes: [{ field: "messages", value }] }] });
    expect(events).toEqual([expect.objectContaining({ object: "instagram", entryId: "17", kind: "change", value })]);
  });

  test("skips entries and changes that are not objects", () => {
    expect(read({ entry: [null, 1, {}, { changes: 1 }, { changes: [null, 1] }] })).toEqual([]);
    expect(read({ entry: [{ changes: [{}] }] })).toEqual([
      expect.objectContaining({ object: "", field: "", kind: "change", entryId: "", value: undefined }),
    ]);
  });
});
