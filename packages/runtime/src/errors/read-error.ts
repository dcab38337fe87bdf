import type { CallContext } from "../call/request.ts";
import type { GraphErrorResponse } from "./graph-error.ts";
import { hideInJson } from "./secrets.ts";

/** Parses JSON; undefined if there is no text or it is not JSON. */
export function parseJson(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The parsed body of a response if it is a Graph error, as the platform sent it. */
export function graphErrorIn(body: unknown): GraphErrorResponse | undefined {
  const hasCode = typeof (body as Partial<GraphErrorResponse> | null | undefined)?.error?.code === "number";
  return hasCode ? (body as GraphErrorResponse) : undefined;
}

/** An error with secrets removed: safe to show. Undefined if there is none to show. */
export function shownError(error: GraphErrorResponse | undefined, call: CallContext): GraphErrorResponse | undefined {
  try {
    return hideInJson(error, call) as GraphErrorResponse | undefined;
  } catch {
    return undefined; // nested too deeply
  }
}
