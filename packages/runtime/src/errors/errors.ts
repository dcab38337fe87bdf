import { causeOf } from "./causes.ts";
import type { ErrorFamily } from "../generated/error-families.ts";
import type { components } from "../generated/errors.ts";
import type { CallContext } from "../call/request.ts";
import { hideInJson, hideSecrets } from "./secrets.ts";

export type { ErrorFamily };

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

interface CallOutcome {
  response: Response;
  request: CallInfo;
  /** How often the call was sent. */
  attempts: number;
  /** Milliseconds waited before each repetition. */
  waits: readonly number[];
}

type DataOrError<Data> = { data: Data; error?: never } | { data?: never; error: GraphErrorResponse };

/** What a call answers: `data` when it succeeded, `error` when the platform refused it. */
export type CallResult<Data = unknown> = CallOutcome & DataOrError<Data>;

/** The `code` of an error that did not come from the platform, such as a proxy's page. */
export const noGraphCode = -1;

/** The error in the text of a response, as the platform sent it; undefined if there is none. */
export function parseError(text: string): GraphErrorResponse | undefined {
  const body = parseJson(text);
  const hasCode = typeof (body as Partial<GraphErrorResponse> | null | undefined)?.error?.code === "number";
  return hasCode ? (body as GraphErrorResponse) : undefined;
}

/** The same without secrets, which may be shown. */
export function readError(text: string, call: CallContext): GraphErrorResponse | undefined {
  try {
    return hideInJson(parseError(text), call) as GraphErrorResponse | undefined;
  } catch {
    return undefined; // nested too deep to be read
  }
}

/** What a text says, undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error that an answer carries, whatever its status; a success is read only when it looks like one. */
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
  /** Graph error code, or {@link noGraphCode} when the answer was no Graph error at all. */
  readonly code: number;
  /** Finer cause within the code; WhatsApp's own codes no longer have one. */
  readonly subcode: number | undefined;
  /** Class of the error, such as `"OAuthException"`. */
  readonly type: string;
  /** What the code is about, such as `"throttling"`; `"unknown"` for a code that no page lists. */
  readonly family: ErrorFamily | "unknown";
  /** True when the platform says that the same call may succeed later. */
  readonly isTransient: boolean;
  /** Whether the same call may succeed later, by all that is known. It says nothing about side effects. */
  readonly retryable: boolean;
  /** Title that may be shown to the person using the app. */
  readonly userTitle: string | undefined;
  /** Explanation that may be shown to the person using the app. */
  readonly userMessage: string | undefined;
  /** What WhatsApp adds to the message. */
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
 * Whether `value` is a {@link GraphError}, of this family when one is named.
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

/** A call that got no complete answer: the connection was refused or cut off, or it took too long. */
export class GraphConnectionError extends Error {
  override readonly name: string = "GraphConnectionError";
  /** What it died of: `"timeout"`, or what the runtime calls it, such as `"ECONNRESET"`. */
  readonly reason: string;

  constructor(action: string, cause: unknown, call?: CallContext) {
    const reason = reasonOf(cause, call);
    super(`${action}: ${reason}`);
    this.reason = reason;
  }
}

/** Code or message of a cause, without the addresses that it may hold. */
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

// inferred from `data` by itself, it would be undefined too without exactOptionalPropertyTypes
type DataIn<Result> = Result extends { data: infer Data; error?: never } ? Data : never;

/**
 * Answers the `data` of a call, or throws what went wrong.
 *
 * @throws {GraphError} when the platform refused the call
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
