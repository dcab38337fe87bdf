/** A call and the state of its retries; one object for all attempts. */
export interface CallContext {
  /** HTTP method, such as `"GET"`. */
  readonly method: string;
  /** Path as documented, such as `"/{business_id}/preverified_numbers"`; it holds no ids. */
  readonly path: string;
  /** Values of the path parameters, those of the client included. */
  readonly ids: Readonly<Record<string, string>>;
  /** The body before serialization; undefined if there is none. */
  readonly body: unknown;
  /** Whether the caller declared that sending it twice does no harm. */
  readonly isReplayable: boolean;
  /** Whether the response is returned as a stream, unread. */
  readonly isStream: boolean;
  /** Timeout per attempt in ms, for a streamed response until its headers; infinite if the request body is a stream. */
  readonly timeout: number;
  /** Authorization scheme. @default "Bearer" */
  readonly scheme?: "Bearer" | "OAuth" | undefined;
  /** Attempts so far, the current one included. */
  attempts: number;
  /** Delay before each retry, in ms. */
  readonly waits: number[];
  /** Called before each wait; middleware may add others. */
  readonly retryListeners: ((event: RetryEvent) => void)[];
}

/** What is known of a call before its first attempt. */
interface CallInit extends Pick<CallContext, "method" | "path" | "scheme"> {
  ids?: CallContext["ids"];
  body?: unknown;
  replayable?: boolean | undefined;
  isStream?: boolean;
  timeout: number;
}

export function createCall(init: CallInit): CallContext {
  const { method, path, ids = {}, body, replayable, isStream = false, scheme } = init;
  const timeout = body instanceof ReadableStream ? Number.POSITIVE_INFINITY : init.timeout;
  return {
    method,
    path,
    ids,
    body,
    isReplayable: replayable === true,
    isStream,
    timeout,
    scheme,
    attempts: 0,
    waits: [],
    retryListeners: [],
  };
}

/** A call is about to be retried. */
export interface RetryEvent {
  /** The attempt that failed, counted from 1. */
  attempt: number;
  /** Milliseconds until the next attempt. */
  wait: number;
  /** Why it failed, such as `"code 4"`, `"status 502"` or `"ECONNRESET"`. */
  reason: string;
}

/** Body that `fetch` accepts. The types of Node lack the name that browsers have for it. */
export type RequestBody = NonNullable<RequestInit["body"]>;

/** What a {@link GraphRequest} is made of. */
export interface GraphRequestInit {
  method: string;
  headers: Headers;
  body?: RequestBody | null | undefined;
  signal?: AbortSignal | undefined;
  call: CallContext;
}

/**
 * One attempt of a call. It is lighter than a `Request`, and its body can be sent again: only a
 * `ReadableStream` cannot.
 */
export class GraphRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: RequestBody | null | undefined;
  /** Aborts the call; undefined if nothing can. */
  readonly signal: AbortSignal | undefined;
  readonly call: CallContext;

  constructor(url: string, init: GraphRequestInit) {
    this.url = url;
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body;
    this.signal = init.signal;
    this.call = init.call;
  }
}
