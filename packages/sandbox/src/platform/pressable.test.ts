import { expect, test } from "vitest";
import { World } from "../world/world.ts";
import { buttonsIn, textOf } from "./pressable.ts";
import type { SentMessage } from "./sent-messages.ts";

const phoneNumberId = "108110225544001";

/** A world with one approved template. */
function worldWith(components: readonly object[]): World {
  const world = new World();
  world.put("phone_number", "102290129340398", {}, phoneNumberId);
  const data = { name: "reminder", language: "en_GB", category: "UTILITY", status: "APPROVED", components };
  world.put("template", "102290129340398", data);
  return world;
}

function messageWith(message: object): SentMessage {
  const rest = { to: "15550123456", time: 0, status: "delivered", category: "utility" } as const;
  return { id: "wamid.AA==", phoneNumberId, ...rest, message: { ...message } };
}

const template = (components: readonly object[] = [], code = "en_GB") =>
  messageWith({ type: "template", template: { name: "reminder", language: { code }, components } });

const buttons = {
  type: "BUTTONS",
  buttons: [
    { type: "QUICK_REPLY", text: "Keep it" },
    { type: "URL", text: "See dates", url: "https://northwind.example" },
    { type: "QUICK_REPLY", text: "Change it" },
    { type: "FLOW", text: "Book" },
  ],
};

test("quick replies of a template have the payload that the message gives, else their label", () => {
  const value = {
    type: "button",
    sub_type: "quick_reply",
    index: "2",
    parameters: [{ type: "payload", payload: "change-7781" }],
  };
  const flow = {
    type: "BUTTON",
    sub_type: "FLOW",
    index: 3,
    parameters: [{ type: "action", action: { flow_token: "t" } }],
  };
  expect(buttonsIn(worldWith([buttons]), template([value, flow]))).toEqual([
    { type: "button", id: "Keep it", title: "Keep it", messageId: "wamid.AA==" },
    { type: "button", id: "change-7781", title: "Change it", messageId: "wamid.AA==" },
    { type: "flow", id: "t", title: "Book", messageId: "wamid.AA==" },
  ]);
});

test("of an unknown template, the buttons that the message gives a payload for can be pressed", () => {
  const value = (index: string, payload: string) => ({
    type: "button",
    sub_type: "quick_reply",
    index,
    parameters: [{ type: "payload", payload }],
  });
  expect(buttonsIn(new World(), template([value("1", "b"), value("2", "c")]))).toMatchObject([
    { type: "button", id: "b", title: "b" },
    { type: "button", id: "c", title: "c" },
  ]);
});

test("cards have buttons too", () => {
  const card = (id: string) => ({
    action: { buttons: [{ type: "quick_reply", quick_reply: { id, title: id.toUpperCase() } }] },
  });
  const interactive = { type: "carousel", action: { cards: [card("a"), card("b")] } };
  expect(buttonsIn(new World(), messageWith({ type: "interactive", interactive }))).toMatchObject([
    { type: "button_reply", id: "a", title: "A" },
    { type: "button_reply", id: "b", title: "B" },
  ]);
});

const header = { type: "HEADER", format: "TEXT", text: "Order {{1}}" };
const footer = { type: "FOOTER", text: "Northwind" };
const text = (value: string, name?: string) => ({
  type: "text",
  text: value,
  ...(name !== undefined && { parameter_name: name }),
});

test.each([
  [
    "by their place",
    [header, { type: "BODY", text: "Dear {{1}}, pay {{2}} by {{3}}" }, footer],
    [
      { type: "header", parameters: [text("7781")] },
      {
        type: "body",
        parameters: [
          text("Ada"),
          { type: "currency", currency: { fallback_value: "$20", code: "USD", amount_1000: 20_000 } },
          { type: "date_time", date_time: { fallback_value: "Friday" } },
        ],
      },
    ],
    "Order 7781\nDear Ada, pay $20 by Friday\nNorthwind",
  ],
  [
    "by their name",
    [{ type: "BODY", text: "Dear {{ first_name }}, {{order_id}}" }],
    [{ type: "BODY", parameters: [text("7781", "order_id"), text("Ada", "first_name")] }],
    "Dear Ada, 7781",
  ],
  ["when they are missing", [{ type: "BODY", text: "Dear {{1}}" }], [], "Dear {{1}}"],
  [
    "that look like patterns",
    [{ type: "BODY", text: "{{1}}" }],
    [{ type: "body", parameters: [text("$& {{1}}")] }],
    "$& {{1}}",
  ],
])("values are put into the text of a template %s", (_, components, values, shown) => {
  expect(textOf(worldWith(components), template(values))).toBe(shown);
});

test.each([
  [{ text: { body: "Hello" } }, "Hello"],
  [{ type: "interactive", interactive: { type: "list", body: { text: "Which one?" } } }, "Which one?"],
  [{ type: "image", image: { id: "1", caption: "Beans" } }, "Beans"],
  [{ type: "location", location: { latitude: 1, longitude: 2 } }, undefined],
])("the text of %j is %j", (message, shown) => {
  expect(textOf(new World(), messageWith(message))).toBe(shown);
});

test("a template that the account does not have in this language has no text", () => {
  expect(textOf(worldWith([footer]), template([], "de"))).toBeUndefined();
});
