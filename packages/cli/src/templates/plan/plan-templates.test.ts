import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createSandbox } from "@openwaba/sandbox";
import { type CreateMessageTemplate, createMessageTemplate, createTemplatesClient } from "@openwaba/templates";
import { describe, expect, it, onTestFinished } from "vitest";
import type { PlatformClient } from "../../session.ts";
import { type AccountTemplate, readAccount } from "../account.ts";
import { emptyHistory, type HistoryEntry } from "../history.ts";
import { sampleHash } from "../sample-files.ts";
import { differences } from "./differences.ts";
import { planAccount, type PlanOptions } from "./plan-templates.ts";

const account = "102290129340398";
const now = Date.parse("2026-11-01T12:00:00Z");
const hour = 60 * 60 * 1000;
const day = 24 * hour;

const made = (own: object = {}) =>
  ({
    name: "order_left",
    language: "en_US",
    category: "UTILITY",
    components: [{ type: "BODY", text: "Your order has left." }],
    ...own,
  }) as CreateMessageTemplate;
const there = (own: object = {}) =>
  ({ id: "1", status: "APPROVED", parameter_format: "POSITIONAL", ...made(), ...own }) as AccountTemplate;
const bodyPart = { type: "BODY", text: "Your order has left." };
const other = { components: [{ type: "BODY", text: "It has left." }] };

const did = (ago: number, own: Partial<HistoryEntry> = {}): HistoryEntry => ({
  at: new Date(now - ago).toISOString(),
  account,
  action: "edit",
  name: "order_left",
  language: "en_US",
  state: "done",
  wasApproved: true,
  ...own,
});

function plan(
  wanted: readonly CreateMessageTemplate[],
  actual: readonly AccountTemplate[],
  entries: HistoryEntry[] = [],
  own: Partial<PlanOptions> = {},
) {
  const desired = wanted.map((template) => ({ template, origin: { file: "a.yaml", line: 1 } }));
  return planAccount(account, actual, {
    accounts: [account],
    desired,
    history: emptyHistory(entries),
    now: () => now,
    ...own,
  });
}

const first = (...input: Parameters<typeof plan>) => plan(...input).steps[0];

describe("what cannot be edited", () => {
  it.each(["PENDING", "IN_APPEAL", "DISABLED", "ARCHIVED", "PENDING_DELETION", "SOMETHING_NEW"])(
    "is a template that is %s",
    (status) => {
      expect(first([made(other)], [there({ status })])).toMatchObject({ action: "cannot", reason: expect.any(String) });
      expect(first([made()], [there({ status })])).toMatchObject({ action: "unchanged" });
    },
  );

  it.each([
    ["an approved one that was edited within 24 hours", [did(day - 1)], "apply again after 2026-11-01 12:01 UTC"],
    [
      "one that was edited ten times in 30 days",
      Array.from({ length: 10 }, (_, index) => did((29 - index * 2) * day)),
      "10 edits in 30 days: apply again after 2026-11-02 12:00 UTC",
    ],
  ])("is %s", (_, entries, reason) => {
    expect(first([made(other)], [there()], entries)).toMatchObject({
      action: "cannot",
      reason: expect.stringContaining(reason),
    });
    expect(first([made(other)], [there({ status: "REJECTED" })], entries)).toMatchObject({ action: "edit" });
  });

  it("is not one whose edits are long ago, failed, or were of others", () => {
    const entries = [
      did(day),
      did(hour, { state: "failed" }),
      did(hour, { language: "de" }),
      did(hour, { account: "1" }),
      did(hour, { wasApproved: false }),
      did(hour, { name: "other" }),
    ];
    expect(first([made(other)], [there()], entries)).toMatchObject({ action: "edit", edited: ["components"] });
  });

  it("is the category of an approved template, but not of a rejected one", () => {
    const wanted = made({ category: "MARKETING" });
    expect(first([wanted], [there()])).toMatchObject({ action: "cannot" });
    expect(first([wanted], [there({ status: "REJECTED" })])).toMatchObject({ action: "edit", edited: ["category"] });
  });
});

describe("the category that the platform has chosen", () => {
  it.each([
    ["it shows the one before", { category: "MARKETING", previous_category: "UTILITY" }, []],
    ["it shows the right one", { category: "MARKETING", correct_category: "MARKETING" }, []],
    ["another was asked for", { category: "MARKETING" }, [did(day, { action: "create", category: "UTILITY" })]],
  ])("is told, not fought, when %s", (_, own, entries) => {
    expect(first([made()], [there(own)], entries)).toMatchObject({
      action: "unchanged",
      notes: ["the platform moved it from UTILITY to MARKETING: write that, or appeal"],
    });
    expect(first([made(other)], [there(own)], entries)).toMatchObject({ action: "edit", edited: ["components"] });
  });

  it("is announced", () => {
    expect(first([made()], [there({ correct_category: "MARKETING" })])).toMatchObject({
      action: "unchanged",
      notes: ["the platform is about to move it from UTILITY to MARKETING"],
    });
  });
});

describe("what cannot be created", () => {
  it("has the name of an approved template that was deleted within 30 days, in any language", () => {
    const deleted = did(30 * day - 1, { action: "delete", language: "de" });
    expect(first([made()], [], [deleted])).toMatchObject({
      action: "cannot",
      reason: expect.stringContaining("rests until 2026-11-01 12:01 UTC"),
    });
    expect(first([made()], [], [did(30 * day, { action: "delete" })])).toMatchObject({ action: "create" });
    expect(first([made()], [], [did(day, { action: "delete", wasApproved: false })])).toMatchObject({
      action: "create",
    });
  });

  it("is the 101st within an hour", () => {
    const wanted = Array.from({ length: 4 }, (_, index) => made({ name: `order_${index}` }));
    const entries = Array.from({ length: 98 }, (_, index) =>
      did(hour - 1 - index, { action: "create", name: `old_${index}` }),
    );
    const actions = plan(wanted, [], entries).steps.map(({ action, reason }) => reason ?? action);
    const full = "100 templates an hour can be created: apply again after 2026-11-01 13:00 UTC";
    expect(actions).toEqual(["create", "create", full, full]);
  });
});

describe("what a killed run had begun", () => {
  const begun = (own: Partial<HistoryEntry> = {}) => did(hour, { state: "started", ...own });

  it.each<[string, AccountTemplate[], HistoryEntry, string]>([
    ["an edit that shows", [there()], begun(), "done"],
    ["an edit that does not", [there(other)], begun(), "failed"],
    ["a creation that shows", [there(other)], begun({ action: "create" }), "done"],
    ["a creation that does not", [], begun({ action: "create" }), "failed"],
    ["a deletion that shows", [], begun({ action: "delete" }), "done"],
    ["a deletion that does not", [there()], begun({ action: "delete" }), "failed"],
  ])("is decided by the account: %s", (_, actual, entry, state) => {
    expect(plan([made()], actual, [entry]).settled).toEqual([{ ...entry, state }]);
  });

  it("is decided once", () => {
    expect(plan([made()], [there()], [begun(), did(hour)]).settled).toEqual([]);
  });
});

describe("what is in no file", () => {
  const stray = there({ name: "stray", id: "2" });

  it("stays, unless asked for", () => {
    expect(first([], [stray])).toMatchObject({ action: "unmanaged" });
    expect(first([], [stray], [], { remove: ["other"] })).toMatchObject({ action: "unmanaged" });
    expect(first([], [stray], [], { remove: ["stray"] })).toMatchObject({
      action: "delete",
      notes: ["its name cannot be used for 30 days"],
    });
    expect(first([], [stray], [], { prune: true })).toMatchObject({ action: "delete", id: "2" });
    expect(first([], [{ ...stray, status: "DISABLED" }], [], { prune: true })).toMatchObject({ action: "cannot" });
  });

  it("is never a template that a file has, whatever is asked for", () => {
    expect(first([made()], [there()], [], { prune: true, remove: ["order_left"] })).toMatchObject({
      action: "unchanged",
    });
  });
});

describe("sample files", () => {
  const header = (handle: string) => ({
    components: [{ type: "HEADER", format: "IMAGE", example: { header_handle: [handle] } }, made()],
  });
  const shown = there(header("https://scontent.example.com/1"));

  it("are compared with those that were handed in from here, as the platform shows other addresses", () => {
    const entry = did(9 * day, { action: "create", handles: sampleHash(header("4::a")) });
    expect(first([made(header("4::a"))], [shown])).toMatchObject({ action: "unchanged" });
    expect(first([made(header("4::a"))], [shown], [entry])).toMatchObject({ action: "unchanged" });
    expect(first([made(header("4::b"))], [shown], [entry])).toMatchObject({
      action: "edit",
      changes: [expect.stringContaining("another file")],
    });
  });
});

it("differences() finds none in what was created as the documents show it", async () => {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  const client = createTemplatesClient({ auth: sandbox.accessToken, baseUrl: sandbox.url });
  const path = createRequire(import.meta.url).resolve("@openwaba/templates/openapi/v25.0/message_templates.json");
  const { paths } = JSON.parse(readFileSync(path, "utf8"));
  const { examples } = paths["/{waba_id}/message_templates"].post.requestBody.content["application/json"];
  const templates = Object.values(examples as Record<string, { value: CreateMessageTemplate }>).map(
    ({ value }) => value,
  );
  expect(templates.length).toBeGreaterThan(4);
  const found: unknown[] = [];
  for (const [index, template] of templates.entries()) {
    const own = { ...template, name: `example_${index}` };
    await createMessageTemplate(client, { waba_id: account, ...own });
    const actual = (await readAccount(client as unknown as PlatformClient, account)).find(
      ({ name }) => name === own.name,
    );
    found.push(...(actual ? differences(own, actual) : [own]));
  }
  expect(found).toEqual([]);
});

it.each<[string, object, object, string]>([
  [
    "a footer that goes",
    {},
    { components: [bodyPart, { type: "FOOTER", text: "Bye" }] },
    "components.FOOTER: it is there → none",
  ],
  [
    "a part that comes",
    { components: [bodyPart, { type: "FOOTER", text: "Bye" }] },
    {},
    'components.FOOTER: none → {"type":"FOOTER","text":"Bye"}',
  ],
  ["a time to live", { message_send_ttl_seconds: 60 }, {}, "message_send_ttl_seconds: none → 60"],
  [
    "buttons in another number",
    { components: [{ type: "buttons", buttons: [] }] },
    { components: [{ type: "BUTTONS", buttons: [{}] }] },
    "components.BUTTONS.buttons: [{}] → []",
  ],
])("differences() finds %s", (_, wanted, actual, text) => {
  expect(differences(made(wanted), there(actual)).map((one) => one.text)).toEqual([text]);
});
