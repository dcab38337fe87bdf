import { describe, expect, test } from "vitest";
import { flow, footer, last, navigate, screen, wrong } from "../flow.test-support.ts";

const body = { type: "TextBody", text: "Hello" };
const input = { type: "TextInput", name: "email", label: "Email" };
const photos = { type: "PhotoPicker", name: "photos", label: "Photos", "max-uploaded-photos": 3 };
const first = "screens[0].layout.children";
const to = (id: string, payload: object = {}) => ({
  type: "Footer",
  label: "Go",
  "on-click-action": navigate(id, payload),
});
const form = (children: readonly unknown[], more: object = {}) => ({ type: "Form", name: "form", children, ...more });
const texts = (count: number) => Array.from({ length: count }, () => body);
const text = { type: "string", __example__: "a" };
const flag = { type: "boolean", __example__: true };

describe("screens", () => {
  test.each([
    [
      "one id twice",
      flow([screen("A", [to("LAST")]), screen("A", [to("LAST")]), last()]),
      "DUPLICATE_SCREEN_IDS screens[1].id",
    ],
    ["a reserved id", flow([screen("Success", [to("LAST")]), last()]), "SCREEN_ID_IS_RESERVED_KEYWORD screens[0].id"],
    ["digits in an id", flow([screen("A1", [to("LAST")]), last()]), "PATTERN_MISMATCH screens[0].id"],
    ["an id of underscores", flow([screen("__", [to("LAST")]), last()]), "PATTERN_MISMATCH screens[0].id"],
    ["no end", flow([screen("A", [body])]), "MISSING_TERMINAL_SCREEN screens"],
    ["an end without success", flow([last([], { success: false })]), "INVALID_PROPERTY_VALUE screens"],
    [
      "no Footer at the end",
      flow([screen("A", [body], { terminal: true })]),
      "MISSING_FOOTER_ON_TERMINAL_SCREEN screens[0]",
    ],
    [
      "refresh_on_back without an endpoint",
      flow([last([], { refresh_on_back: true })]),
      "INVALID_PROPERTY_VALUE screens[0].refresh_on_back",
    ],
    [
      "a sensitive field that is none",
      flow([last([input], { sensitive: ["email", "card"] })]),
      "INVALID_SENSITIVE_FIELD screens[0].sensitive[1]",
    ],
    [
      "success of a screen before",
      flow([screen("A", [to("LAST")], { success: true }), last()]),
      "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED screens[0].success",
    ],
  ])("%s is refused", (_, value, code) => expect(wrong(value)).toEqual([code]));
});

describe("routing", () => {
  const endpoint = (screens: readonly unknown[], routing_model?: object) =>
    flow(screens, { data_api_version: "3.0", ...(routing_model && { routing_model }) });
  const [a, b, c] = ["A", "B", "C"].map((id) => screen(id, [body]));
  test.each([
    ["no model with an endpoint", endpoint([last()]), "MISSING_REQUIRED_PROPERTY"],
    ["a screen that is not listed", endpoint([a, last()], { A: ["LAST"] }), "INVALID_ROUTING_MODEL screens[1].id"],
    ["a screen that is none", endpoint([last()], { LAST: [], B: [] }), "INVALID_ROUTING_MODEL routing_model.B"],
    ["a target that is none", endpoint([last()], { LAST: ["B"] }), "INVALID_ROUTING_MODEL routing_model.LAST[0]"],
    ["a way to itself", endpoint([a, last()], { A: ["A", "LAST"], LAST: [] }), "INVALID_ROUTING_MODEL routing_model"],
    [
      "a way back",
      endpoint([a, b, last()], { A: ["B"], B: ["A", "LAST"], LAST: [] }),
      "INVALID_ROUTING_MODEL routing_model",
    ],
    [
      "a circle",
      endpoint([a, b, c, last()], { A: ["B"], B: ["C"], C: ["A"], LAST: [] }),
      "INVALID_ROUTING_MODEL routing_model",
    ],
    [
      "a screen apart",
      endpoint([a, b, last()], { A: ["LAST"], B: [], LAST: [] }),
      "INVALID_ROUTING_MODEL screens[1].id",
    ],
    [
      "an end that nothing leads to",
      endpoint([a, b, c, last()], { A: ["B"], B: [], C: ["LAST"], LAST: ["C"] }),
      "INVALID_ROUTING_MODEL routing_model",
    ],
    [
      "an action without a route",
      endpoint([screen("A", [to("B")]), b, last()], { A: ["LAST"], B: ["LAST"], LAST: [] }),
      `INVALID_ROUTING_MODEL ${first}[0].on-click-action.next.name`,
    ],
    [
      "more than ten ways",
      endpoint([a, last()], { A: Array(11).fill("LAST"), LAST: [] }),
      "INVALID_ROUTING_MODEL routing_model.A",
    ],
    [
      "a way back by actions",
      flow([screen("A", [to("B")]), screen("B", [to("A")]), last()]),
      "INVALID_ROUTING_MODEL screens",
    ],
  ])("%s is refused", (_, value, code) => expect(wrong(value)[0]).toBe(code));

  test("more than ten ways by actions are refused", () => {
    const ids = [..."BCDEFGHIJKL"];
    const options = ids.map((id) => ({ id, "main-content": { title: id }, "on-click-action": navigate(id) }));
    const list = { type: "NavigationList", name: "list", "list-items": options };
    expect(wrong(flow([screen("A", [list]), ...ids.map((id) => screen(id, [to("LAST")])), last()]))).toEqual([
      "INVALID_ROUTING_MODEL screens",
    ]);
  });

  test("a link to a screen without a way on is fine", () => {
    const link = { type: "EmbeddedLink", text: "Terms", "on-click-action": navigate("TERMS") };
    expect(wrong(flow([last([link]), screen("TERMS", [body])]))).toEqual([]);
  });

  test("a flow with an endpoint has no errors", () => {
    const ask = { ...footer(), "on-click-action": { name: "data_exchange", payload: { email: "${form.email}" } } };
    expect(
      wrong(endpoint([screen("A", [input, ask], { refresh_on_back: true }), last()], { A: ["LAST"], LAST: [] })),
    ).toEqual([]);
  });
});

describe("data models", () => {
  test.each([
    ["without an example", { a: { type: "string" } }, "INVALID_SCREEN_DATA screens[0].data.a"],
    ["without a type", { a: { __example__: "a" } }, "INVALID_SCREEN_DATA screens[0].data.a"],
    ["of an unknown type", { a: { type: "null", __example__: null } }, "INVALID_SCREEN_DATA screens[0].data.a.type"],
    ["that are no schema", { a: "string" }, "INVALID_SCREEN_DATA screens[0].data.a"],
    [
      "with an example of another type",
      { a: { type: "number", __example__: "1" } },
      "INVALID_SCREEN_DATA screens[0].data.a.__example__",
    ],
    [
      "with a fraction as an integer",
      { a: { type: "integer", __example__: 1.5 } },
      "INVALID_SCREEN_DATA screens[0].data.a.__example__",
    ],
    ["with a list of no items", { a: { type: "array", __example__: [] } }, "INVALID_SCREEN_DATA screens[0].data.a"],
    [
      "with items of another type",
      { a: { type: "array", items: { type: "string" }, __example__: [1] } },
      "INVALID_SCREEN_DATA screens[0].data.a.__example__",
    ],
    [
      "with an example within another value",
      { a: { type: "array", items: { type: "string", __example__: "a" }, __example__: ["a"] } },
      "INVALID_SCREEN_DATA screens[0].data.a.items.__example__",
    ],
    ["with a space in a name", { "a b": text }, "INVALID_SCREEN_DYNAMIC_DATA screens[0].data.a b"],
  ])("%s are refused", (_, data, code) => expect(wrong(flow([last([], { data })]))).toEqual([code]));

  test("may name what they require, and may be called so", () => {
    expect(wrong(flow([last([], { data: { a: text, required: ["a"] } })]))).toEqual([]);
    expect(wrong(flow([last([], { data: { required: flag } })]))).toEqual([]);
  });
});

describe("references", () => {
  const data = {
    name: text,
    count: { type: "number", __example__: 1 },
    is_open: flag,
    person: { type: "object", properties: { name: { type: "string" } }, __example__: { name: "Ada" } },
    days: {
      type: "array",
      items: { type: "object", properties: { id: { type: "string" }, title: { type: "string" } } },
      __example__: [],
    },
    ids: { type: "array", items: { type: "object", properties: { id: { type: "string" } } }, __example__: [] },
    names: { type: "array", items: { type: "string" }, __example__: ["a"] },
  };
  const dropdown = (source: string) => ({ type: "Dropdown", name: "day", label: "Day", "data-source": source });
  const show = (value: string) => flow([last([{ ...body, text: value }, input], { data })]);
  const dynamic = "INVALID_SCREEN_DYNAMIC_DATA";

  test.each([
    "${data.name}",
    "${data.person.name}",
    "${form.email}",
    "`${data.name} ' and ' ${form.email}`",
    "`'a'`",
    "Hello $5 {x}",
  ])("%s is a text", (value) => expect(wrong(show(value))).toEqual([]));

  test.each([
    ["${data.nam}", dynamic],
    ["${data.name.first}", dynamic],
    ["${data.person.age}", dynamic],
    ["${data.names.0}", dynamic],
    ["${data.__proto__}", dynamic],
    ["${data.constructor}", dynamic],
    ["${form.phone}", dynamic],
    ["${screen.LAST.data.name}", "INVALID_SCREEN_DATA"],
    ["${screen.OTHER.data.name}", "INVALID_SCREEN_DATA"],
    ["${name}", dynamic],
    ["${data.count}", dynamic],
    ["${data.is_open}", dynamic],
    ["`${data.count} + 1`", dynamic],
    ["`${data.name} + 1`", "INVALID_PROPERTY_VALUE"],
    ["`${data.count} == ${data.name}`", "INVALID_PROPERTY_VALUE"],
    ["`${data.no}`", dynamic],
    ["${screen.OTHER.form.name}", "INVALID_SCREEN_DATA"],
    ["`hello`", "INVALID_PROPERTY_VALUE"],
    ["`'a`", "INVALID_PROPERTY_VALUE"],
    ["``", "INVALID_PROPERTY_VALUE"],
    ["Hello ${data.name}", "INVALID_TEXT_DYNAMIC_DATA"],
  ])("%s is none", (value, code) => expect(wrong(show(value))).toEqual([`${code} ${first}[0].text`]));

  test("to other screens are those of any other", () => {
    const end = last([{ ...body, text: "${screen.FIRST.form.email}", visible: "${screen.FIRST.data.is_open}" }]);
    expect(wrong(flow([screen("FIRST", [input, to("LAST")], { data }), end]))).toEqual([]);
    expect(
      wrong(
        flow([
          screen("FIRST", [input, to("LAST")], { data }),
          last([{ ...body, visible: "${screen.FIRST.form.email}" }]),
        ]),
      ),
    ).toEqual([`${dynamic} screens[1].layout.children[0].visible`]);
  });

  test.each([
    ["${data.days}", []],
    ["${data.ids}", [`${dynamic} ${first}[0].data-source`]],
    ["${data.names}", [`${dynamic} ${first}[0].data-source`]],
    ["${data.name}", [`${dynamic} ${first}[0].data-source`]],
  ])("options come from lists of ids and titles: %s", (source, codes) => {
    expect(wrong(flow([last([dropdown(source)], { data })]))).toEqual(codes);
  });

  test.each([
    ["${data.is_open}", []],
    ["${data.count} > 2 && !(${form.email} == 'a')", []],
    ["(${form.email} == 'a') || ${data.is_open}", []],
    ["`${data.count} >= 2`", []],
    ["${data.count}", ["INVALID_PROPERTY_VALUE"]],
    ["true", ["INVALID_PROPERTY_VALUE"]],
    ["1 == 1", ["INVALID_PROPERTY_VALUE"]],
    ["${data.no} == 'a'", [dynamic]],
    ["${data.name} > 2", ["INVALID_PROPERTY_VALUE"]],
    ["${data.count} && ${data.is_open}", ["INVALID_PROPERTY_VALUE"]],
    ["", ["INVALID_PROPERTY_VALUE"]],
    ["( )", ["INVALID_PROPERTY_VALUE"]],
    ["${data.is_open} &&", ["INVALID_PROPERTY_VALUE"]],
    ["${data.is_open} = true", ["INVALID_PROPERTY_VALUE"]],
    ["(${data.is_open}", ["INVALID_PROPERTY_VALUE"]],
    ["${data.is_open})", ["INVALID_PROPERTY_VALUE"]],
  ])("a condition is true or false: %s", (condition, codes) => {
    const found = wrong(flow([last([{ type: "If", condition, then: [body] }, input], { data })]));
    expect(found.map((each) => each.split(" ")[0]).slice(0, 1)).toEqual(codes);
  });

  test("a number that was typed compares with numbers and texts", () => {
    const seats = { ...input, name: "seats", "input-type": "number" };
    for (const condition of ["${form.seats} > 2", "${form.seats} == '2'"])
      expect(wrong(flow([last([seats, { type: "If", condition, then: [body] }])]))).toEqual([]);
  });

  test("both ends of a range of days are in it", () => {
    const range = {
      type: "CalendarPicker",
      name: "stay",
      mode: "range",
      label: { "start-date": "A", "end-date": "B" },
    };
    expect(wrong(flow([last([range, { ...body, text: "${form.stay.start-date}" }])]))).toEqual([]);
    expect(wrong(flow([last([range, { ...body, text: "${form.stay}" }])]))).toEqual([`${dynamic} ${first}[1].text`]);
  });
});

describe("placement", () => {
  const when = (then: unknown[], other?: unknown[]) => ({
    type: "If",
    condition: "${data.a}",
    then,
    ...(other && { else: other }),
  });
  const cases = (all: object) => ({ type: "Switch", value: "${data.b}", cases: all });
  const at = (children: readonly unknown[], more: object = {}) =>
    wrong(flow([screen("LAST", children, { terminal: true, data: { a: flag, b: text }, ...more })]));
  const image = { type: "Image", src: "AA==" };

  test.each([
    ["51 components", [...texts(50), footer()], "MAX_ALLOWED_COMPONENTS_PER_SCREEN screens[0]"],
    ["two Footers", [footer(), footer()], "MAX_FOOTER_PER_SCREEN screens[0]"],
    ["four images", [image, image, image, image, footer()], "MAX_IMAGE_PER_SCREEN screens[0]"],
    [
      "two forms",
      [form([input]), { ...form([]), name: "other" }, footer()],
      "COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN screens[0]",
    ],
    [
      "photos and documents",
      [photos, { type: "DocumentPicker", name: "d", label: "D" }, footer()],
      `INVALID_COMPONENT_PLACEMENT ${first}[1]`,
    ],
    [
      "RichText and other text",
      [{ type: "RichText", text: "A" }, body, footer()],
      `INVALID_RICHTEXT_PLACEMENT ${first}[0]`,
    ],
    ["one name twice", [input, input, footer()], `DUPLICATE_FORM_COMPONENT_NAMES ${first}[1].name`],
    [
      "one name in two branches",
      [when([input], [input]), footer()],
      `DUPLICATE_FORM_COMPONENT_NAMES ${first}[0].else[0].name`,
    ],
    [
      "inputs beside a form",
      [form([input]), { ...input, name: "other" }, footer()],
      `COMPONENTS_OUTSIDE_FORM ${first}[1]`,
    ],
    ["a Footer in one branch", [when([footer()], [body])], `MISSING_FOOTER_IN_IF_ELSE_BRANCHES ${first}[0]`],
    ["a Footer without the other branch", [when([footer()])], `MISSING_FOOTER_IN_IF_ELSE_BRANCHES ${first}[0]`],
    ["a Footer in one case", [cases({ x: [footer()], y: [body] })], `MISSING_FOOTER_IN_SWITCH_BRANCHES ${first}[0]`],
    [
      "a Footer within two Ifs",
      [when([when([footer()], [footer()])], [footer()])],
      `INVALID_COMPONENT_PLACEMENT ${first}[0].then[0].then[0]`,
    ],
    ["a Footer beside branches with one", [when([footer()], [footer()]), footer()], `MORE_THAN_ONE_FOOTER ${first}[1]`],
    ["no cases", [cases({}), footer()], `EMPTY_SWITCH_CASES ${first}[0].cases`],
    [
      "four Ifs",
      [when([when([when([when([body])])])]), footer()],
      `MAXIMUM_IF_NESTING ${first}[0].then[0].then[0].then[0]`,
    ],
    ["an If without components", [when([]), footer()], `INVALID_PROPERTY_VALUE ${first}[0].then`],
  ])("%s are refused", (_, children, code) => expect(at(children)).toContain(code));

  test("what is in branches counts once", () => {
    expect(at([when([image, image, footer()], [image, image, image, footer()])])).toEqual([]);
    expect(at([cases({ x: [footer()], y: [footer()] })])).toEqual([]);
    expect(at([when([when([when([body])])]), footer()])).toEqual([]);
    expect(at([...texts(49), footer()])).toEqual([]);
  });

  test("a RichText stands beside a Footer since 6.3", () => {
    const rich = flow([screen("LAST", [{ type: "RichText", text: ["# A", "b"] }, footer()], { terminal: true })]);
    expect(wrong(rich)).toEqual([]);
    expect(wrong({ ...rich, version: "6.2" })).toEqual([`INVALID_RICHTEXT_PLACEMENT ${first}[0]`]);
  });

  test("a flow has three carousels at most", () => {
    const carousel = { type: "ImageCarousel", images: [{ src: "AA==" }] };
    const two = (id: string, next: string) => screen(id, [carousel, carousel, to(next)]);
    expect(wrong(flow([two("A", "B"), two("B", "LAST"), last()]))).toEqual([
      "COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN screens",
    ]);
  });

  test("before 4.0 inputs are in a form", () => {
    expect(wrong(flow([last([input])], { version: "3.1" }), { use: "send" })).toEqual([`KEYWORD_ONE_OF ${first}[0]`]);
  });

  test("a NavigationList is alone, on a screen that leads on", () => {
    const row = (more: object = {}) => ({ id: "a", "main-content": { title: "A" }, ...more });
    const list = (items: unknown[], more: object = {}) => ({
      type: "NavigationList",
      name: "list",
      "list-items": items,
      ...more,
    });
    const open = { "on-click-action": navigate("LAST") };
    const check = (item: unknown, ...beside: unknown[]) => wrong(flow([screen("A", [item, ...beside]), last()]));
    expect(check(list([row()], open))).toEqual([]);
    expect(check(list([row(open)]))).toEqual([]);
    expect(check(list([row()], open), body)).toEqual([`INVALID_COMPONENT_PLACEMENT ${first}[0]`]);
    expect(check(list([row(open)], open))).toEqual([
      `NOT_KEYWORD_SCHEMA_VALIDATION_FAILED ${first}[0].on-click-action`,
    ]);
    expect(check(list([row(open), row()]))).toEqual([`MISSING_REQUIRED_PROPERTY ${first}[0]`]);
    expect(check(list([row({ badge: "A" }), row({ badge: "B" })], open))).toEqual([
      `MAX_ITEMS_REQUIRED ${first}[0].list-items`,
    ]);
    expect(check(list([row({ end: { title: "A" } })], { ...open, "media-size": "large" }))).toEqual([
      `INVALID_DEPENDENCIES ${first}[0].list-items[0].end`,
    ]);
    expect(wrong(flow([last([list([row({ "on-click-action": { name: "data_exchange" } })])])]))).toContain(
      `INVALID_COMPONENT_PLACEMENT ${first}[0]`,
    );
  });
});

describe("components", () => {
  const group = { type: "CheckboxGroup", name: "a", label: "A", "data-source": [{ id: "a", title: "A" }] };
  const day = { type: "DatePicker", name: "day", label: "Day" };
  const calendar = { ...day, type: "CalendarPicker" };
  test.each([
    [
      { ...group, "min-selected-items": 2, "max-selected-items": 1 },
      "MIN_VALUE_GREATER_THAN_MAX",
      "min-selected-items",
    ],
    [{ ...input, "min-chars": 20, "max-chars": 10 }, "MIN_VALUE_GREATER_THAN_MAX", "min-chars"],
    [{ ...photos, "min-uploaded-photos": 4 }, "MIN_VALUE_GREATER_THAN_MAX", "min-uploaded-photos"],
    [{ ...input, pattern: "a+" }, "INVALID_DEPENDENCIES", "pattern"],
    [{ ...input, pattern: "(", "helper-text": "A" }, "INVALID_PROPERTY_VALUE", "pattern"],
    [{ ...input, pattern: "a", "helper-text": "A", "input-type": "email" }, "INVALID_DEPENDENCIES", "pattern"],
    [{ ...day, "min-date": "2026-02-02", "max-date": "2026-02-01" }, "INVALID_DATE_RANGE", "min-date"],
    [{ ...day, "min-date": "2026-02-30" }, "INVALID_PROPERTY_VALUE_FORMAT", "min-date"],
    [{ ...day, "unavailable-dates": ["1767225600000"] }, "INVALID_PROPERTY_VALUE_FORMAT", "unavailable-dates[0]"],
    [{ ...calendar, title: "A" }, "UNEXPECTED_CALENDAR_PICKER_RANGE_MODE_PROP", "title"],
    [{ ...calendar, label: { "start-date": "A" } }, "UNEXPECTED_CALENDAR_PICKER_RANGE_MODE_PROP", "label"],
    [
      { ...calendar, "init-value": { "start-date": "2026-01-01" } },
      "INVALID_DATE_SINGLE_INIT_VALUE_FORMAT",
      "init-value",
    ],
    [{ ...calendar, mode: "range" }, "MISSING_CALENDAR_PICKER_RANGE_MODE_PROP", "label"],
    [{ ...calendar, mode: "range", label: {}, "min-days": 3, "max-days": 2 }, "INVALID_MIN_MAX_DAYS", "min-days"],
    [
      {
        ...group,
        "data-source": [
          { id: "a", title: "A", image: "AA==" },
          { id: "b", title: "B", color: "#ffffff" },
        ],
      },
      "DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR",
      "data-source",
    ],
    [
      { ...group, "data-source": [{ id: "a", title: "A", image: "A".repeat(200_000) }] },
      "INVALID_PROPERTY_VALUE",
      "data-source[0].image",
    ],
  ])("%o is refused", (component, code, property) => {
    expect(wrong(flow([last([component])]))).toEqual([`${code} ${first}[0].${property}`]);
  });

  test("a dropdown has 100 options with images, 200 without", () => {
    const options = (more: object) =>
      Array.from({ length: 101 }, (_, index) => ({ id: `${index}`, title: "A", ...more }));
    const dropdown = (more: object) => ({ type: "Dropdown", name: "a", label: "A", "data-source": options(more) });
    expect(wrong(flow([last([dropdown({})])]))).toEqual([]);
    expect(wrong(flow([last([dropdown({ image: "AA==" })])]))).toEqual([`MAX_ITEMS_REQUIRED ${first}[0].data-source`]);
  });

  test("before 5.0 days are milliseconds", () => {
    const days = flow([last([form([{ ...day, "min-date": "1767225600000", "max-date": "9" }])])], { version: "3.1" });
    expect(wrong(days, { use: "send" })).toEqual([`INVALID_DATE_RANGE ${first}[0].children[0].min-date`]);
  });
});

describe("forms", () => {
  test.each([
    [form([input], { "init-values": { email: "a@b.c" } }), undefined],
    [form([input], { "init-values": { email: 1 } }), "INVALID_TYPE init-values.email"],
    [form([input], { "init-values": { phone: "1" } }), "INVALID_PROPERTY_KEY init-values.phone"],
    [form([input], { "error-messages": { phone: "1" } }), "INVALID_PROPERTY_KEY error-messages.phone"],
    [form([photos], { "init-values": { photos: [] } }), "NATIVE_COMPONENT_IN_FORM_INIT_VALUES init-values.photos"],
    [form([{ ...input, "init-value": "a" }]), "INVALID_PROPERTY_KEY children[0].init-value"],
  ])("%o", (component, code) => {
    const [error, at] = code?.split(" ") ?? [];
    expect(wrong(flow([last([component])]))).toEqual(code ? [`${error} ${first}[0].${at}`] : []);
  });

  test("a Footer outside of a form does not refer to its inputs", () => {
    const send = footer({ email: "${form.email}" });
    const of = (children: readonly unknown[]) => flow([screen("LAST", children, { terminal: true })]);
    expect(wrong(of([form([input]), send]))).toEqual([
      `INVALID_ON_CLICK_ACTION_PAYLOAD ${first}[1].on-click-action.payload.email`,
    ]);
    expect(wrong(of([form([input, send])]))).toEqual([]);
  });
});

describe("actions", () => {
  const payload = `${first}[1].on-click-action.payload`;
  const data = { email: text };
  const lead = (values: object | undefined, model: object | undefined = data) => {
    const { payload: _, ...bare } = navigate("LAST");
    const action = values ? { ...bare, payload: values } : bare;
    const button = { type: "Footer", label: "Go", "on-click-action": action };
    return wrong(flow([screen("A", [input, button]), last([], { data: model })]));
  };

  test("navigate passes on what the next screen declares, all of it and nothing else", () => {
    expect(lead({ email: "${form.email}" })).toEqual([]);
    expect(lead({ email: "a@b.c" })).toEqual([]);
    expect(lead({ email: "`${form.email} '!'`" })).toEqual([]);
    expect(lead(undefined)).toEqual([`MISSING_NAVIGATION_ACTION_PAYLOAD ${first}[1].on-click-action`]);
    expect(lead({})).toEqual([`INVALID_NAVIGATE_ACTION_PAYLOAD ${payload}`]);
    expect(lead({ email: "a", name: "b" })).toEqual([`INVALID_NAVIGATE_ACTION_PAYLOAD ${payload}.name`]);
    expect(lead({ email: 1 })).toEqual([`INVALID_NAVIGATE_ACTION_PAYLOAD ${payload}.email`]);
    expect(lead({ email: "${form.phone}" })).toEqual([`INVALID_ON_CLICK_ACTION_PAYLOAD ${payload}.email`]);
    expect(lead({ email: "${form.email}" }, { email: flag })).toEqual([
      `INVALID_NAVIGATE_ACTION_PAYLOAD ${payload}.email`,
    ]);
    expect(lead({ email: { deep: ["${form.phone}"] } })).toContain(
      `INVALID_ON_CLICK_ACTION_PAYLOAD ${payload}.email.deep[0]`,
    );
  });

  test("navigate leads to another screen", () => {
    const next = `${first}[0].on-click-action.next.name`;
    expect(wrong(flow([screen("A", [to("NONE")]), last()]))).toContain(
      `INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME ${next}`,
    );
    expect(wrong(flow([screen("A", [to("A")]), last()]))).toContain(`INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME ${next}`);
  });

  test("complete is for terminal screens, data_exchange for flows with an endpoint", () => {
    const action = `${first}[0].on-click-action`;
    expect(wrong(flow([screen("A", [footer()]), last([], {})]))).toContain(`INVALID_COMPLETE_ACTION ${action}`);
    const ask = { type: "EmbeddedLink", text: "Ask", "on-click-action": { name: "data_exchange" } };
    expect(wrong(flow([last([ask])]))).toEqual([`MISSING_REQUIRED_PROPERTY ${action}`]);
  });

  test("update_data changes data of the screen", () => {
    const choose = (values: object) => {
      const action = { name: "update_data", payload: values };
      const source = [{ id: "a", title: "A" }];
      const group = {
        type: "RadioButtonsGroup",
        name: "a",
        label: "A",
        "data-source": source,
        "on-select-action": action,
      };
      return wrong(flow([last([group], { data: { is_full: flag } })]));
    };
    const at = `${first}[0].on-select-action.payload`;
    expect(choose({ is_full: false })).toEqual([]);
    expect(choose({ is_open: false })).toEqual([`INVALID_ACTION_PAYLOAD_PROPERTY ${at}.is_open`]);
    expect(choose({ is_full: "no" })).toEqual([`INVALID_UPDATE_DATA_ACTION_PAYLOAD ${at}.is_full`]);
    expect(choose({ is_full: "${data.is_full}" })).toEqual([`INVALID_UPDATE_DATA_ACTION_PAYLOAD ${at}.is_full`]);
  });

  test("an action is of the list, or of its options", () => {
    const action = { name: "update_data", payload: { is_full: true } };
    const source = [{ id: "a", title: "A", "on-select-action": action }];
    const group = {
      type: "RadioButtonsGroup",
      name: "a",
      label: "A",
      "data-source": source,
      "on-select-action": action,
    };
    expect(wrong(flow([last([group], { data: { is_full: flag } })]))).toEqual([
      `NOT_KEYWORD_SCHEMA_VALIDATION_FAILED ${first}[0].on-select-action`,
    ]);
  });

  test("files are sent at the end, at the top, and ten of them", () => {
    const send = (picker: object, values: object) =>
      wrong(flow([screen("LAST", [picker, footer(values)], { terminal: true })]));
    const code = "INVALID_ON_CLICK_ACTION_PAYLOAD";
    expect(send(photos, { files: "${form.photos}" })).toEqual([]);
    expect(send(photos, { files: ["${form.photos}"] })).toEqual([`${code} ${payload}.files[0]`]);
    expect(send({ ...photos, "max-uploaded-photos": 11, "max-file-size-kb": 1 }, { files: "${form.photos}" })).toEqual([
      `${code} ${payload}`,
    ]);
    expect(send({ ...photos, "max-uploaded-photos": 5 }, { files: "${form.photos}" })).toEqual([`${code} ${payload}`]);
    const later = last([], { terminal: true });
    const end = {
      ...later,
      layout: { type: "SingleColumnLayout", children: [footer({ files: "${screen.A.form.photos}" })] },
    };
    const more = { ...photos, "max-uploaded-photos": 11, "max-file-size-kb": 1 };
    expect(wrong(flow([screen("A", [more, to("LAST")]), end]))).toEqual([
      `${code} screens[1].layout.children[0].on-click-action.payload`,
    ]);
    const pass = screen("A", [photos, to("LAST", { files: "${form.photos}" })]);
    const model = { data: { files: { type: "array", items: { type: "object" }, __example__: [] } } };
    expect(wrong(flow([pass, last([], model)]))).toEqual([`${code} ${payload}.files`]);
  });
});
