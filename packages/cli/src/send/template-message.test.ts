import { expect, test } from "vitest";
import { templateMessage } from "./template-message.ts";

const language = "en_US";

test.each([
  [{ param: ["a", "b=c"] }, undefined, "Cannot mix values with and without names"],
  [{ urlButton: ["HC-1"] }, undefined, "Cannot read --url-button"],
  [{ payload: ["10=x"] }, undefined, "Cannot read --payload"],
  [{ headerText: "x" }, "image", "Cannot fill in the header twice"],
  [{}, "audio", "Cannot put audio into the header"],
  [{}, "sticker", "Cannot put a sticker into the header"],
] as const)("templateMessage() refuses %j with a header of %s", (words, kind, message) => {
  const header = kind === undefined ? undefined : { kind, filename: "x", media: { id: "1" } };
  expect(() => templateMessage("t", { language, ...words }, header)).toThrow(message);
});

test("templateMessage() has no components without values", () => {
  expect(templateMessage("t", { language }, undefined)).toEqual({ name: "t", language: { code: language } });
});

test.each([
  ["Amara", { text: "Amara" }],
  ["first_name=Amara", { parameter_name: "first_name", text: "Amara" }],
  ["=a=b", { text: "a=b" }],
  ["https://example.com/?a=b", { text: "https://example.com/?a=b" }],
  ["name=two\nlines", { parameter_name: "name", text: "two\nlines" }],
])("templateMessage() reads the value %j", (value, expected) => {
  const { components } = templateMessage("t", { language, param: [value] }, undefined);
  expect(components).toEqual([{ type: "body", parameters: [{ type: "text", ...expected }] }]);
});

test("templateMessage() fills in header, text and buttons", () => {
  const words = { language, payload: ["0=yes", "1=no"], copyCode: "HARBOUR10" };
  const header = { kind: "document", filename: "menu.pdf", media: { id: "1" } } as const;
  expect(templateMessage("t", words, header).components).toEqual([
    { type: "header", parameters: [{ type: "document", document: { id: "1", filename: "menu.pdf" } }] },
    { type: "button", sub_type: "quick_reply", index: "0", parameters: [{ type: "payload", payload: "yes" }] },
    { type: "button", sub_type: "quick_reply", index: "1", parameters: [{ type: "payload", payload: "no" }] },
    {
      type: "button",
      sub_type: "copy_code",
      index: "0",
      parameters: [{ type: "coupon_code", coupon_code: "HARBOUR10" }],
    },
  ]);
});
