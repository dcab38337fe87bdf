/** A documented call and what has become of it so far; the same object for all of its attempts. */
export interface CallContext {
  /** HTTP method, such as `"GET"`. */
  readonly method: string;
  /** Path as documented, such as `"/{business_id}/preverified_numbers"`; it holds no ids. */
  readonly path: string;
  /** Values of the path parameters, those of the client included. */
  readonly ids: Readonly<Record<string, string>>;
  /** The body before it was written, undefined when there is none. */
  readonly body: unknown;
  /** Whether the caller says that sending it twice does no harm. */
  readonly isReplayable: boolean;
  /** Whether the answer is handed over as a stream, unread. */
  readonly isStream: boolean;
  /** Milliseconds that one attempt may take, of a streamed answer until its headers; infinite when the body is a stream. */
  readonly timeout: number;
  /** How the token is announced. @default "Bearer" */
  readonly scheme?: "Bearer" | "OAuth" | undefined;
  /** How often it was sent, the attempt under way included. */
  attempts: number;
  /** Milliseconds waited before each repetition. */
  readonly waits: number[];
  /** Told before each wait; middleware may put a listener here. */
  onRetry?: (event: RetryEvent) => void;
}

/** A call is about to be repeated. */
export interface RetryEvent {
  /** The attempt that failed, counted from 1. */
  attempt: number;
  /** Milliseconds until the next one. */
  wait: number;
  /** What went wrong, such as `"code 4"`, `"status 502"` or `"ECONNRESET"`. */
  reason: string;
}

/** What `fetch` sends. Its name in the types of browsers is not in those of Node. */
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
  /** Ends the call; undefined when nothing can. */
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
