import { errorFrom } from "./call.ts";
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
  /** How the token is announced. @default "Bearer" */
  scheme?: "Bearer" | "OAuth";
}

/** @see Client.fetch */
export type RawFetch = (url: string, options?: RawOptions) => Promise<Response>;

/** What a client adds to each request. */
interface RawSettings {
  token: string | undefined;
  userAgent: string | undefined;
}

export function rawFetch(send: Fetch, root: string, { token, userAgent }: RawSettings): RawFetch {
  return async function fetch(url, { method = "GET", path = "/{url}", headers, body, signal, replayable, scheme } = {}) {
    const call = {
      method,
      path,
      ids: {},
      body,
      isReplayable: replayable === true,
      isStream: true,
      timeout: Number.POSITIVE_INFINITY,
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
    try {
      const response = await send(new GraphRequest(address, { method, headers: sent, body, signal, call }));
      if (response.ok) return response;
      throw new GraphError(call, response.status, errorFrom(response, await textOf(response, call), call));
    } catch (error) {
      throw hideInThrown(error, call);
    }
  };
}
