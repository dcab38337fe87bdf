import { causeOf, pageOf } from "./causes.ts";
import type { ErrorFamily } from "../generated/error-families.ts";
import type * as generated from "../generated/errors.ts";

export type { ErrorFamily };

/**
 * The body of an error response, the same on every path. Decide by `error.code`: HTTP statuses vary for one cause, and
 * titles are being removed.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export type GraphErrorResponse = generated.GraphErrorResponse;

/** The documented call behind a result or an error. */
export interface CallInfo {
  /** HTTP method, such as `"GET"`. */
  method: string;
  /** Path as documented, such as `"/{business_id}/preverified_numbers"`; it holds no ids. */
  path: string;
}

/** The `code` of an error that did not come from the platform, such as a proxy's page. */
export const noGraphCode = -1;

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
  /** Our page on the code: what it means, whether the client retries it and what to do; the list for an unknown one. */
  readonly helpUrl: string;
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
    this.helpUrl = pageOf(code);
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
