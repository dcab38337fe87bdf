import type { Middleware } from "openapi-fetch";
import { contentTypeOf } from "./body.ts";
import { readTimeout, withDeadline } from "./deadline.ts";
import type { CallResult } from "../errors/call-result.ts";
import { lossOf } from "../errors/connection-error.ts";
import { type GraphErrorResponse, noGraphCode } from "../errors/graph-error.ts";
import { graphErrorIn, parseJson, shownError } from "../errors/read-error.ts";
import { readIds } from "./path.ts";
import { type Engine, sendingOptions, type Verb } from "./engine.ts";
import type { Fetch } from "./middleware.ts";
import { unversionedServer } from "../versions.ts";
import { type CallContext, createCall } from "./request.ts";
import { hideInThrown, hideKnown, hideSecrets, keepSecretValues } from "../errors/secrets.ts";
import { readResponse, type ReadResponse, withText } from "./read-response.ts";

/** Untyped options of a call. */
export interface UntypedOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, unknown> };
  body?: unknown;
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
  timeout?: number | false;
  replayable?: boolean;
  parseAs?: "stream";
}

export interface Timeouts {
  /** Timeout per attempt in ms. */
  attemptTimeout: number;
  /** Timeout of the whole call in ms, retries and waits included. */
  callTimeout: number;
}

/** Settings of a client for each call. */
export interface CallSettings extends Timeouts {
  /** Where calls without a version go. */
  unversionedUrl: string;
  ids: Readonly<Record<string, string>>;
  /** The token, to be kept out of errors; undefined if it comes from a function. */
  token: string | undefined;
  send: Fetch;
  /** The middleware of openapi-fetch in use. */
  used: readonly Middleware[];
}

/** Sends one documented call and reads its response, success or error. */
export async function sendCall(
  engine: Engine,
  verb: Verb,
  path: string,
  options: UntypedOptions = {},
  settings: CallSettings,
): Promise<CallResult> {
  const { params, body, headers, signal, replayable, parseAs, timeout = settings.attemptTimeout } = options;
  const method = verb.toUpperCase();
  const ids = readIds(path, { ...settings.ids, ...params?.path });
  const isStream = parseAs === "stream";
  const limit = readTimeout(`Cannot ${method} ${path}`, timeout);
  const call = createCall({ method, path, ids, body, replayable, isStream, timeout: limit });
  const type = contentTypeOf(body);
  const below = pathOf(path);
  const sendWith = (own: AbortSignal | undefined) =>
    engine.request(verb, below, {
      ...(below !== path && { baseUrl: settings.unversionedUrl }),
      ...sendingOptions(settings.send, call, settings.used.length > 0),
      params: { ...params, path: ids },
      headers: type ? { "Content-Type": type, ...headers } : (headers ?? {}),
      body,
      ...(own && { signal: own }),
      parseAs: "stream",
      call,
    });
  const expire = () => lossOf(call, "timeout");
  const keepSecrets = () => keepSecretValues(call, { token: settings.token }, params?.query, body);
  let result: Awaited<ReturnType<typeof sendWith>>;
  try {
    result = await withDeadline(sendWith, settings.callTimeout, expire, signal, isStream);
  } catch (thrown) {
    keepSecrets();
    throw hideInThrown(thrown, call);
  }

  const { data, error } = result;
  const response: ReadResponse = result.response;
  const outcome = { response, request: { method, path }, attempts: call.attempts, waits: call.waits };
  if (isStream && response.ok) return { ...outcome, data };
  const read = response.content === undefined ? await readReplaced(response, error) : response;
  if (response.status === 204) return { ...outcome, data: undefined };
  const answer = response.ok ? parseJson(read.content) : undefined;
  const hasError = (Object(answer) as { error?: unknown }).error instanceof Object;
  if (answer !== undefined && !hasError) return { ...outcome, data: answer };
  keepSecrets();
  return { ...outcome, error: errorFrom(read, call, read.graphError ?? graphErrorIn(answer)) };
}

/** `https://api.facebook.com/{waba_id}/books` → `/{waba_id}/books` */
function pathOf(address: string): string {
  if (address.startsWith("/")) return address;
  if (address.startsWith(`${unversionedServer}/`)) return address.slice(unversionedServer.length);
  throw new TypeError(`Cannot call ${address}: a path begins with / or ${unversionedServer}/`);
}

/** Reads the response of openapi-fetch middleware; if openapi-fetch has read it already, only its error is left. */
async function readReplaced(response: Response, error: unknown): Promise<ReadResponse> {
  if (!response.bodyUsed) return readResponse(response);
  return withText(response, typeof error === "string" ? error : JSON.stringify(error));
}

/** The error in a response that is not a success, without secrets. */
export function errorFrom(response: ReadResponse, call: CallContext, error = response.graphError): GraphErrorResponse {
  return shownError(error, call) ?? nonGraphError(response, call);
}

/** Turns a non-Graph response, such as a proxy's page, into an error. */
function nonGraphError({ type, status, headers, content: text = "" }: ReadResponse, call: CallContext) {
  const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400);
  const kind = hideSecrets(headers.get("Content-Type")?.split(";")[0] ?? "", call).slice(0, 80) || "unknown type";
  const start = textOfPage(text, call).slice(0, 80);
  const message = isRedirect
    ? "the response is a redirect, which is never followed"
    : text
      ? `expected a Graph response, got ${text.length} characters of ${kind}: ${start}`
      : "the response is empty";
  return { error: { message, type: "HttpError", code: noGraphCode } };
}

/** The beginning of a page without its markup, which may split a secret. */
function textOfPage(page: string, call: CallContext): string {
  const markup = /<style.*?<\/style>|<[^>]*>|[\s\p{C}]+/gsu;
  const beginning = page.slice(0, 8000);
  const joined = beginning.replace(markup, "");
  const isSplit = hideKnown(joined, call) !== joined && hideKnown(beginning, call) === beginning;
  return hideSecrets(isSplit ? joined : beginning, call)
    .replace(markup, " ")
    .trim();
}
