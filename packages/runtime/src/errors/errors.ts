import { causeOf } from "./causes.ts";
import type { ErrorFamily } from "../generated/error-families.ts";
import type { components } from "../generated/errors.ts";
import type { CallContext } from "../call/request.ts";
import { hideInJson, hideSecrets } from "./secrets.ts";

export type { ErrorFamily };

/**
 * The body of an error response, the same on every path. Decide by `error.code`: HTTP statuses vary for one cause, and
 * titles are being removed.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export type GraphErrorResponse = components["schemas"]["GraphErrorResponse"];

/** The documented call behind a result or an error. */
export interface CallInfo {
  /** HTTP method, such as `"GET"`. */
  method: string;
  /** Path as documented, such as `"/{business_id}/preverified_numbers"`; it holds no ids. */
  path: string;
}

interface CallOutcome {
  response: Response;
  request: CallInfo;
  /** Number of attempts. */
  attempts: number;
  /** Delay before each retry, in ms. */
  waits: readonly number[];
}

type DataOrError<Data> = { data: Data; error?: never } | { data?: never; error: GraphErrorResponse };

/** Result of a call: `data` if it succeeded, `error` if the platform rejected it. */
export type CallResult<Data = unknown> = CallOutcome & DataOrError<Data>;

/** The `code` of an error that did not come from the platform, such as a proxy's page. */
export const noGraphCode = -1;

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

const asText = (value: unknown) => (typeof value === "string" ? value : undefined);

/**
 * A call that the platform rejected, thrown by {@link unwrap} and {@link paginate}. It never contains a token, a proof,
 * a secret or a query string, nor an id from the path, except where the platform says that no such object exists. Its
 * texts have at most 2,000 characters.
 */
export class GraphError extends Error {
  override readonly name: string = "GraphError";
  /** HTTP status; decide by `code` instead where there is one. */
  readonly status: number;
  /** Graph error code, or {@link noGraphCode} if the response was not a Graph error. */
  readonly code: number;
  /** Finer cause within the code; WhatsApp's own codes no longer have one. */
  readonly subcode: number | undefined;
  /** Class of the error, such as `"OAuthException"`. */
  readonly type: string;
  /** What the code is about, such as `"throttling"`; `"unknown"` for an undocumented code. */
  readonly family: ErrorFamily | "unknown";
  /** True when the platform says that the same call may succeed later. */
  readonly isTransient: boolean;
  /** Whether the same call may succeed later, by everything that is known. It says nothing about side effects. */
  readonly retryable: boolean;
  /** Title that may be shown to the person using the app. */
  readonly userTitle: string | undefined;
  /** Explanation that may be shown to the person using the app. */
  readonly userMessage: string | undefined;
  /** WhatsApp's addition to the message. */
  readonly details: string | undefined;
  /** Identifies the call when asking Meta for support. */
  readonly fbtraceId: string | undefined;
  /** Meta's page on error codes. */
  readonly docsUrl: string =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes";
  /** The documented call that failed. */
  readonly request: CallInfo;

  constructor(request: CallInfo, status: number, { error }: GraphErrorResponse) {
    const { code, error_data } = error;
    const details = asText((error_data as { details?: unknown } | undefined)?.details ?? error_data);
    const trace = asText(error.fbtrace_id);
    super(
      `Cannot ${request.method} ${request.path}: ${asText(error.message) ?? "no message"}${details ? ` (${details})` : ""} [status ${status}, code ${code}${trace ? `, fbtrace_id ${trace}` : ""}]`,
    );
    const cause = causeOf(status, error);
    this.request = { method: request.method, path: request.path };
    this.status = status;
    this.code = code;
    this.subcode = error.error_subcode;
    this.type = error.type;
    this.family = cause.family;
    this.isTransient = error.is_transient === true;
    this.retryable = cause.isRetryable;
    this.userTitle = asText(error.error_user_title);
    this.userMessage = asText(error.error_user_msg);
    this.details = details;
    this.fbtraceId = trace;
  }

  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/**
 * Whether `value` is a {@link GraphError}, of this family if one is given.
 *
 * @example
 * try {
 *   unwrap(await client.GET("/{business_id}/preverified_numbers", { params: { path: { business_id } } }));
 * } catch (error) {
 *   if (isGraphError(error, "throttling")) console.log("later");
 *   else throw error;
 * }
 */
export function isGraphError(value: unknown, family?: GraphError["family"]): value is GraphError {
  return value instanceof GraphError && (family === undefined || value.family === family);
}

/** A call that got no complete response: the connection was refused or cut off, or it timed out. */
export class GraphConnectionError extends Error {
  override readonly name: string = "GraphConnectionError";
  /** Cause: `"timeout"` or the runtime's code, such as `"ECONNRESET"`. */
  readonly reason: string;

  constructor(action: string, cause: unknown, call?: CallContext) {
    const reason = reasonOf(cause, call);
    super(`${action}: ${reason}`);
    this.reason = reason;
  }
}

/** Code or message of a cause, without URLs and paths. */
function reasonOf(cause: unknown, call: CallContext | undefined): string {
  // Node hides the reason, such as ECONNRESET, one level down
  const inner = (cause as Error | undefined)?.cause ?? cause;
  const { code, message } = (typeof inner === "string" ? { message: inner } : (inner ?? {})) as {
    code?: unknown;
    message?: unknown;
  };
  const text = asText(code) || asText(message) || "the connection failed";
  return hideSecrets(text, call).replace(/\w+:\/\/\S+|(^|\W)\/\S+/g, "$1…");
}

// inferred from `data` alone it would include undefined without exactOptionalPropertyTypes
type DataIn<Result> = Result extends { data: infer Data; error?: never } ? Data : never;

/**
 * Returns the `data` of a call, or throws its error.
 *
 * @throws {GraphError} when the platform rejected the call
 * @example
 * const { data: numbers } = unwrap(
 *   await client.GET("/{business_id}/preverified_numbers", { params: { path: { business_id } } }),
 * );
 */
export function unwrap<Result extends Pick<CallOutcome, "response" | "request"> & DataOrError<unknown>>(
  result: Result,
): DataIn<Result> {
  if (result.error === undefined) return result.data as DataIn<Result>;
  throw new GraphError(result.request, result.response.status, result.error);
}
