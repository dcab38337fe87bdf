import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { flow, footer, last, navigate, screen, wrong } from "./flow.test-support.ts";
import { validateFlow } from "./validate-flow.ts";

const input = { type: "TextInput", name: "email", label: "Email" };
const body = { type: "TextBody", text: "Hello" };
const children = "screens[0].layout.children";

describe("what is no flow", () => {
  test.each([
    ["no JSON", "{", "INVALID_FLOW_JSON"],
    ["an empty text", "", "INVALID_FLOW_JSON"],
    ["a list", [], "INVALID_FLOW_JSON"],
    ["null", null, "INVALID_FLOW_JSON"],
    ["undefined", undefined, "INVALID_FLOW_JSON"],
    ["a function", () => 1, "INVALID_FLOW_JSON"],
    ["a flow without screens", { version: "7.3" }, "MISSING_REQUIRED_PROPERTY"],
    ["a flow of no screens", flow([]), "MIN_ITEMS_REQUIRED screens"],
  ])("%s is refused", (_, value, code) => expect(wrong(value)).toEqual([code]));

  test("is told with the line", () => {
    const [error] = validateFlow('{\n  "version": "7.3",\n  "screens": [\n}');
    expect(error).toMatchObject({ error: "INVALID_FLOW_JSON", line_start: 4, column_start: 1 });
  });

  test.each([
    ['{"a": 1 "b": 2}', 9],
    ['{"a": 1,}', 9],
    ["[1, tru]", 5],
    ['["a" : 1]', 6],
    ["{a: 1}", 2],
    ["[1]]", 4],
    ['["a\nb"]', 2],
    ["[1, 2", 6],
  ])("%s is told with the column", (text, column) => {
    expect(validateFlow(text)[0]?.pointers[0]).toMatchObject({ path: "", column_start: column });
  });

  test("and is cut off, is told with the line of its end", () => {
    expect(validateFlow('{\n  "version"')[0]).toMatchObject({ line_start: 2, column_start: 12 });
  });
});

describe("a hostile flow neither throws nor hangs", () => {
  const cyclic: Record<string, unknown> = { version: "7.3" };
  cyclic["screens"] = [cyclic, cyclic];
  const shared = Array.from({ length: 60 }).reduce<object>((inner) => ({ a: inner, b: inner }), {});
  const throwing = {
    get version(): string {
      throw new Error("no");
    },
  };
  test.each([
    ["an unclosed bracket a million times", "[".repeat(1e6)],
    ["deep nesting", `${"[".repeat(1e5)}${"]".repeat(1e5)}`],
    ["more than 10 MB", `"${"a".repeat(1e7)}"`],
    ["a cyclic object", cyclic],
    ["an object that holds itself 2⁶⁰ times", shared],
    ["an object that throws", throwing],
    ["a revoked proxy", revoked()],
    ["a sparse array", { version: "7.3", screens: Array(1e9) }],
  ])("%s", (_, value) => expect(wrong(value)).toEqual(["INVALID_FLOW_JSON"]));

  test("names of prototypes mean nothing", () => {
    const text = JSON.stringify(flow([last([{ type: "constructor" }, { type: "PROTO", name: "toString" }, body])]))
      .replace("PROTO", "__proto__")
      .replace('"title":', '"__proto__":{"id":"A"},"title":');
    expect(wrong(text)).toEqual([
      "INVALID_PROPERTY_KEY screens[0].__proto__",
      `INVALID_PROPERTY_VALUE ${children}[0].type`,
      `INVALID_PROPERTY_VALUE ${children}[1].type`,
    ]);
    expect(wrong({ ...flow([last()]), version: "__proto__" })).toEqual(["INVALID_FLOW_JSON_VERSION version"]);
  });

  test("with a million mistakes has 1,000 errors at most", () => {
    const many = Array.from({ length: 100_000 }, () => ({ type: "No" }));
    expect(validateFlow(JSON.stringify(flow([last(many)])))).toHaveLength(1000);
  });

  test("with a condition of 100,000 brackets", () => {
    const ask = (condition: string) => flow([last([{ type: "If", condition, then: [body] }])]);
    for (const condition of ["(".repeat(1e5), "!".repeat(9000), "1 + ".repeat(2400), "'".repeat(9999)])
      expect(wrong(ask(condition))).toEqual([`INVALID_PROPERTY_VALUE ${children}[0].condition`]);
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe("errors", () => {
  const text = readFileSync(new URL("../../../../examples/files/tasting.flow.json", import.meta.url), "utf8");

  test("of a flow without any are none", () => expect(validateFlow(text)).toEqual([]));

  test("have the form of the platform, lines and columns, screen and component", () => {
    expect(validateFlow(text.replace('"label": "Day"', '"label": 12'))).toEqual([
      {
        error: "INVALID_PROPERTY_TYPE",
        error_type: "FLOW_JSON_ERROR",
        message: "It must be a string, not a number",
        line_start: 22,
        line_end: 22,
        column_start: 59,
        column_end: 61,
        pointers: [
          {
            line_start: 22,
            line_end: 22,
            column_start: 59,
            column_end: 61,
            path: "screens[0].layout.children[2].label",
          },
        ],
        screen: "TASTING",
        component: "day",
      },
    ]);
  });

  test("of a name that is wrong are at the name", () => {
    const [error] = validateFlow(text.replace('"terminal": true', '"terminal": true, "colour": "red"'));
    expect(error).toMatchObject({ error: "INVALID_PROPERTY_KEY", column_start: 25, column_end: 33 });
  });

  test("of an object have a path, but no lines", () => {
    const [error] = validateFlow(flow([last([{ type: "TextBody" }])]));
    expect(error).toEqual({
      error: "MISSING_REQUIRED_PROPERTY",
      error_type: "FLOW_JSON_ERROR",
      message: 'It must have "text"',
      pointers: [{ path: "screens[0].layout.children[0]" }],
      screen: "LAST",
      component: "TextBody",
    });
  });

  test("are at the right place in a text with quotes, escapes and other scripts", () => {
    const odd = JSON.stringify(flow([last([{ ...body, text: 'a "quoted\\" 🌊 {[,:]}' }, { type: "No" }])]));
    const [error] = validateFlow(odd);
    expect(odd.slice(Number(error?.column_start) - 1, Number(error?.column_end) - 1)).toBe('"No"');
  });
});

describe("versions", () => {
  test.each([
    [undefined, "MISSING_FLOW_JSON_VERSION"],
    [7.3, "INVALID_FLOW_JSON_VERSION version"],
    ["7", "INVALID_FLOW_JSON_VERSION version"],
    ["v7.3", "INVALID_FLOW_JSON_VERSION version"],
    ["7.30", "INVALID_FLOW_JSON_VERSION version"],
    ["8.0", "INVALID_FLOW_JSON_VERSION version"],
    ["5.0", "INVALID_FLOW_JSON_VERSION_STATE version"],
  ])("%s is refused", (version, code) => expect(wrong({ ...flow([last()]), version })).toEqual([code]));

  test.each(["5.1", "6.0", "6.3", "7.0", "7.3", "7.4"])("%s can be published", (version) => {
    expect(wrong({ ...flow([last()]), version })).toEqual([]);
  });

  test.each(["2.1", "3.1", "4.0", "5.0"])("%s can only be sent", (version) => {
    expect(wrong({ ...flow([last()]), version }, { use: "send" })).toEqual([]);
  });

  test("4.0 of the data API needs 7.3", () => {
    const more = { data_api_version: "4.0", routing_model: { LAST: [] } };
    expect(wrong(flow([last()], { ...more, version: "7.2" }))).toEqual(["INVALID_DATA_API_VERSION data_api_version"]);
    expect(wrong(flow([last()], more))).toEqual([]);
    expect(wrong(flow([last()], { ...more, data_api_version: "5.0" }))).toEqual([
      "INVALID_DATA_API_VERSION data_api_version",
    ]);
  });

  test.each([
    ["6.0", { type: "CalendarPicker", name: "day", label: "Day" }, `INVALID_PROPERTY_VALUE ${children}[0].type`],
    ["6.1", { type: "ImageCarousel", images: [{ src: "AA==" }] }, `INVALID_PROPERTY_VALUE ${children}[0].type`],
    ["6.3", { ...input, "label-variant": "large" }, `INVALID_PROPERTY_KEY ${children}[0].label-variant`],
    ["6.1", { ...input, pattern: "a", "helper-text": "a" }, `INVALID_PROPERTY_KEY ${children}[0].pattern`],
    ["6.0", { ...body, text: " " }, `PATTERN_MISMATCH ${children}[0].text`],
    [
      "5.1",
      { type: "EmbeddedLink", text: "Terms", "on-click-action": { name: "open_url", url: "https://a.example" } },
      `INVALID_ENUM_VALUE ${children}[0].on-click-action.name`,
    ],
  ])("%s does not have what came later: %o", (version, component, code) => {
    expect(wrong({ ...flow([last([component])]), version })).toEqual([code]);
  });

  test("5.1 has blank texts, and what is in backticks is text", () => {
    expect(
      wrong({
        ...flow([
          last([
            { ...body, text: " " },
            { ...body, text: "`${data.no}`" },
          ]),
        ]),
        version: "5.1",
      }),
    ).toEqual([`INVALID_TEXT_DYNAMIC_DATA ${children}[1].text`]);
  });
});

describe("structure", () => {
  test.each([
    ["an unknown property", { ...body, color: "red" }, "INVALID_PROPERTY_KEY", "[0].color"],
    ["a missing property", { type: "TextBody" }, "MISSING_REQUIRED_PROPERTY", "[0]"],
    ["a number as a text", { ...input, "max-chars": "Hundred" }, "PATTERN_MISMATCH", "[0].max-chars"],
    ["a missing type", { text: "Hello" }, "MISSING_REQUIRED_TYPE_PROPERTY", "[0]"],
    ["an unknown type", { type: "Video" }, "INVALID_PROPERTY_VALUE", "[0].type"],
    ["a value of another type", { ...body, visible: "yes" }, "INVALID_PROPERTY_TYPE", "[0].visible"],
    ["a value that is not listed", { ...body, "font-weight": "heavy" }, "INVALID_ENUM_VALUE", "[0].font-weight"],
    ["no component", "TextBody", "INVALID_PROPERTY_TYPE", "[0]"],
    [
      "too few options",
      { type: "ChipsSelector", name: "a", label: "A", "data-source": [{ id: "a", title: "A" }] },
      "MIN_ITEMS_REQUIRED",
      "[0].data-source",
    ],
    [
      "too many options",
      { type: "RadioButtonsGroup", name: "a", label: "A", "data-source": options(21) },
      "MAX_ITEMS_REQUIRED",
      "[0].data-source",
    ],
    [
      "a number that is too large",
      { type: "PhotoPicker", name: "a", label: "A", "max-file-size-kb": 25_601 },
      "MAXIMUM_VALUE_REQUIRED",
      "[0].max-file-size-kb",
    ],
    [
      "an action that is not for the component",
      { type: "EmbeddedLink", text: "A", "on-click-action": { name: "complete", payload: {} } },
      "INVALID_ENUM_VALUE",
      "[0].on-click-action.name",
    ],
    [
      "a color that is none",
      { type: "Dropdown", name: "a", label: "A", "data-source": [{ id: "a", title: "A", color: "red" }] },
      "PATTERN_MISMATCH",
      "[0].data-source[0].color",
    ],
    ["one caption of two", footer({}, { "left-caption": "A" }), "INVALID_DEPENDENCIES", "[0]"],
  ])("%s is refused", (_, component, code, at) => {
    const found = wrong(flow([screen("LAST", [component, footer()], { terminal: true })]));
    expect(found).toContain(`${code} ${children}${at}`);
  });

  test("a form holds no RichText, a Switch no If", () => {
    const form = { type: "Form", name: "form", children: [{ type: "RichText", text: "A" }] };
    expect(wrong(flow([last([form])]))).toContain(`INVALID_COMPONENT_PLACEMENT ${children}[0].children[0].type`);
    const choice = { type: "If", condition: "${data.a}", then: [body] };
    const model = { data: { a: { type: "boolean", __example__: true } } };
    const value = "${data.a}";
    expect(wrong(flow([last([{ type: "Switch", value, cases: { true: [choice] } }], model)]))).toEqual([
      `INVALID_COMPONENT_PLACEMENT ${children}[0].cases.true[0].type`,
    ]);
  });

  test("keys beside those of a flow, and more than 100 screens", () => {
    expect(wrong(flow([last()], { title: "A" }))).toEqual(["INVALID_PROPERTY_KEY title"]);
    const many = Array.from({ length: 101 }, () => last());
    expect(wrong(flow(many))).toContain("MAX_SCREENS_NUMBER screens");
  });
});

function options(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${index}`, title: `Option ${index}` }));
}

test("a flow of two screens that passes data on has no errors", () => {
  const first = screen("FIRST", [input, { ...footer(), "on-click-action": navigate("LAST", { to: "${form.email}" }) }]);
  const end = last([{ type: "TextBody", text: "${data.to}" }], {
    data: { to: { type: "string", __example__: "a@b.c" } },
  });
  expect(wrong(flow([first, end]))).toEqual([]);
});
