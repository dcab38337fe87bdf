import { contentTypeOf } from "./body.ts";
import { readTimeout, withDeadline } from "./deadline.ts";
import { type CallResult, GraphConnectionError, type GraphErrorResponse, noGraphCode, parseJson, readError, redact } from "./errors.ts";
import { fillPath } from "./path.ts";
import type { CallContext } from "./request.ts";
import { textOf } from "./transport.ts";

/** The options of a call with its types left out. */
export interface UntypedOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, unknown> };
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  timeout?: number | false;
  replayable?: boolean;
  parseAs?: "stream";
}

/** What a client says about each of its calls. */
export interface CallSettings {
  ids: Readonly<Record<string, string>>;
  /** Milliseconds that one attempt may take. */
  attemptTimeout: number;
  /** Milliseconds that a call may take with all of its attempts and waits. */
  callTimeout: number;
  /** Further options of openapi-fetch for a call. */
  optionsFor: (call: CallContext) => object | false;
}

/** `request` of an openapi-fetch client. */
export type SendCall = (
  method: string,
  path: string,
  options: object,
) => Promise<{ data?: ReadableStream; error?: unknown; response: Response }>;

/** Sends one documented call and reads its answer, whatever it turns out to be. */
export async function sendCall(
  send: SendCall,
  method: string,
  path: string,
  options: UntypedOptions = {},
  settings: CallSettings,
): Promise<CallResult> {
  const { params, body, headers, signal, replayable, parseAs, timeout } = options;
  const ids: Record<string, string> = {};
  const filled = fillPath(path, { ...settings.ids, ...params?.path }, ids);
  const isStream = parseAs === "stream";
  const attemptTimeout = timeout === undefined ? settings.attemptTimeout : readTimeout(`Cannot ${method} ${path}`, timeout);
  const call: CallContext = {
    method,
    path,
    ids,
    body,
    isReplayable: replayable === true,
    isStream,
    timeout: isStream || body instanceof ReadableStream ? Number.POSITIVE_INFINITY : attemptTimeout,
    attempts: 0,
    waits: [],
  };
  const type = contentTypeOf(body);
  const sendWith = (own: AbortSignal | undefined) =>
    send(method, path, {
      params: { ...params, path: ids },
      pathSerializer: (url: string) => url.slice(0, -path.length) + filled,
      headers: type ? { "Content-Type": type, ...headers } : headers,
      body,
      signal: own,
      parseAs: "stream",
      call,
      ...settings.optionsFor(call),
    });
  const { response, data, error } = await (settings.callTimeout < Number.POSITIVE_INFINITY
    ? withDeadline(
        (own) => sendWith(isStream && signal ? AbortSignal.any([signal, own]) : own), // a stream outlives its deadline
        settings.callTimeout,
        () => new GraphConnectionError(`Cannot ${method} ${path}`, "timeout"),
        signal,
      )
    : sendWith(signal));

  const outcome = { response, request: { method, path }, attempts: call.attempts, waits: call.waits };
  if (isStream && response.ok) return { ...outcome, data };
  // of an answer that middleware of openapi-fetch has replaced, only the parsed error is left
  const isRead = response.bodyUsed && (response as { content?: string }).content === undefined;
  const text = isRead ? (typeof error === "string" ? error : JSON.stringify(error)) : await textOf(response, call);
  if (response.status === 204) return { ...outcome, data: undefined };
  const answer = response.ok ? parseJson(text) : undefined;
  const hasError = isObject((answer as { error?: unknown } | null | undefined)?.error);
  if (answer !== undefined && !hasError) return { ...outcome, data: answer };
  return { ...outcome, error: refusalOf(response, text, Object.values(ids)) };
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** The error in an answer that is no success, cleaned of secrets and of `ids`. */
export function refusalOf(response: Response, text: string, ids?: readonly string[]): GraphErrorResponse {
  return readError(text, ids) ?? describeStranger(response, text, ids);
}

/** An answer that is not the platform's, such as a proxy's page, in the shape of an error. */
function describeStranger({ type, status, headers }: Response, text: string, ids?: readonly string[]) {
  const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400);
  const kind = headers.get("Content-Type")?.split(";")[0] ?? "without a content type";
  // hidden first: a token at the end of the piece must not be cut to what no longer looks like one
  const piece = redact(text.slice(0, 4000), ids).slice(0, 2000);
  const start = piece.replace(/<style.*?<\/style>|<[^>]*>|[\s\p{C}]+/gsu, " ").trim().slice(0, 80);
  const message = isRedirect
    ? "the answer is a redirect, which is never followed"
    : text
      ? `the answer is no Graph answer but ${text.length} characters ${kind}: ${start}`
      : "the answer is empty";
  return { error: { message, type: "HttpError", code: noGraphCode } };
}
