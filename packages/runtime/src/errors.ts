import type { components } from "./generated/errors.ts";

/**
 * The body of an error answer, the same on every path. `error.code` decides what to do next: HTTP
 * statuses vary for one cause and titles are being withdrawn.
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

/** What a call answers: `data` when it succeeded, `error` when the platform refused it. */
export type CallResult<Data = unknown> =
  | { data: Data; error?: never; response: Response; request: CallInfo }
  | { data?: never; error: GraphErrorResponse; response: Response; request: CallInfo };

/** The `code` of an error that did not come from the platform, such as a proxy's page. */
export const noGraphCode = -1;

/** Whether `value` is an error body of the platform. */
export function isGraphErrorResponse(value: unknown): value is GraphErrorResponse {
  if (typeof value !== "object" || value === null || !("error" in value)) return false;
  const { error } = value;
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "number";
}

/**
 * A call that the platform refused, thrown by {@link unwrap} and {@link paginate}. It never contains
 * a token, an id from the path or a query string.
 */
export class GraphError extends Error {
  override readonly name = "GraphError";
  /** HTTP status; decide by `code` instead where there is one. */
  readonly status: number;
  /** Graph error code, or {@link noGraphCode} when the answer was no Graph error at all. */
  readonly code: number;
  /** Finer cause within the code; WhatsApp's own codes no longer have one. */
  readonly subcode: number | undefined;
  /** Class of the error, such as `"OAuthException"`. */
  readonly type: string;
  /** True when the platform says that the same call may succeed later. */
  readonly isTransient: boolean;
  /** Title that may be shown to the person using the app. */
  readonly userTitle: string | undefined;
  /** Explanation that may be shown to the person using the app. */
  readonly userMessage: string | undefined;
  /** What WhatsApp adds to the message. */
  readonly details: string | undefined;
  /** Identifies the call when asking Meta for support. */
  readonly fbtraceId: string | undefined;
  /** The documented call that failed. */
  readonly request: CallInfo;

  constructor(request: CallInfo, status: number, { error }: GraphErrorResponse) {
    const details = typeof error.error_data === "string" ? error.error_data : error.error_data?.details;
    const cause = details ? `${error.message} (${details})` : error.message;
    const trace = error.fbtrace_id ? `, fbtrace_id ${error.fbtrace_id}` : "";
    super(`Cannot ${request.method} ${request.path}: ${cause} [status ${status}, code ${error.code}${trace}]`);
    this.request = request;
    this.status = status;
    this.code = error.code;
    this.subcode = error.error_subcode;
    this.type = error.type;
    this.isTransient = error.is_transient === true;
    this.userTitle = error.error_user_title;
    this.userMessage = error.error_user_msg;
    this.details = details;
    this.fbtraceId = error.fbtrace_id;
  }
}

/** A call that got no complete answer: the connection was refused, cut off or never made. */
export class GraphConnectionError extends Error {
  override readonly name = "GraphConnectionError";
  /** What the connection died of, such as `"ECONNRESET"`. */
  readonly reason: string;

  constructor(action: string, cause: unknown) {
    const reason = reasonOf(cause);
    super(`${action}: ${reason}`, { cause });
    this.reason = reason;
  }
}

function reasonOf(cause: unknown): string {
  // Node hides the reason, such as ECONNRESET, one level down
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (!(inner instanceof Error)) return "connection failed";
  return "code" in inner && typeof inner.code === "string" ? inner.code : inner.message;
}

/**
 * Answers the `data` of a call, or throws what went wrong.
 *
 * @throws {GraphError} when the platform refused the call
 * @example
 * const { data: numbers } = unwrap(
 *   await client.GET("/{business_id}/preverified_numbers", { params: { path: { business_id } } }),
 * );
 */
export function unwrap<Data>(result: CallResult<Data>): Data {
  if (result.error === undefined) return result.data;
  throw new GraphError(result.request, result.response.status, result.error);
}
