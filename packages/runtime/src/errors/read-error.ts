import type { CallContext } from "../call/request.ts";
import type { GraphErrorResponse } from "./graph-error.ts";
import { hideInJson } from "./secrets.ts";

/** The error in the text of a response, as the platform sent it; undefined if there is none. */
export function parseError(text: string): GraphErrorResponse | undefined {
  const body = parseJson(text);
  const hasCode = typeof (body as Partial<GraphErrorResponse> | null | undefined)?.error?.code === "number";
  return hasCode ? (body as GraphErrorResponse) : undefined;
}

/** Like {@link parseError}, with secrets removed: safe to show. */
export function readError(text: string, call: CallContext): GraphErrorResponse | undefined {
  try {
    return hideInJson(parseError(text), call) as GraphErrorResponse | undefined;
  } catch {
    return undefined; // nested too deeply
  }
}

/** Parses JSON; undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error in a response of any status; a success is parsed only if it looks like one. */
export function errorIn({ ok }: Response, text: string): GraphErrorResponse["error"] | undefined {
  return ok && !text.startsWith('{"error"') ? undefined : parseError(text)?.error;
}
