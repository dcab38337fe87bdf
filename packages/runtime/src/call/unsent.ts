import type { NetworkFetch, NetworkInit } from "./network-fetch.ts";

/** Codes of a connection that was never opened: nothing can have been sent over it. */
const codes = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;

/** The `fetch` of Node and of Bun by their source; one that took their place may fail of something else. */
const platformFetch = /^function fetch\(.*(internal\/deps\/undici|\[native code\])/s;

/** Fetch functions of ours, with the requests for which they vouch no more. */
const ownFetches = new WeakMap<NetworkFetch, WeakSet<NetworkInit>>();

/** Lets the errors of a fetch of ours prove that nothing was sent, but for the requests in `written`. */
export function vouchFor(fetch: NetworkFetch, written: WeakSet<NetworkInit>): NetworkFetch {
  ownFetches.set(fetch, written);
  return fetch;
}

/**
 * Whether the error with which `fetch` answered `init` proves that nothing was sent. A function of the user proves
 * nothing: its error may be that of another request, made after this one.
 */
export function isUnsent(fetch: NetworkFetch, init: NetworkInit, error: unknown): boolean {
  const { code } = Object((error as Error | undefined)?.cause ?? error) as { code?: unknown };
  if (typeof code !== "string" || !codes.test(code)) return false;
  const written = ownFetches.get(fetch);
  return written ? !written.has(init) : platformFetch.test(Function.prototype.toString.call(fetch));
}
