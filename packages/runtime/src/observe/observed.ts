import type { ReadResponse } from "../call/read-response.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import type { CallContext, GraphRequest } from "../call/request.ts";
import { hideSecrets } from "../errors/secrets.ts";
import type { Usage } from "../usage.ts";

/** One attempt of a call, without secrets: no URL, query, header or body. */
export interface ObservedAttempt {
  /** Method and path as documented, such as `"POST /{phone_number_id}/messages"`. */
  operation: string;
  /** HTTP method, such as `"POST"`. */
  method: string;
  /** Path as documented, such as `"/{phone_number_id}/messages"`; it holds no ids. */
  path: string;
  /** Values of the path parameters. They may identify a business or a person. */
  ids: Record<string, string>;
  /** Counted from 1. */
  attempt: number;
}

/** A response came, from the platform or something on the way to it, such as a proxy. */
export interface ObservedAnswer extends ObservedAttempt {
  outcome: "answer";
  /** Whether the call succeeded: no error status and no Graph error. */
  ok: boolean;
  /** HTTP status; decide by `code` instead where there is one. */
  status: number;
  /** Milliseconds, for a stream until its headers. */
  duration: number;
  /** Graph error code. */
  code?: number;
  /** Finer cause within the code. */
  subcode?: number;
  /** Identifies a rejected call when asking Meta for support. */
  fbtraceId?: string;
  /** Meta's `x-fb-request-id`. */
  requestId?: string;
}

/** No complete response came. */
export interface ObservedLoss extends ObservedAttempt {
  /**
   * `"connection"`: refused, cut off or never opened. `"timeout"`: the timeout was exceeded. `"abort"`: the caller
   * aborted it. `"failure"`: code in the client threw, such as a token provider.
   */
  outcome: "connection" | "timeout" | "abort" | "failure";
  /** A code or the name of an error, such as `"ECONNRESET"` or `"AbortError"`; never its message. */
  reason: string;
  /** Milliseconds. */
  duration: number;
}

/** Outcome of an attempt, discriminated by `outcome`. */
export type ObservedResponse = ObservedAnswer | ObservedLoss;

/** A call is about to be retried. */
export interface ObservedRetry extends ObservedAttempt {
  /** Milliseconds until the next attempt. */
  wait: number;
  /** Why it failed, such as `"code 4"`, `"status 502"` or `"ECONNRESET"`. */
  reason: string;
}

/** A response reported usage of a limit. */
export interface ObservedUsage extends ObservedAttempt {
  usage: Usage;
}

export function describeAttempt({ method, path, ids }: CallContext, attempt: number): ObservedAttempt {
  return { operation: `${method} ${path}`, method, path, ids: { ...ids }, attempt };
}

export function describeLoss(error: unknown, { signal, call }: GraphRequest): Pick<ObservedLoss, "outcome" | "reason"> {
  if (error instanceof GraphConnectionError) {
    return { outcome: error.reason === "timeout" ? "timeout" : "connection", reason: cleanReason(error.reason, call) };
  }
  const name = error instanceof Error ? cleanReason(String(error.name), call) : "unknown";
  return { outcome: signal?.aborted ? "abort" : "failure", reason: name };
}

type Answer = Omit<ObservedAnswer, keyof ObservedAttempt | "duration">;

export function describeAnswer({ ok, status, headers, graphError }: ReadResponse, call: CallContext): Answer {
  const error = graphError?.error;
  const fbtraceId = traceId(error?.fbtrace_id, call);
  const requestId = traceId(headers.get("x-fb-request-id"), call);
  const answer: Answer = { outcome: "answer", ok: ok && error === undefined, status };
  if (error) answer.code = error.code;
  if (typeof error?.error_subcode === "number") answer.subcode = error.error_subcode;
  if (fbtraceId) answer.fbtraceId = fbtraceId;
  if (requestId) answer.requestId = requestId;
  return answer;
}

/** The message of an error may contain a URL with its query; a code or a name cannot. */
export function cleanReason(reason: string, call: CallContext): string {
  const isClean =
    /^(?:(?:code|status) -?\d+|[a-z][a-z0-9_]{1,47})$/i.test(reason) && hideSecrets(reason, call) === reason;
  return isClean ? reason : "connection failed";
}

function traceId(value: unknown, call: CallContext): string | undefined {
  const isClean = typeof value === "string" && /^[\w+/=.-]{1,40}$/.test(value) && hideSecrets(value, call) === value;
  return isClean ? value : undefined;
}
