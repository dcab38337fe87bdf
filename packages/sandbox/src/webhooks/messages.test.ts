import type { Schemas } from "@openwaba/webhooks";
import { describe, expect, it } from "vitest";
import { asciiJson, envelopeText } from "./envelope.ts";
import { inboundValue, type InboundContent, type InboundOrigin } from "./messages.ts";
import { documentedDeliveries, schemaProblems } from "./webhook-schema.test-support.ts";

type Message = Record<string, unknown> & { type: string };

const documented = new Map(
  documentedDeliveries.map(([name, { entry }]) => [name, entry[0]?.changes[0]?.value as Record<string, unknown>]),
);
const origin: InboundOrigin = {
  id: "wamid.HBgLMTQxNTU1NTAxNDIVAgASGBQzQTAwMDEwMDAxMDAxMwA=",
  time: 1_795_602_960,
  number: { display_phone_number: "+1 555-012-3456", phone_number_id: "108110225544001" },
  contact: { profile: { name: "Nadia Okafor" }, wa_id: "14155550142", user_id: "US.81602457713094425" },
};

/** The value, after a look whether its delivery fits the document. */
function build(content: InboundContent, more: Partial<InboundOrigin> = {}) {
  const value = inboundValue({ ...origin, ...more }, content);
  expect(schemaProblems(envelopeText({ id: "1" }, [asciiJson({ field: "messages", value })]))).toEqual([]);
  return value;
}

/** The message that the document shows under the name. */
function documentedMessage(name: string): Message {
  const [message] = (documented.get(name)?.["messages"] ?? []) as Message[];
  if (!message) throw new Error(`the document has no message ${name}`);
  return message;
}

/** The content of a documented message, which is named as its type. */
function documentedContent(name: string): object {
  const message = documentedMessage(name);
  return message[message.type] as object;
}

const plain = ["audio", "document", "image", "sticker", "video", "button", "edit", "location", "order"];
const plainCases = [...plain, "reaction", "reaction_removed", "revoke", "text", "text_from_ad", "text_on_product"];
const address = { saved_address_id: "address1" };
const cases: [string, InboundContent][] = [
  ...plainCases.map((name): [string, InboundContent] => [
    name,
    { type: documentedMessage(name).type, ...documentedContent(name) } as InboundContent,
  ]),
  ["contacts", { type: "contacts", contacts: documentedContent("contacts") as Schemas["SharedContact"][] }],
  ["interactive", { type: "button_reply", id: "pick-up", title: "I pick it up" }],
  ["interactive_list_reply", { type: "list_reply", id: "oolong-100", title: "Oolong", description: "100 grams" }],
  ["interactive_nfm_reply", { type: "flow_reply", response: { flow_token: "tasting-31", day: "2026-11-29" } }],
  [
    "interactive_call_permission_reply",
    {
      type: "call_permission_reply",
      response: "accept",
      is_permanent: false,
      expiration_timestamp: "1796207340",
      response_source: "user_action",
    },
  ],
  [
    "interactive_payment_method",
    {
      type: "payment_method",
      payment_method: "offsite_card_pay",
      payment_timestamp: 1_795_602_544,
      reference_id: "order-7783",
      last_four_digits: "5235",
      credential_id: "card-4410",
    },
  ],
  ["request_welcome", { type: "request_welcome" }],
  ...["system", "system_user_id", "system_identity"].map((name): [string, InboundContent] => [
    name,
    { type: "system", system: documentedContent(name) as Schemas["SystemMessage"]["system"] & object },
  ]),
  ["unsupported", { type: "unsupported", kind: "poll_creation" }],
];

describe("inboundValue()", () => {
  it.each(cases)("builds the documented message %s", (name, content) => {
    const { from: _from, from_user_id: _id, from_logical_id: _logical, ...expected } = documentedMessage(name);
    const context = expected["context"] as Schemas["MessageContext"] | undefined;
    const referral = expected["referral"] as Schemas["Referral"] | undefined;
    const { messages = [] } = build(content, {
      id: String(expected["id"]),
      time: Number(expected["timestamp"]),
      ...(context && { context }),
      ...(referral && { referral }),
    });
    expect(messages).toEqual([{ ...expected, from: "14155550142", from_user_id: "US.81602457713094425" }]);
  });

  it("builds every documented type but those that are no message of a user's own", () => {
    const values = [...documented.values()].flatMap(({ messages }) => (messages ?? []) as Message[]);
    const builtTypes = cases.map(([, content]) => build(content).messages?.[0]?.type);
    const others = ["unknown", "hologram"]; // an older name, and what the document shows as newer than itself
    expect(new Set([...builtTypes, ...others])).toEqual(new Set(values.map(({ type }) => type)));
  });

  it("names the user by what the business may know", () => {
    const value = documented.get("text_by_username");
    const [contact = {}] = (value?.["contacts"] ?? []) as Schemas["Contact"][];
    const more = { id: "wamid.HBgLMTQxNTU1NTAxNDIVAgASGBQzQTAwMDEwMDAxMDAxNAA=", time: 1_795_602_970, contact };
    expect(build({ type: "text", body: "Do you deliver to Alameda?" }, more)).toEqual(value);
    expect(build({ type: "text", body: "Do you deliver to Alameda?" })).toEqual(documented.get("text"));
  });

  it("builds a message in a group", () => {
    const { group_id } = documentedMessage("text_in_group");
    const { messages } = build({ type: "text", body: "Who comes to the tasting?" }, { groupId: String(group_id) });
    expect(messages).toMatchObject([{ group_id, text: { body: "Who comes to the tasting?" } }]);
  });

  it("has no contacts in a system message alone", () => {
    const system = { type: "user_changed_number", body: "changed", wa_id: "14155550163" };
    expect(build({ type: "system", system })).not.toHaveProperty("contacts");
    expect(build({ type: "request_welcome" })).toHaveProperty("contacts", [origin.contact]);
  });

  it("says always whether audio is a voice recording, and a sticker animated", () => {
    const media = { id: "1482093711620458", mime_type: "audio/ogg" };
    expect(build({ type: "audio", ...media }).messages).toMatchObject([{ audio: { ...media, voice: false } }]);
    expect(build({ type: "sticker", ...media }).messages).toMatchObject([{ sticker: { ...media, animated: false } }]);
  });

  it("fills in whose message is quoted, unless it was the user's own or none", () => {
    const contextOf = (context: Schemas["MessageContext"]) =>
      build({ type: "text", body: "A" }, { context }).messages?.[0]?.context;
    expect(contextOf({ id: "wamid.A" })).toEqual({ from: "15550123456", id: "wamid.A" });
    expect(contextOf({ id: "wamid.A", from: "14155550142" })).toEqual({ from: "14155550142", id: "wamid.A" });
    expect(contextOf({ frequently_forwarded: true })).toEqual({ frequently_forwarded: true });
  });

  it("builds an address that was filled in, as JSON text", () => {
    const nfm_reply = { name: "address_message", response_json: JSON.stringify(address) };
    expect(build({ type: "address_reply", response: address }).messages).toMatchObject([
      { type: "interactive", interactive: { type: "nfm_reply", nfm_reply } },
    ]);
  });

  it("builds a first message that is not available", () => {
    const [message] = build({ type: "unsupported", code: 131_060 }).messages ?? [];
    expect(message).toMatchObject({ type: "unsupported", errors: [{ code: 131_060, title: "Message unavailable" }] });
    expect(message).not.toHaveProperty("unsupported");
  });
});
