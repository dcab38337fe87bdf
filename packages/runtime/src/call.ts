import { contentTypeOf } from "./body.ts";
import { type CallInfo, type CallResult, GraphConnectionError, isGraphErrorResponse, noGraphCode } from "./errors.ts";
import { fillPath } from "./path.ts";

/** The options of a call with its types left out. */
export interface UntypedOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, unknown> };
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** `request` of an openapi-fetch client that is asked for text. */
export type Send = (
  method: string,
  path: string,
  options: UntypedOptions & { parseAs: "text" },
) => Promise<{ data?: string; error?: unknown; response: Response }>;

/** Sends one documented call and reads its answer, whatever it turns out to be. */
export async function sendCall(send: Send, request: CallInfo, options: UntypedOptions = {}): Promise<CallResult> {
  fillPath(request.path, options.params?.path);
  const { params, body, signal } = options;
  const type = contentTypeOf(body);
  const headers = { ...(type && { "Content-Type": type }), ...options.headers };
  const known = Object.entries({ params, body, signal, headers }).filter(([, value]) => value !== undefined);
  try {
    const { data = "", error, response } = await send(request.method.toLowerCase(), request.path, {
      ...Object.fromEntries(known),
      parseAs: "text",
    });
    const answer = response.ok ? parseJson(data) : error;
    if (isGraphErrorResponse(answer)) return { error: answer, response, request };
    if (response.ok && answer !== notJson) return { data: answer, response, request };
    return { error: describeStranger(response), response, request };
  } catch (error) {
    if (!(error instanceof GraphConnectionError)) throw error;
    throw new GraphConnectionError(`Cannot ${request.method} ${request.path}`, error.cause);
  }
}

const notJson = Symbol("not JSON");

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

/** An answer that is not the platform's, such as a proxy's page, in the shape of an error. */
function describeStranger(response: Response) {
  const isRedirect = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
  const kind = response.headers.get("Content-Type")?.split(";")[0] ?? "no content type";
  const message = isRedirect
    ? "the answer is a redirect, which is never followed"
    : `the answer is not a Graph error but ${kind}`;
  return { error: { message, type: "HttpError", code: noGraphCode } };
}
