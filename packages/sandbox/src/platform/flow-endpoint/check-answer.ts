import { checkValue } from "../../server/check-value.ts";
import { detailsOf, type Problem } from "../../server/problems.ts";
import { isSchema, type Schema } from "../../server/schemas.ts";
import type { Data } from "../../world/world.ts";
import type { FlowRequest, FlowTrouble } from "./flow-exchange.ts";

const lastScreen = "SUCCESS";

/** Why a phone does not take an answer: the way there is not in the flow JSON, or its data is not what the screen declares. */
export function answerTrouble(flow: object | undefined, request: FlowRequest, answer: Data): FlowTrouble | undefined {
  const { screen, data = {} } = answer;
  if (typeof screen !== "string" || screen === "") return unfit("the answer names no screen");
  if (!isSchema(data)) return unfit("the data of the answer is not an object");
  if (screen === lastScreen) return endTrouble(data);
  const { screens, routing_model: routes } = (flow ?? {}) as Schema;
  const target = listIn(screens).find(({ id }) => id === screen);
  if (!target) return unreachable(`the flow has no screen ${screen}`);
  const { screen: from = "" } = request;
  if (request.action === "data_exchange" && screen !== from && isSchema(routes) && !edgesOf(routes, from).has(screen))
    return unreachable(`the routing model has no way from ${from} to ${screen}`);
  return dataTrouble(screen, target["data"], data);
}

function endTrouble({ extension_message_response: response }: Schema): FlowTrouble | undefined {
  const params = isSchema(response) ? response["params"] : undefined;
  if (isSchema(params) && typeof params["flow_token"] === "string") return undefined;
  return unfit("the last answer has no extension_message_response.params.flow_token");
}

/** Each field that a screen declares has to come; `error_message` is shown by itself. */
function dataTrouble(screen: string, declared: unknown, { error_message, ...data }: Schema): FlowTrouble | undefined {
  if (error_message !== undefined && typeof error_message !== "string") return unfit("error_message is not a string");
  const fields = Object.entries(isSchema(declared) ? declared : {}).filter(([, field]) => isSchema(field));
  const schema = { type: "object", properties: Object.fromEntries(fields), required: fields.map(([name]) => name) };
  const problems = problemsOf(schema, data);
  if (!problems) return unfit(`the data model of ${screen} cannot be checked`);
  return problems.length === 0
    ? undefined
    : unfit(`the data of ${screen} does not fit: ${detailsOf(problems, "data")}`);
}

/** Undefined if the schema, which anybody may have uploaded, is none. */
function problemsOf(schema: Schema, data: Schema): readonly Problem[] | undefined {
  try {
    return checkValue({}, schema, data).problems;
  } catch {
    return undefined;
  }
}

function edgesOf(routes: Schema, from: string): Set<unknown> {
  const edges = Object.hasOwn(routes, from) ? routes[from] : undefined;
  return new Set(Array.isArray(edges) ? edges : []);
}

function listIn(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

function unfit(message: string): FlowTrouble {
  return { type: "payload-schema-error", message };
}

function unreachable(message: string): FlowTrouble {
  return { type: "invalid-screen-transition", message };
}
