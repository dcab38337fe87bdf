import type { DomainContext } from "../../domain.ts";
import { limits } from "../../server/limits.ts";
import { callbackUrlProblem } from "../../webhooks/callback-url.ts";
import { signedHeaders } from "../../webhooks/envelope.ts";
import { type Answer, exchange } from "../../webhooks/exchange.ts";
import { ownerOf, type Data, type WorldNode } from "../../world/world.ts";
import { flowJsonOf } from "../flow-content.ts";
import { answerTrouble } from "./check-answer.ts";
import { type EncryptedRequest, encryptRequest, readPublicKey } from "./encrypt-request.ts";
import {
  type FlowExchange,
  type FlowRequest,
  type FlowTrouble,
  type FlowTroubleType,
  placeOf,
} from "./flow-exchange.ts";
import { measure } from "./measure.ts";

const timeout = 10_000; // ms, as the platform waits
const mostBytes = 10 * limits.textBytes; // 10 MB
const expired = 427; // the flow token
const undecryptable = 421;

/** Asks the endpoint of a flow what a phone asks: what happens in the flow. */
export async function askEndpoint(
  context: DomainContext,
  flow: WorldNode,
  request: FlowRequest,
): Promise<FlowExchange> {
  const json = flowJsonOf(context.world, flow.id);
  const { action, screen = "", data = {}, flow_token = "unused" } = request;
  const sent = { version: versionOf(json), action, screen, data, flow_token };
  const answered = await send(context, flow, sent, request.phoneNumberId);
  const { answer, status } = answered;
  const wrong = answer && status === 200 ? answerTrouble(json, request, answer) : undefined;
  const result = wrong ? { ...answered, trouble: wrong } : answered;
  measure(context, flow, result);
  const { trouble } = result;
  if (trouble && placeOf(trouble.type) === "client") {
    const report = { error: trouble.type, error_message: trouble.message };
    await send(context, flow, { ...sent, data: report }, request.phoneNumberId);
  }
  return result;
}

/** Asks the endpoint of a flow whether it is there. */
export async function pingEndpoint(context: DomainContext, flow: WorldNode): Promise<FlowExchange> {
  const version = versionOf(flowJsonOf(context.world, flow.id));
  const answered = await send(context, flow, { version, action: "ping" });
  const { status } = (answered.answer?.["data"] ?? {}) as Data;
  const isWrong = !answered.trouble && (answered.status !== 200 || status !== "active");
  const result = isWrong ? { ...answered, trouble: unhealthy(answered) } : answered;
  measure(context, flow, result);
  return result;
}

/** Whether a flow asks an endpoint. */
export function hasEndpoint(json: object | undefined): boolean {
  return json !== undefined && "data_api_version" in json;
}

async function send(
  context: DomainContext,
  flow: WorldNode,
  request: Data,
  phoneNumberId?: string,
): Promise<FlowExchange> {
  const nothing = { request, status: 0, latency: 0 };
  const url = String(flow.data["endpoint_uri"] ?? "");
  const problem = url === "" ? "the flow has no endpoint_uri" : callbackUrlProblem(url, context.webhookHosts);
  if (problem !== undefined) return { ...nothing, trouble: because("no_http_response_error", problem) };
  const number = phoneNumberId ?? numberWithKey(context, flow);
  for (let isAgain = false; ; isAgain = true) {
    // read anew for the second request: the key may be another one by then
    const key = readPublicKey(context.world.find("business_public_key", number ?? "")?.data["business_public_key"]);
    if (!key) return { ...nothing, trouble: because("public-key-missing", missingKey(number)) };
    const encrypted = encryptRequest(key, request);
    const started = performance.now();
    const headers = signedHeaders(encrypted.body, context.webhookSecret);
    const post = { method: "POST", headers, body: encrypted.body } as const;
    const response = await exchange(url, post, { timeout, kept: mostBytes });
    const latency = Math.round(performance.now() - started);
    if (response.status === undecryptable && !isAgain) continue;
    return { request, status: response.status, latency, ...read(encrypted, response, latency >= timeout) };
  }
}

function read(
  encrypted: EncryptedRequest,
  { status, response, problem }: Answer,
  isLate: boolean,
): Pick<FlowExchange, "answer" | "trouble"> {
  if (status === 0) {
    const type = isLate ? "timeout_error" : "no_http_response_error";
    return { trouble: because(type, problem ?? "there was no response") };
  }
  if (status === undecryptable)
    return { trouble: because("business-decryption-error", "the endpoint cannot decrypt the request (status 421)") };
  if (status === expired && response === "") return { answer: {} };
  if (status !== 200 && status !== expired) {
    const hint = status === 432 ? ": it does not accept the signature" : "";
    return { trouble: because("unexpected_http_status_code", `the endpoint responds with status ${status}${hint}`) };
  }
  try {
    const answer = encrypted.decrypt(response);
    if (typeof answer === "object" && answer !== null && !Array.isArray(answer)) return { answer: answer as Data };
    return { trouble: because("payload-schema-error", "the answer is not a JSON object") };
  } catch {
    return { trouble: because("response-decryption-error", "the response is not encrypted for this request") };
  }
}

function unhealthy({ status }: FlowExchange): FlowTrouble {
  const message =
    status === 200 ? 'the answer to a ping is not { "data": { "status": "active" } }' : `status ${status}`;
  return because("unexpected_http_status_code", message);
}

/** The number of the flow's account whose key encrypts. */
function numberWithKey({ world, phoneNumberId }: DomainContext, flow: WorldNode): string | undefined {
  const numbers = world.list("phone_number", ownerOf(flow)).map(({ id }) => id);
  const withKey = numbers.filter((id) =>
    readPublicKey(world.find("business_public_key", id)?.data["business_public_key"]),
  );
  return withKey.find((id) => id === phoneNumberId) ?? withKey[0];
}

function missingKey(number: string | undefined): string {
  return number === undefined
    ? "no number of the account has a public key: set one by setBusinessPublicKey"
    : `the number ${number} has no public key: set one by setBusinessPublicKey`;
}

function versionOf(json: object | undefined): string {
  const { data_api_version } = (json ?? {}) as Data;
  return typeof data_api_version === "string" ? data_api_version : "3.0";
}

function because(type: FlowTroubleType, message: string): FlowTrouble {
  return { type, message };
}
