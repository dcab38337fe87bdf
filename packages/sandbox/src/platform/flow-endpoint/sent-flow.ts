import type { Data, World } from "../../world/world.ts";
import { numberOf } from "../business-number.ts";
import type { SentMessage } from "../sent-messages.ts";
import { templateOf, templateValues } from "../sent-template.ts";
import { jsonOrText } from "../../server/json.ts";
import { isSchema } from "../../server/schemas.ts";

/** The flow that a message opens. */
export interface SentFlow {
  /** Its id or its name. */
  readonly flow: string;
  readonly token: string;
  /** The first screen; undefined for the first one of the flow. */
  readonly screen: string | undefined;
  /** What the first screen shows. */
  readonly data: Data;
  /** Whether the endpoint says what the first screen is. */
  readonly isAsked: boolean;
}

const entry = "FIRST_ENTRY_SCREEN";

/** The flow that a message opens by a button, undefined if it has none. */
export function sentFlow(world: World, { phoneNumberId, message }: SentMessage): SentFlow | undefined {
  if (message["type"] === "template") return templateFlow(world, phoneNumberId, message);
  const { type, action } = dataIn(message["interactive"]);
  if (type !== "flow") return undefined;
  const { flow_id, flow_name, flow_token, flow_action, flow_action_payload } = dataIn(dataIn(action)["parameters"]);
  const { screen, data } = dataIn(flow_action_payload);
  return flowOf({ flow_id, flow_name, flow_token, flow_action, screen, data });
}

function templateFlow(world: World, phoneNumberId: string, message: Data): SentFlow | undefined {
  const template = templateOf(world, numberOf({ world }, phoneNumberId).wabaId, message);
  const buttons = template?.components.find(({ type }) => type.toUpperCase() === "BUTTONS")?.buttons ?? [];
  const place = buttons.findIndex(({ type }) => type.toUpperCase() === "FLOW");
  const { flow_id, flow_name, flow_action, navigate_screen } = dataIn(buttons[place]);
  const value = templateValues(message).find(({ index }) => Number(index) === place);
  const { flow_token, flow_action_data } = dataIn(value?.parameters?.[0]?.["action"]);
  return flowOf({ flow_id, flow_name, flow_token, flow_action, screen: navigate_screen, data: flow_action_data });
}

function flowOf({ flow_id, flow_name, flow_token, flow_action, screen, data }: Data): SentFlow | undefined {
  const flow = flow_id ?? flow_name;
  if (flow === undefined) return undefined;
  return {
    flow: String(flow),
    token: typeof flow_token === "string" ? flow_token : "unused",
    screen: typeof screen === "string" && screen !== entry ? screen : undefined,
    data: dataIn(typeof data === "string" ? jsonOrText(data) : data), // the platform takes both
    isAsked: String(flow_action).toLowerCase() === "data_exchange",
  };
}

function dataIn(value: unknown): Data {
  return isSchema(value) ? value : {};
}
