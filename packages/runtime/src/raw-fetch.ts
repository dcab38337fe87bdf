import { type CallSettings, errorFrom } from "./call.ts";
import { readTimeout, withDeadline } from "./deadline.ts";
import { GraphError } from "./errors.ts";
import type { Fetch } from "./middleware.ts";
import { GraphRequest, type RequestBody } from "./request.ts";
import { hideInThrown, keepSecretValues } from "./secrets.ts";
import { textOf } from "./transport.ts";

/** What a request takes that no document describes. */
export interface RawOptions {
  /** @default "GET" */
  method?: "GET" | "POST" | "DELETE";
  /** Names the call in logs and errors, without ids. @default "/{url}" */
  path?: string;
  headers?: Record<string, string>;
  body?: RequestBody;
  /** Ends the request, also while its answer is read. */
  signal?: AbortSignal;
  /** Says that sending a POST twice does no harm. @default false */
  replayable?: boolean;
  /**
   * Timeout per attempt in ms, until the headers of a success have arrived; `false` for none. A `ReadableStream` as
   * body has none. @default the client's
   */
  timeout?: number | false;
  /** How the token is announced. @default "Bearer" */
  scheme?: "Bearer" | "OAuth";
}

/** @see Client.fetch */
export type RawFetch = (url: string, options?: RawOptions) => Promise<Response>;

/** What a client says about each request. */
interface RawSettings extends Pick<CallSettings, "attemptTimeout" | "token"> {
  userAgent: string | undefined;
}

export function rawFetch(send: Fetch, root: string, { attemptTimeout, token, userAgent }: RawSettings): RawFetch {
  return async function fetch(url, { method = "GET", path = "/{url}", headers, body, signal, replayable, timeout, scheme } = {}) {
    const limit = timeout === undefined ? attemptTimeout : readTimeout(`Cannot ${method} ${path}`, timeout);
    const call = {
      method,
      path,
      ids: {},
      body,
      isReplayable: replayable === true,
      isStream: true,
      timeout: body instanceof ReadableStream ? Number.POSITIVE_INFINITY : limit,
      attempts: 0,
      waits: [],
      scheme,
    };
    if (!url.startsWith("/") && !URL.canParse(url)) {
      throw new TypeError(`Cannot ${method} ${path}: its address neither begins with a slash nor is absolute`);
    }
    const address = url.startsWith("/") ? root + url : new URL(url).href;
    const sent = new Headers(headers);
    if (userAgent !== undefined && !sent.has("User-Agent")) sent.set("User-Agent", userAgent);
    keepSecretValues(call, { token }, new URL(address).searchParams, body);
    const sendWith = (own: AbortSignal | undefined) => send(new GraphRequest(address, { method, headers: sent, body, signal: own, call }));
    try {
      const response = await withDeadline(sendWith, Number.POSITIVE_INFINITY, () => undefined, signal, true);
      if (response.ok) return response;
      throw new GraphError(call, response.status, errorFrom(response, await textOf(response, call), call));
    } catch (error) {
      throw hideInThrown(error, call);
    }
  };
}
