import { describe, expect, test } from "vitest";
import { answerTrouble } from "./check-answer.ts";
import { days, flowJson } from "./flow-endpoint.test-support.ts";

const exchange = { action: "data_exchange", screen: "DAY" } as const;
const end = (params: unknown) => ({ screen: "SUCCESS", data: { extension_message_response: { params } } });

describe("an answer is taken", () => {
  test.each([
    ["the next screen", { screen: "CONFIRM", data: { left: 2 } }],
    ["the same screen with a message", { screen: "DAY", data: { days, error_message: "Full" } }],
    ["more data than declared", { screen: "CONFIRM", data: { left: 2, more: true } }],
    ["the end", end({ flow_token: "1" })],
  ])("that is %s", (_name, answer) => {
    expect(answerTrouble(flowJson, exchange, answer)).toBeUndefined();
  });

  test("from any screen when the flow opens, or has no routing model", () => {
    const { routing_model: _, ...free } = flowJson;
    const answer = { screen: "DAY", data: { days } };
    expect(answerTrouble(flowJson, { action: "INIT" }, answer)).toBeUndefined();
    expect(answerTrouble(free, { action: "data_exchange", screen: "CONFIRM" }, answer)).toBeUndefined();
  });
});

describe("an answer is not taken", () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ["without a screen", { data: {} }, "payload-schema-error", "the answer names no screen"],
    ["with a screen that is no name", { screen: 1 }, "payload-schema-error", "the answer names no screen"],
    ["with a list as data", { screen: "CONFIRM", data: [] }, "payload-schema-error", "is not an object"],
    ["with null", { screen: "CONFIRM", data: { left: null } }, "payload-schema-error", "the data of CONFIRM"],
    [
      "with a message that is no text",
      { screen: "DAY", data: { days, error_message: 1 } },
      "payload-schema-error",
      "error_message",
    ],
    ["that ends without params", { screen: "SUCCESS" }, "payload-schema-error", "flow_token"],
    ["that ends with a token that is no text", end({ flow_token: 1 }), "payload-schema-error", "flow_token"],
    ["with an unknown screen", { screen: "__proto__" }, "invalid-screen-transition", "no screen __proto__"],
  ])("%s", (_name, answer, type, message) => {
    expect(answerTrouble(flowJson, exchange, answer)).toEqual({ type, message: expect.stringContaining(message) });
  });

  test.each([undefined, {}, { screens: 1 }, { screens: [null, 1] }])("by the flow JSON %j", (json) => {
    expect(answerTrouble(json, exchange, { screen: "DAY" })?.type).toBe("invalid-screen-transition");
  });

  test("by a data model that refers to something", () => {
    const json = { screens: [{ id: "DAY", data: { days: { $ref: "#/nowhere" } } }] };
    expect(answerTrouble(json, exchange, { screen: "DAY", data: { days } })?.message).toContain("cannot be checked");
  });
});
