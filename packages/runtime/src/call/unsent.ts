import type { NetworkFetch, NetworkInit } from "./network-fetch.ts";

/** Codes of a connection that was never opened: nothing can have been sent over it. */
const codes = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;

/** Recognizes the native `fetch` of Node and Bun by its source; a replacement may fail for other reasons. */
const platformFetch = /^function fetch\(.*(internal\/deps\/undici|\[native code\])/s;

/** Our own fetch functions, each with the requests that it may have sent. */
const ownFetches = new WeakMap<NetworkFetch, WeakSet<NetworkInit>>();

/** Marks `fetch` as ours: its errors prove that nothing was sent, except for the requests in `written`. */
export function vouchFor(fetch: NetworkFetch, written: WeakSet<NetworkInit>): NetworkFetch {
  ownFetches.set(fetch, written);
  return fetch;
}

/**
 * Whether `error`, thrown by `fetch` for `init`, proves that nothing was sent. A user's function proves nothing: the
 * error may belong to another request, made after this one.
 */
export function isUnsent(fetch: NetworkFetch, init: NetworkInit, error: unknown): boolean {
  const { code } = Object((error as Error | undefined)?.cause ?? error) as { code?: unknown };
  if (typeof code !== "string" || !codes.test(code)) return false;
  const written = ownFetches.get(fetch);
  return written ? !written.has(init) : platformFetch.test(Function.prototype.toString.call(fetch));
}
