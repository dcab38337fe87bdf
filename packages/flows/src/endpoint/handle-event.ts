import { FlowEndpointError } from "./errors.ts";
import type { FlowBackEvent, FlowDataExchangeEvent, FlowErrorEvent, FlowHandlers, FlowInitEvent } from "./events.ts";
import { type FlowRequest, isObject } from "./read-request.ts";
import type { FlowAnswer } from "./screens.ts";

/** An event that is answered with a screen. */
export type ScreenEvent = FlowInitEvent | FlowBackEvent | FlowDataExchangeEvent;

/**
 * Calls the handler of an event.
 *
 * @throws {FlowEndpointError} when there is none, or it returns no screen; and whatever the handler throws
 */
export async function handleEvent(on: FlowHandlers, event: ScreenEvent): Promise<FlowAnswer> {
  const handler = handlerOf(on, event);
  if (!handler) throw new FlowEndpointError("handler", `there is no handler of ${describe(event)}`);
  const answer = await handler(event as never);
  if (isAnswer(answer)) return answer;
  throw new FlowEndpointError("handler", `the handler of ${describe(event)} returned no screen`);
}

/** The event of an error notification; undefined for any other request. `error` is a name that payloads cannot use. */
export function errorEventOf({ data, ...request }: FlowRequest, signal: AbortSignal): FlowErrorEvent | undefined {
  const { error, error_message } = data;
  if (typeof error !== "string") return undefined;
  return { ...request, error, error_message: typeof error_message === "string" ? error_message : undefined, signal };
}

/** Names action and screen of a request, at a length that no sender controls. */
export function describe({ action, screen }: { action: string; screen: string }): string {
  return screen === "" ? short(action) : `${short(action)} on ${short(screen)}`;
}

export function short(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

function handlerOf(on: FlowHandlers, event: ScreenEvent): ((event: never) => unknown) | undefined {
  const { action, screen } = event;
  // it is what a client sent, which may be any text
  if (action !== "INIT" && action !== "BACK" && action !== "data_exchange") return undefined;
  const handlers = on[action];
  if (typeof handlers === "function" || handlers === undefined) return handlers;
  return Object.hasOwn(handlers, screen) ? handlers[screen] : undefined;
}

function isAnswer(answer: unknown): answer is FlowAnswer {
  if (!isObject(answer) || typeof answer["screen"] !== "string" || answer["screen"] === "") return false;
  return answer["data"] === undefined || isObject(answer["data"]);
}
