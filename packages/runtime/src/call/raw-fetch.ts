import { type CallSettings, errorFrom } from "./call.ts";
import { readTimeout, withDeadline } from "./deadline.ts";
import { GraphError } from "../errors/graph-error.ts";
import type { Fetch } from "./middleware.ts";
import { createCall, GraphRequest, type RequestBody } from "./request.ts";
import { hideInThrown, keepSecretValues } from "../errors/secrets.ts";
import { readResponse } from "./read-response.ts";

/** Options of an undocumented request. */
export interface RawOptions {
  /** @default "GET" */
  method?: "GET" | "POST" | "DELETE";
  /** Names the call in logs and errors, without ids. @default "/{url}" */
  path?: string;
  headers?: Record<string, string>;
  body?: RequestBody;
  /** Aborts the request, also while its response is read. */
  signal?: AbortSignal;
  /** Declares that sending a POST twice does no harm. @default false */
  replayable?: boolean;
  /**
   * Timeout per attempt in ms, until the headers of a success have arrived; `false` for none. A `ReadableStream` as
   * body has none. @default the client's
   */
  timeout?: number | false;
  /** Authorization scheme. @default "Bearer" */
  scheme?: "Bearer" | "OAuth";
  /**
   * `"text"` reads the whole response before it is returned: within the timeout of an attempt, and again after a broken
   * connection, like a documented call. @default "stream"
   */
  parseAs?: "stream" | "text";
  /** Accepts only absolute URLs of `mediaOrigins`: for URLs that others wrote, which must not reach the Graph API. @default false */
  onlyMedia?: boolean;
}

/** @see Client.fetch */
export type RawFetch = (url: string, options?: RawOptions) => Promise<Response>;

/** Settings of a client for each request. */
interface RawSettings extends Pick<CallSettings, "attemptTimeout" | "token"> {
  mediaOrigins: readonly string[];
  userAgent: string | undefined;
}

export function rawFetch(
  send: Fetch,
  root: string,
  { mediaOrigins, attemptTimeout, token, userAgent }: RawSettings,
): RawFetch {
  return async function fetch(url, { method = "GET", path = "/{url}", headers, body, signal, ...options } = {}) {
    const action = `Cannot ${method} ${path}`;
    const { replayable, scheme, parseAs = "stream", timeout = attemptTimeout, onlyMedia } = options;
    const isStream = parseAs === "stream";
    const limit = readTimeout(action, timeout);
    const call = createCall({ method, path, body, replayable, isStream, timeout: limit, scheme });
    const isRelative = url.startsWith("/");
    if (!isRelative && !URL.canParse(url)) {
      throw new TypeError(`${action}: the URL must be absolute or start with /`);
    }
    const address = isRelative ? root + url : new URL(url).href;
    if (onlyMedia) checkMediaUrl(isRelative ? undefined : address, mediaOrigins, action);
    const sent = new Headers(headers);
    if (userAgent !== undefined && !sent.has("User-Agent")) sent.set("User-Agent", userAgent);
    keepSecretValues(call, { token }, new URL(address).searchParams, body);
    const sendWith = (own: AbortSignal | undefined) =>
      send(new GraphRequest(address, { method, headers: sent, body, signal: own, call }));
    try {
      const response = await withDeadline(sendWith, Number.POSITIVE_INFINITY, () => undefined, signal, isStream);
      if (response.ok) return response;
      throw new GraphError(call, response.status, errorFrom(await readResponse(response), call));
    } catch (error) {
      throw hideInThrown(error, call);
    }
  };
}

/** The error names only the host: path and query of a media URL are secrets. */
function checkMediaUrl(url: string | undefined, mediaOrigins: readonly string[], action: string): void {
  const { origin, protocol, host } = new URL(url ?? "relative:");
  if (mediaOrigins.includes(origin)) return;
  const found = host ? `${protocol}//${host}` : "a URL without a host";
  throw new TypeError(
    `${action}: ${found} is not one of the client's mediaOrigins, which are ${mediaOrigins.join(", ") || "none"}`,
  );
}
