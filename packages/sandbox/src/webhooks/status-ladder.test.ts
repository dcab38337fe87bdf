import { describe, expect, it } from "vitest";
import { envelopeText, asciiJson } from "./envelope.ts";
import { type SentMessage, type StatusStep, statusValue } from "./status-ladder.ts";
import { documentedDeliveries, schemaProblems } from "./webhook-schema.test-support.ts";

const documented = new Map(documentedDeliveries);
const contact = { profile: { name: "Nadia Okafor" }, wa_id: "14155550142", user_id: "US.81602457713094425" };
const message: SentMessage = {
  id: "wamid.HBgLMTQxNTU1NTAxNDIVAgARGBI0QjAwMDEwMDAxMDAwNwA=",
  number: { display_phone_number: "+1 555-012-3456", phone_number_id: "108110225544001" },
  contact,
  category: "utility",
  version: "v25.0",
};

/** The value, after a look whether its delivery fits the document. */
function build(more: Partial<SentMessage>, step: StatusStep) {
  const value = statusValue({ ...message, ...more }, step);
  expect(schemaProblems(envelopeText({ id: "1" }, [asciiJson({ field: "messages", value })]))).toEqual([]);
  return value;
}

function statusOf(more: Partial<SentMessage>, step: StatusStep) {
  return build(more, step).statuses?.[0];
}

describe("statusValue()", () => {
  const username = { ...contact, profile: { ...contact.profile, username: "nadia.steeps" } };
  const parent = { ...username, parent_user_id: "US.ENT.20668413907752218" };
  it.each<[string, Partial<SentMessage>, StatusStep]>([
    ["sent", { biz_opaque_callback_data: "order-7781", contact: username }, { status: "sent", time: 1_795_603_100 }],
    ["delivered", { contact: parent }, { status: "delivered", time: 1_795_603_102 }],
    ["read", {}, { status: "read", time: 1_795_603_160 }],
    [
      "played",
      { id: "wamid.HBgLMTQxNTU1NTAxNDIVAgARGBI0QjAwMDEwMDAxMDAwQQA=" },
      { status: "played", time: 1_795_603_180 },
    ],
    [
      "failed",
      { id: "wamid.HBgLMTQxNTU1NTAxNDIVAgARGBI0QjAwMDEwMDAxMDAwQgA=", contact: { wa_id: "14155550142" } },
      {
        status: "failed",
        time: 1_795_603_190,
        error: {
          code: 131_047,
          title: "Re-engagement message",
          details: "The last message of the recipient is older than 24 hours.",
        },
      },
    ],
  ])("builds the documented status %s", (name, more, step) => {
    expect(build(more, step)).toEqual(documented.get(name)?.entry[0]?.changes[0]?.value);
  });

  it("builds the documented status in the window of a free entry point", () => {
    const id = "wamid.HBgLMTQxNTU1NTAxNDIVAgARGBI0QjAwMDEwMDAxMDAwOAA=";
    const conversation = { id: "5d0f2c7ab1e94386a2c47d90be15f368", expiresAt: 1_795_862_310 };
    const more = { id, contact: { wa_id: "14155550142" }, conversation, window: "free_entry_point" } as const;
    const value = documented.get("sent_from_entry_point")?.entry[0]?.changes[0]?.value;
    expect([statusOf(more, { status: "sent", time: 1_795_603_110 })]).toEqual(value?.["statuses"]);
  });

  it("builds the documented statuses of two members of a group", () => {
    const more = {
      id: "wamid.HBgLMTQxNTU1NTAxNDIVAgARGBI0QjAwMDEwMDAxMDAwOQA=",
      groupId: "Y2FwaV9ncm91cDoxNTU1MDEyMzQ1NjoxMjAzNjM0MDQ2OTQyMzM4MjAZD",
    };
    const other = { wa_id: "14155550187", user_id: "US.33071196284450087" };
    const first = build(more, { status: "read", time: 1_795_603_170, isPriced: true });
    const second = build({ ...more, contact: other }, { status: "read", time: 1_795_603_171 });
    const value = documented.get("read_in_group")?.entry[0]?.changes[0]?.value;
    expect([first.statuses, second.statuses].flat()).toEqual(value?.["statuses"]);
    expect(first).not.toHaveProperty("contacts");
    const sent = statusOf(more, { status: "sent", time: 1 });
    expect(sent).toMatchObject({ recipient_id: more.groupId, recipient_type: "group" });
    expect(Object.keys(sent ?? {}).join()).not.toContain("participant");
  });

  it("names a recipient by what the business may know", () => {
    const byUserId = statusOf(
      { contact: { user_id: "US.1" } },
      { status: "failed", time: 1, error: { code: 1, title: "x" } },
    );
    expect(byUserId).toMatchObject({ recipient_user_id: "US.1" });
    expect(byUserId).not.toHaveProperty("recipient_id");
  });

  it("repeats the callback data on every status", () => {
    const steps: StatusStep[] = [
      ...(["sent", "delivered", "read", "played"] as const).map((status) => ({ status, time: 1 })),
      { status: "failed", time: 1, error: { code: 131_026, title: "Undeliverable" } },
    ];
    for (const step of steps)
      expect(statusOf({ biz_opaque_callback_data: "a" }, step)).toMatchObject({ biz_opaque_callback_data: "a" });
  });

  it.each<[Partial<SentMessage>, object]>([
    [{ category: "service" }, { billable: false, type: "free_customer_service", category: "service" }],
    [{ window: "customer_service" }, { billable: false, type: "free_customer_service", category: "utility" }],
    [{}, { billable: true, type: "regular", category: "utility" }],
    [
      { category: "marketing", window: "customer_service" },
      { billable: true, type: "regular", category: "marketing" },
    ],
    [
      { category: "marketing", window: "free_entry_point" },
      { billable: false, type: "free_entry_point", category: "referral_conversion" },
    ],
    [
      { category: "service", groupId: "g" },
      { billable: false, type: "free_group_customer_service", category: "group_service" },
    ],
    [
      { category: "marketing", groupId: "g" },
      { billable: true, type: "regular", category: "group_marketing" },
    ],
  ])("tells the price of %j", (more, pricing) => {
    for (const status of ["sent", "delivered"] as const)
      expect(statusOf(more, { status, time: 1 })?.pricing).toEqual({ pricing_model: "PMP", ...pricing });
    for (const status of ["read", "played"] as const)
      expect(statusOf(more, { status, time: 1 })).not.toHaveProperty("pricing");
    expect(statusOf(more, { status: "read", time: 1, isPriced: true })?.pricing).toMatchObject(pricing);
  });

  it("shows the conversation before v24.0 always, since then with a free entry point alone", () => {
    const conversation = { id: "c", expiresAt: 7 };
    const sent = { status: "sent", time: 1 } as const;
    const origin = { type: "utility" };
    expect(statusOf({ conversation, version: "v23.0" }, sent)?.conversation).toEqual({
      id: "c",
      expiration_timestamp: "7",
      origin,
    });
    const delivered = statusOf({ conversation, version: "v23.0" }, { status: "delivered", time: 1 });
    expect(delivered?.conversation).toEqual({ id: "c", origin });
    expect(statusOf({ conversation, version: "v24.0" }, sent)).not.toHaveProperty("conversation");
    const free = statusOf({ conversation, version: "v24.0", window: "free_entry_point" }, sent);
    expect(free?.conversation?.origin).toEqual({ type: "referral_conversion" });
  });
});
