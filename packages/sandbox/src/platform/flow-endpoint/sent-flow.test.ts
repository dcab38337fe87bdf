import { expect, test } from "vitest";
import { World } from "../../world/world.ts";
import type { SentMessage } from "../sent-messages.ts";
import { sentFlow } from "./sent-flow.ts";

const world = new World();
const message = (content: object) =>
  ({ id: "wamid.1", phoneNumberId: "1", message: content }) as unknown as SentMessage;
const interactive = (parameters: unknown, type = "flow") =>
  message({ type: "interactive", interactive: { type, action: { parameters } } });

test.each<[string, object | undefined, object]>([
  [
    "an id, and nothing else",
    { flow_id: 1 },
    { flow: "1", token: "unused", screen: undefined, data: {}, isAsked: false },
  ],
  ["a name and a token", { flow_name: "seats", flow_token: "t" }, { flow: "seats", token: "t" }],
  [
    "a first screen with data",
    { flow_id: "1", flow_action_payload: { screen: "DAY", data: { a: 1 } } },
    { screen: "DAY", data: { a: 1 } },
  ],
  ["data as text", { flow_id: "1", flow_action_payload: { screen: "DAY", data: '{"a":1}' } }, { data: { a: 1 } }],
  [
    "data that is no object",
    { flow_id: "1", flow_action_payload: { screen: 1, data: "a" } },
    { screen: undefined, data: {} },
  ],
  ["the entry screen", { flow_id: "1", flow_action_payload: { screen: "FIRST_ENTRY_SCREEN" } }, { screen: undefined }],
  ["an endpoint that is asked", { flow_id: "1", flow_action: "DATA_EXCHANGE" }, { isAsked: true }],
])("a message names a flow by %s", (_name, parameters, expected) => {
  expect(sentFlow(world, interactive(parameters))).toMatchObject(expected);
});

test.each([
  interactive({}),
  interactive(undefined),
  interactive({ flow_id: "1" }, "button"),
  message({ type: "interactive" }),
  message({ type: "text", text: { body: "Hello" } }),
  message({ type: "template", template: { name: "none", language: { code: "en" } } }),
])("another message names none", (other) => {
  expect(sentFlow(world, other)).toBeUndefined();
});
