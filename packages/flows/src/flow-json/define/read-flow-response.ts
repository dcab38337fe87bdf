import { isObject, isString, type Json, type JsonObject } from "../read/json.ts";
import { type Flow, readFlow } from "../read/read-flow.ts";
import { readJson, UnreadableFlow } from "../read/read-json.ts";
import { fits } from "../references/data-schema.ts";
import { isDynamic } from "../references/is-dynamic.ts";
import { parseReference } from "../references/parse-reference.ts";
import { resolveReference } from "../references/resolve-reference.ts";
import { type Action, actionsOf, payloadOf } from "../rules/actions.ts";
import type { FlowJson } from "./flow-json.ts";
import type { FlowResponseOf } from "./flow-types.ts";

/** A response that is not one of the flow. */
export class FlowResponseError extends Error {
  override readonly name = "FlowResponseError";
}

/** What arrives when somebody finished a flow: `interactive.nfm_reply` of a message. */
export interface FlowReply {
  name?: string;
  response_json: string;
}

/**
 * Reads what somebody filled in, and checks that it is what a screen of the flow sends by `complete`: all values, of their
 * types. Values that are `null` are left out. A phone sent it: check the values as you would a form of a web page.
 *
 * Returns undefined if the reply is of something else, such as an address, or there is none.
 *
 * @throws {FlowResponseError} when it is no response of this flow; the message names the value, not what is in it
 * @example
 * "messages.interactive"({ message: { interactive } }) {
 *   const response = readFlowResponse(tasting, interactive?.type === "nfm_reply" ? interactive.nfm_reply : undefined);
 *   if (response) console.log(response.flow_token, response.day);
 * }
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/responsemsgwebhook}
 */
export function readFlowResponse<Flow extends FlowJson>(
  flow: Flow,
  reply: FlowReply | undefined,
): FlowResponseOf<Flow> | undefined;
export function readFlowResponse(flow: FlowJson, reply: FlowReply | undefined): unknown {
  if (!reply || (reply.name !== undefined && reply.name !== "flow")) return undefined;
  const response = parse(reply.response_json);
  const known = readFlow(asObject(readJson(flow)), flow.version);
  const ends = known.screens
    .filter(({ isTerminal }) => isTerminal)
    .flatMap(actionsOf)
    .filter(({ name }) => name === "complete");
  const problems = ends.map((action) => problemWith(known, action, response));
  const [problem] = problems;
  if (problem !== undefined && problems.every((each) => each !== undefined))
    throw new FlowResponseError(`Cannot read the response of the flow: ${problem}`);
  return plain(reply.response_json);
}

function parse(text: string): JsonObject {
  const response = asObject(readText(text));
  if (!isString(response["flow_token"]))
    throw new FlowResponseError("Cannot read the response of the flow: it has no flow_token");
  const members = Object.entries(response).filter(([, value]) => value !== null);
  return Object.assign(Object.create(null), Object.fromEntries(members));
}

function readText(text: unknown): Json {
  try {
    return readJson(String(text));
  } catch (error) {
    if (error instanceof UnreadableFlow)
      throw new FlowResponseError(`Cannot read the response of the flow: ${error.message}`);
    throw error;
  }
}

function asObject(value: Json): JsonObject {
  if (isObject(value)) return value;
  throw new FlowResponseError("Cannot read the response of the flow: it is not a JSON object");
}

/** The response, as others have objects: with a prototype, for those who call its methods. */
function plain(text: string): object {
  const response: Record<string, unknown> = JSON.parse(text);
  return Object.fromEntries(Object.entries(response).filter(([, value]) => value !== null));
}

/** Why the response is not the payload of the action, undefined if it is. */
function problemWith(flow: Flow, action: Action, response: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(payloadOf(action) ?? {})) {
    const given = response[name];
    if (given === undefined) {
      if (isSure(flow, action, value)) return `${name} is missing`;
    } else if (!fitsPayload(flow, action, value, given)) return `${name} is not of its type`;
  }
  return undefined;
}

/** Whether what the payload has is there in any case. */
function isSure(flow: Flow, { screen }: Action, value: Json): boolean {
  if (!isString(value) || !isDynamic(value, flow.version)) return true;
  const reference = parseReference(value);
  if (!reference || reference.screen !== undefined) return reference === undefined;
  const { component } = resolveReference(flow, screen, value);
  if (!component) return true;
  return component.value["required"] === true && component.within.every(({ type }) => type === "Form");
}

function fitsPayload(flow: Flow, action: Action, value: Json, given: Json): boolean {
  if (!isString(value) || !isDynamic(value, flow.version)) return typeof value === typeof given;
  const { schema } = resolveReference(flow, action.screen, value);
  return fits(schema, given);
}
