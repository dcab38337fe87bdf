import { contentTypeOf } from "./body.ts";
import { readTimeout, withDeadline } from "./deadline.ts";
import { type CallResult, GraphConnectionError, type GraphErrorResponse, noGraphCode, readError, redact } from "./errors.ts";
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
  /** Whether middleware of openapi-fetch is to see standard requests. */
  isStandard: () => boolean;
  /** Sends such a request, which middleware may have made anew. */
  sendStandard: (request: Request, call: CallContext) => Promise<Response>;
}

interface SendOptions {
  params: { path?: object; query?: Record<string, unknown> | undefined; header?: Record<string, unknown> | undefined };
  body?: unknown;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
  parseAs: "stream";
  pathSerializer?: (url: string) => string;
  Request?: unknown;
  duplex?: "half";
  fetch?: (request: Request) => Promise<Response>;
  call: CallContext;
}

/** `request` of an openapi-fetch client. */
export type SendCall = (
  method: string,
  path: string,
  options: SendOptions,
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
  const sendOptions: SendOptions = { params: { query: params?.query, header: params?.header }, headers, parseAs: "stream", call };
  if (signal) sendOptions.signal = signal;
  if (body !== undefined) {
    const type = contentTypeOf(body);
    sendOptions.body = body;
    if (type) sendOptions.headers = { "Content-Type": type, ...headers };
  }
  let target = filled;
  if (settings.isStandard()) {
    // middleware of openapi-fetch is to see the template; the address ends with it
    target = path;
    sendOptions.params.path = ids;
    sendOptions.pathSerializer = (url) => url.slice(0, -path.length) + filled;
    sendOptions.Request = globalThis.Request;
    if (body instanceof ReadableStream) sendOptions.duplex = "half";
    sendOptions.fetch = (request) => settings.sendStandard(request, call);
  }
  const { response, data, error } = await (settings.callTimeout < Number.POSITIVE_INFINITY
    ? withDeadline(
        (own) => send(method, target, { ...sendOptions, signal: own }),
        settings.callTimeout,
        () => new GraphConnectionError(`Cannot ${method} ${path}`, "timeout"),
        signal,
      )
    : send(method, target, sendOptions));

  const outcome = { response, request: { method, path }, attempts: call.attempts, waits: call.waits };
  if (isStream && response.ok) return { ...outcome, data };
  // of an answer that middleware of openapi-fetch has replaced, only the parsed error is left
  const isRead = response.bodyUsed && (response as { content?: string }).content === undefined;
  const text = isRead ? (typeof error === "string" ? error : JSON.stringify(error)) : await textOf(response);
  if (response.status === 204) return { ...outcome, data: undefined };
  const answer = response.ok ? parseJson(text) : notJson;
  if (answer !== notJson && !isObject((answer as { error?: unknown } | null)?.error)) return { ...outcome, data: answer };
  return { ...outcome, error: refusalOf(response, text, Object.values(ids)) };
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

const notJson = Symbol("not JSON");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

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
