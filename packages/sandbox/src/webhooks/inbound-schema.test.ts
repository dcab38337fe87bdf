import { describe, expect, test } from "vitest";
import { readInbound } from "./inbound-schema.ts";
import { inboundValue } from "./messages.ts";
import { documentedDeliveries, schemaProblems } from "./webhook-schema.test-support.ts";

const image = { type: "image", id: "1", mime_type: "image/jpeg" };

describe("readInbound()", () => {
  test.each([undefined, null, "text", {}, { type: "texts" }, { type: "constructor" }, { type: ["text"] }])(
    "rejects %j, which has no known type",
    (value) => {
      expect(() => readInbound(value)).toThrow(/^Cannot send the message: its type must be one of text, image, /);
    },
  );

  test.each([
    [{ type: "text", body: 5 }, "Param body must be a string, got an integer"],
    [{ type: "text", text: { body: "Hello" } }, "Unknown parameter text: allowed here are type, body"],
    [{ type: "image", id: "1" }, "The parameter mime_type is required"],
    [{ type: "location", latitude: 91, longitude: 0 }, "Param latitude must be at most 90"],
    [{ type: "order", product_items: [{}] }, "The parameter product_items.0.product_retailer_id is required"],
    [{ type: "flow_reply", response: "{}" }, "Param response must be an object, got a string"],
    [{ ...image, context: "wamid.AA==" }, "Param context must be an object, got a string"],
    [{ ...image, context: { message_id: "wamid.AA==" } }, "Unknown parameter context.message_id"],
    [{ ...image, phone_number_id: 1 }, "Param phone_number_id must be a string, got an integer"],
    [JSON.parse('{"type":"request_welcome","__proto__":{}}'), "Unknown parameter __proto__"],
  ])("rejects %j", (value, message) => {
    expect(() => readInbound(value)).toThrow(TypeError);
    expect(() => readInbound(value)).toThrow(`Cannot send the message: ${message}`);
  });

  test("takes the message apart from where it goes", () => {
    const sending = { phone_number_id: "108110225544002", context: { id: "wamid.AA==" } };
    expect(readInbound({ ...image, ...sending })).toEqual({
      content: image,
      phoneNumberId: "108110225544002",
      context: { id: "wamid.AA==" },
    });
    expect(readInbound(image)).toEqual({ content: image });
  });

  test("takes everything that the document shows a user to send", () => {
    const types = new Set<string>();
    for (const [, { entry }] of documentedDeliveries) {
      for (const { value } of entry.flatMap(({ changes }) => changes)) {
        const messages = (value["messages"] ?? []) as Record<string, unknown>[];
        for (const message of messages) {
          const type = String(message["type"]);
          const inner = message[type];
          if (!plainTypes.has(type) || typeof inner !== "object") continue;
          readInbound({ type, ...inner });
          types.add(type);
        }
      }
    }
    expect([...types]).toEqual(expect.arrayContaining(["text", "image", "location", "order", "reaction"]));
  });

  test.each([
    image,
    { type: "contacts", contacts: [{ name: { formatted_name: "Bea" } }] },
    { type: "button_reply", id: "yes", title: "Yes" },
    { type: "list_reply", id: "yes", title: "Yes", description: "Of course" },
    { type: "call_permission_reply", response: "accept" },
    { type: "flow_reply", response: { flow_token: "1" } },
    { type: "address_reply", response: {} },
    { type: "system", system: { type: "customer_changed_number", body: "Ada changed" } },
    { type: "request_welcome" },
    { type: "unsupported", kind: "poll" },
  ])("what it accepts becomes what the document describes: %j", (value) => {
    const { content } = readInbound(value);
    const number = { display_phone_number: "15550123456", phone_number_id: "1" };
    const contact = { wa_id: "15550123456", profile: { name: "Ada" } };
    const change = { field: "messages", value: inboundValue({ id: "wamid.AA==", time: 1, number, contact }, content) };
    const body = { object: "whatsapp_business_account", entry: [{ id: "1", changes: [change] }] };
    expect(schemaProblems(JSON.stringify(body))).toEqual([]);
  });
});

/** Types whose content is named as they are. */
const plainTypes = new Set(
  "text image video audio document sticker reaction button location order edit revoke".split(" "),
);
