import { expect, test } from "vitest";
import { fillTemplate } from "./fill-template.ts";
import { componentsWith, placeholdersOf, runsOf } from "./placeholders.ts";

const card = {
  components: [
    { type: "HEADER", format: "IMAGE" as const },
    { type: "BODY", text: "For {{1}}", example: { body_text: [["the way to work"]] } },
    {
      type: "BUTTONS",
      buttons: [{ type: "URL", text: "See it", url: "https://a.example/{{1}}", example: ["https://a.example/b"] }],
    },
  ],
};

const components = [
  { type: "HEADER", format: "TEXT" as const, text: "New for {{1}}", example: { header_text: ["autumn"] } },
  { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Now", has_expiration: true } },
  { type: "BODY", text: "{{2}} and {{1}}, {{2}}", example: { body_text: [["one", "two"]] } },
  {
    type: "BUTTONS",
    buttons: [
      { type: "QUICK_REPLY", text: "Yes" },
      { type: "COPY_CODE", example: "10OFF" },
      {
        type: "URL",
        text: "Track",
        url: "https://a.example/{{1}}/track",
        example: ["https://a.example/8841/track"],
      },
    ],
  },
  { type: "CAROUSEL", cards: [card, card] },
];

test("placeholders have a place and the example that came with the template", () => {
  expect(placeholdersOf(components).map(({ where, label, example }) => [where, label, example])).toEqual([
    ["Header", "{{1}}", "autumn"],
    ["Offer", "end of the offer", ""],
    ["Body", "{{2}}", "two"],
    ["Body", "{{1}}", "one"],
    ["Button", "code", "10OFF"],
    ["Button", "{{1}} of Track", "8841"],
    ["Card 1, header", "image", ""],
    ["Card 1, body", "{{1}}", "the way to work"],
    ["Card 1, button", "{{1}} of See it", "b"],
    ["Card 2, header", "image", ""],
    ["Card 2, body", "{{1}}", "the way to work"],
    ["Card 2, button", "{{1}} of See it", "b"],
  ]);
});

test("named placeholders have theirs too", () => {
  const example = { body_text_named_params: [{ param_name: "first_name", example: "Ada" }] };
  const body = { type: "BODY", text: "Hello {{first_name}}", example };
  expect(placeholdersOf([body])).toMatchObject([{ key: "body first_name", example: "Ada" }]);
  const filled = fillTemplate([body], componentsWith([body], { "body first_name": "Grace" }));
  expect(runsOf(filled.body ?? "")).toEqual([
    { text: "Hello ", kind: "text" },
    { text: "Grace", kind: "value" },
  ]);
});

test("values are filled in everywhere, and placeholders without one stay", () => {
  const filled = fillTemplate(
    components,
    componentsWith(components, {
      "body 2": "two",
      "button 1": "25OFF",
      "button 2": "9",
      "card 1 header file": "1037543291543636",
      "card 0 header file": "https://a.example/door.jpg",
      "card 1 body 1": "the hills",
      offer: "2026-12-01T10:00Z",
    }),
  );
  expect(runsOf(filled.body ?? "").map(({ kind }) => kind)).toEqual(["value", "text", "placeholder", "text", "value"]);
  expect(filled).toMatchObject({
    header: { text: "New for {{1}}" },
    offer: { endsAt: Date.parse("2026-12-01T10:00Z") },
    buttons: [{}, { code: "25OFF" }, { url: "https://a.example/9/track" }],
    cards: [
      { header: { kind: "image", file: { link: "https://a.example/door.jpg" } }, body: "For {{1}}" },
      { header: { kind: "image", file: { id: "1037543291543636" } } },
    ],
  });
});

test("headers that are no text are filled in", () => {
  const header = (format: "LOCATION" | "PRODUCT" | "VIDEO") => ({ type: "HEADER", format });
  const filled = (format: "LOCATION" | "PRODUCT" | "VIDEO", values: Record<string, string>) =>
    fillTemplate([header(format)], componentsWith([header(format)], values)).header;
  expect(filled("LOCATION", { "header place": "Shop" })).toMatchObject({ kind: "location", place: { name: "Shop" } });
  expect(filled("PRODUCT", { "header product": "beans" })).toEqual({ kind: "product", productId: "beans" });
  expect(filled("VIDEO", { "header file": "7" })).toEqual({ kind: "video", file: { id: "7" } });
  expect(filled("VIDEO", {})).toEqual({ kind: "placeholder", format: "video" });
});

test("marks that formatting has taken apart are not shown", () => {
  expect(runsOf("a \uE000")).toEqual([{ text: "a ", kind: "text" }]);
  expect(runsOf("\uE001")).toEqual([]);
});
