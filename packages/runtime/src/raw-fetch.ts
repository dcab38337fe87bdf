import { refusalOf } from "./call.ts";
import { GraphError } from "./errors.ts";
import type { Fetch } from "./middleware.ts";
import { GraphRequest, type RequestBody } from "./request.ts";
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

export function rawFetch(send: Fetch, root: string): RawFetch {
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
    const response = await send(new GraphRequest(address, { method, headers: new Headers(headers), body, signal, call }));
    if (response.ok) return response;
    throw new GraphError(call, response.status, refusalOf(response, await textOf(response, call)));
  };
}
