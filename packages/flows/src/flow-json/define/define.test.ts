import { describe, expect, test } from "vitest";
import { validateFlow } from "../validate-flow.ts";
import { defineFlow } from "./define-flow.ts";
import { flowMessage, type FlowMessageOptions } from "./flow-message.ts";
import type { FlowJson } from "./flow-json.ts";
import { FlowResponseError, readFlowResponse } from "./read-flow-response.ts";

const booking = defineFlow({
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { DAY: ["END"], END: [] },
  screens: [
    {
      id: "DAY",
      title: "Day",
      data: { limit: { type: "integer", __example__: 4 } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "DatePicker", name: "day", label: "Day", required: true },
          {
            type: "Footer",
            label: "Go",
            "on-click-action": { name: "navigate", next: { type: "screen", name: "END" }, payload: {} },
          },
        ],
      },
    },
    {
      id: "END",
      title: "End",
      terminal: true,
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "CheckboxGroup", name: "extras", label: "Extras", "data-source": [{ id: "tour", title: "Tour" }] },
          { type: "OptIn", name: "terms", label: "Terms", required: true },
          {
            type: "Footer",
            label: "Book",
            "on-click-action": {
              name: "complete",
              payload: {
                day: "${screen.DAY.form.day}",
                extras: "${form.extras}",
                terms: "${form.terms}",
                limit: "${screen.DAY.data.limit}",
                source: "chat",
              },
            },
          },
        ],
      },
    },
  ],
});

const texts = { flow_id: "1321230011223344", body: "Taste our coffee", flow_cta: "Book" };

test("defineFlow() returns the flow, which is uploaded as it is", () => {
  const flow = { version: "7.3", screens: [] } as const;
  expect(defineFlow(flow)).toBe(flow);
  expect(validateFlow(JSON.stringify(booking))).toEqual([]);
});

describe("flowMessage()", () => {
  /** As in JavaScript, where nothing is checked before. */
  const loose: (flow: FlowJson, options: object) => unknown = (flow, options) =>
    flowMessage(flow, options as FlowMessageOptions<FlowJson>);

  test("refuses a screen that the flow does not have", () => {
    const act = () => loose(booking, { ...texts, screen: "NIGHT" });
    expect(act).toThrow(new TypeError("Cannot open the flow at NIGHT: it has no such screen"));
  });

  test("refuses data that lacks what the screen declares", () => {
    for (const data of [undefined, {}, Object.create({ limit: 4 })])
      expect(() => loose(booking, { ...texts, screen: "DAY", data })).toThrow(
        new TypeError("Cannot open the flow at DAY: its data lacks limit"),
      );
  });

  test("names the screen and its data", () => {
    expect(flowMessage(booking, { ...texts, flow_token: "t", screen: "DAY", data: { limit: 2 } })).toEqual({
      type: "flow",
      body: { text: "Taste our coffee" },
      action: {
        name: "flow",
        parameters: {
          flow_message_version: "3",
          flow_id: "1321230011223344",
          flow_cta: "Book",
          flow_token: "t",
          flow_action: "navigate",
          flow_action_payload: { screen: "DAY", data: { limit: 2 } },
        },
      },
    });
  });

  test("sends no empty data, which the platform refuses", () => {
    const { action } = flowMessage(booking, { ...texts, screen: "END", data: {} });
    expect(action.parameters.flow_action_payload).toEqual({ screen: "END" });
  });

  test("leaves the first screen to an endpoint, and names a draft by its name", () => {
    const { flow_id: _, ...rest } = texts;
    const options = { ...rest, flow_name: "booking", mode: "draft", header: "Coffee", footer: "Soon" } as const;
    expect(flowMessage(booking, { ...options, flow_action: "data_exchange" })).toEqual({
      type: "flow",
      header: { type: "text", text: "Coffee" },
      body: { text: "Taste our coffee" },
      footer: { text: "Soon" },
      action: {
        name: "flow",
        parameters: {
          flow_message_version: "3",
          flow_name: "booking",
          flow_cta: "Book",
          mode: "draft",
          flow_action: "data_exchange",
        },
      },
    });
  });
});

describe("readFlowResponse()", () => {
  const reply = (response: unknown) => ({ name: "flow", response_json: JSON.stringify(response) });
  const whole = { flow_token: "t", day: "2026-12-12", extras: ["tour"], terms: true, limit: 4, source: "chat" };

  test.each([
    ["no JSON", "{", "it is not JSON"],
    ["deep JSON", `${"[".repeat(1000)}${"]".repeat(1000)}`, "it is nested more than 100 deep"],
    ["a list", "[]", "it is not a JSON object"],
    ["null", "null", "it is not a JSON object"],
    ["no token", "{}", "it has no flow_token"],
    ["an inherited token", '{"__proto__":{"flow_token":"t"}}', "it has no flow_token"],
    ["a token that is no text", '{"flow_token":1}', "it has no flow_token"],
    ["another flow", '{"flow_token":"t","stars":"5"}', "terms is missing"],
    ["null for what must be there", JSON.stringify({ ...whole, terms: null }), "terms is missing"],
    ["a value of another type", JSON.stringify({ ...whole, terms: "secret" }), "terms is not of its type"],
    ["a list of something else", JSON.stringify({ ...whole, extras: [{}] }), "extras is not of its type"],
    ["a fraction", JSON.stringify({ ...whole, limit: 1.5 }), "limit is not of its type"],
    ["another constant", JSON.stringify({ ...whole, source: 1 }), "source is not of its type"],
  ])("refuses %s", (_, response_json, why) => {
    const act = () => readFlowResponse(booking, { response_json });
    expect(act).toThrow(new FlowResponseError(`Cannot read the response of the flow: ${why}`));
  });

  test("is undefined for an address, and without a reply", () => {
    expect(readFlowResponse(booking, { ...reply(whole), name: "address_message" })).toBeUndefined();
    expect(readFlowResponse(booking, undefined)).toBeUndefined();
  });

  test("returns what was filled in, and more that came along", () => {
    const response = readFlowResponse(booking, reply({ ...whole, more: 1 }));
    expect(response).toEqual({ ...whole, more: 1 });
    expect(response?.extras?.[0]).toBe("tour");
  });

  test("leaves out what was not filled in", () => {
    const response = readFlowResponse(booking, reply({ flow_token: "t", extras: null, terms: true, source: "chat" }));
    expect(response).toEqual({ flow_token: "t", terms: true, source: "chat" });
  });

  test("takes anything from an endpoint that ends the flow itself", () => {
    const open = defineFlow({ version: "7.3", data_api_version: "3.0", routing_model: {}, screens: [] });
    expect(readFlowResponse(open, reply({ flow_token: "t", booking: 8841 }))).toEqual({
      flow_token: "t",
      booking: 8841,
    });
  });
});
