import { describe, expect, test } from "vitest";
import { shownComponents } from "./components.ts";
import { readFlow } from "./flow-json.ts";
import {
  fillIn,
  FlowProblem,
  goBack,
  nothingPlayed,
  openScreen,
  type Play,
  readAnswer,
  scopeOf,
  screenOf,
  stepOf,
  takeAnswer,
  updateData,
} from "./play.ts";

/** A component that shows one of two lists. */
function branch(condition: unknown, ...lists: readonly unknown[][]): { type: string } {
  const names = ["then", "else"];
  return { type: "If", condition, ...Object.fromEntries(lists.map((list, place) => [names[place], list])) } as {
    type: string;
  };
}

const booking = readFlow({
  version: "7.3",
  routing_model: { DETAILS: ["CONFIRM"], CONFIRM: [] },
  screens: [
    {
      id: "DETAILS",
      title: "Details",
      data: { guest: { type: "string", __example__: "Ada" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          {
            type: "Form",
            name: "form",
            "init-values": { name: "${data.guest}", seats: "2" },
            "error-messages": { seats: "${data.error}" },
            children: [
              { type: "TextInput", name: "name", label: "Name", required: true },
              { type: "Dropdown", name: "seats", label: "Seats", "data-source": [{ id: "2", title: "Two" }] },
              branch(
                "${form.seats} > 2",
                [{ type: "TextBody", text: "`'A table for ' ${form.seats}`" }],
                [{ type: "TextCaption", text: "Small" }],
              ),
              {
                type: "Switch",
                value: "${form.name}",
                cases: { Ada: [{ type: "TextBody", text: "Welcome back" }], default: [] },
              },
            ],
          },
          { type: "TextBody", text: "Hidden", visible: "${data.isShown}" },
        ],
      },
    },
    {
      id: "CONFIRM",
      terminal: true,
      layout: { children: [{ type: "TextHeading", text: "${screen.DETAILS.form.name}" }] },
    },
  ],
});

const typesOn = (play: Play) => {
  const screen = screenOf(booking, play.visits.at(-1)?.screen);
  return screen ? shownComponents(screen, scopeOf(play)) : undefined;
};

describe("a flow", () => {
  const first = openScreen(booking, nothingPlayed, "DETAILS", { guest: "Ada" });

  test("begins where no other screen leads to", () => {
    expect(booking.entry).toBe("DETAILS");
    expect(booking.screens[0]?.examples).toEqual({ guest: "Ada" });
  });

  test("fills in what it was opened with, and decides conditions", () => {
    expect(first.visits).toEqual([{ screen: "DETAILS", data: { guest: "Ada" }, form: { name: "Ada", seats: "2" } }]);
    const types = ["TextInput", "Dropdown", "TextCaption", "TextBody"];
    expect(typesOn(first)?.components.map(({ type }) => type)).toEqual(types);
    const more = fillIn(fillIn(first, "seats", "4"), "name", "Bea");
    expect(typesOn(more)?.components.at(-1)).toMatchObject({ type: "TextBody", props: { text: "A table for 4" } });
  });

  test("shows what its data makes visible, and errors at their field", () => {
    const shown = typesOn(updateData(first, { isShown: true, error: "Too many" }))?.components;
    expect(shown?.at(-1)?.props["text"]).toBe("Hidden");
    expect(shown?.[1]).toMatchObject({ name: "seats", props: { "error-message": "Too many" } });
  });

  test("knows on later screens what was filled in before, and keeps it on the way back", () => {
    const next = openScreen(booking, fillIn(first, "name", "Bea"), "CONFIRM", {});
    expect(typesOn(next)?.components[0]?.props["text"]).toBe("Bea");
    expect(goBack(next).visits.at(-1)?.form).toEqual({ name: "Bea", seats: "2" });
    expect(goBack(first)).toBe(first);
  });
});

describe("actions", () => {
  const scope = { data: { total: 12 }, form: { name: "Ada" }, screens: {} };

  test.each([
    [
      { name: "navigate", next: { type: "screen", name: "NEXT" }, payload: { who: "${form.name}" } },
      { kind: "navigate", screen: "NEXT", payload: { who: "Ada" } },
    ],
    [
      { name: "complete", payload: { total: "${data.total}" } },
      { kind: "complete", payload: { total: 12 } },
    ],
    [{ name: "data_exchange" }, { kind: "data_exchange", payload: {} }],
    [
      { name: "update_data", payload: { a: true } },
      { kind: "update_data", payload: { a: true } },
    ],
    [
      { name: "open_url", url: "https://example.com" },
      { kind: "open_url", url: "https://example.com" },
    ],
  ])("%j", (action, step) => {
    expect(stepOf(action, scope)).toEqual(step);
  });

  test("one that does not exist is named", () => {
    expect(() => stepOf({ name: "explode" }, scope)).toThrow(new FlowProblem("The action explode does not exist"));
    expect(() => stepOf(undefined, scope)).toThrow(new FlowProblem("The action undefined does not exist"));
  });
});

describe("a hostile flow", () => {
  test("a screen that does not exist is named", () => {
    expect(() => openScreen(booking, nothingPlayed, "NOWHERE", {})).toThrow("The flow has no screen NOWHERE");
    expect(() => openScreen(booking, nothingPlayed, "constructor", {})).toThrow(FlowProblem);
  });

  test("a way without end ends", () => {
    let play = nothingPlayed;
    const round = () => {
      for (let step = 0; step < 1000; step++) play = openScreen(booking, play, step % 2 ? "DETAILS" : "CONFIRM", {});
    };
    expect(round).toThrow("The flow goes round in circles");
    expect(play.visits).toHaveLength(200);
  });

  test.each([undefined, null, "text", 1, [], {}, { screens: {} }, { screens: [null, 1, { id: 5 }, []] }])(
    "%j has no screens",
    (json) => {
      expect(readFlow(json)).toMatchObject({ screens: [], entry: undefined });
    },
  );

  test("components that do not exist are named, and the rest is shown", () => {
    const [screen] = readFlow({
      screens: [
        {
          id: "A",
          layout: {
            children: [
              { type: "Hologram" },
              { text: "no type" },
              { type: "TextInput", label: "No name" },
              branch("alert(1)", [{ type: "TextBody", text: "never" }]),
              { type: "Switch", value: "constructor", cases: { a: [] } },
              { type: "TextBody", text: "`1 +`" },
            ],
          },
        },
      ],
    }).screens;
    const { components, problems } = shownComponents(screen ?? { children: [] }, { data: {}, form: {}, screens: {} });
    expect(components.map(({ type }) => type)).toEqual(["TextInput", "TextBody"]);
    expect(problems).toEqual([
      "The component Hologram does not exist",
      "A TextInput has no name: its answer is lost",
      "Cannot read the condition alert(1): it has alert(1)",
      "Cannot read the expression `1 +`: a value is missing",
    ]);
  });

  test("components without end within each other end", () => {
    let inner: object = { type: "TextBody", text: "deep" };
    for (let depth = 0; depth < 5000; depth++) inner = branch(true, [inner]);
    const screen = { children: [inner as { type: string }] };
    const { components, problems } = shownComponents(screen, { data: {}, form: {}, screens: {} });
    expect(components).toEqual([]);
    expect(problems).toEqual(["Components are nested too deeply: the rest is not shown"]);
  });

  test("every screen leads to another one: the first is where it begins", () => {
    const screens = [{ id: "A" }, { id: "B" }];
    expect(readFlow({ screens, routing_model: { A: ["B"], B: ["A"] } }).entry).toBe("A");
  });
});

describe("the answer of an endpoint", () => {
  test("leads to another screen, or gives the same one other data", () => {
    const play = openScreen(booking, nothingPlayed, "DETAILS", { guest: "Ada" });
    const same = readAnswer('{"screen":"DETAILS","data":{"error_message":"Full","error":"x"}}');
    expect(same).toEqual({ kind: "screen", screen: "DETAILS", data: { error: "x" }, message: "Full" });
    const kept = takeAnswer(booking, play, { screen: "DETAILS", data: { error: "x" } });
    expect(kept.visits).toMatchObject([{ data: { guest: "Ada", error: "x" }, form: { name: "Ada" } }]);
    const next = takeAnswer(booking, play, { screen: "CONFIRM", data: {} });
    expect(next.visits.map(({ screen }) => screen)).toEqual(["DETAILS", "CONFIRM"]);
  });

  test("ends the flow", () => {
    const text = JSON.stringify({
      screen: "SUCCESS",
      data: { extension_message_response: { params: { flow_token: "t", seats: 2 } } },
    });
    expect(readAnswer(text)).toEqual({ kind: "finish", response: { flow_token: "t", seats: 2 } });
  });

  test.each([
    ["", "The answer is not JSON"],
    ["[]", "The answer has no screen"],
    ['{"screen":5}', "The answer has no screen"],
  ])("%j is none", (text, problem) => {
    expect(() => readAnswer(text)).toThrow(problem);
  });
});
