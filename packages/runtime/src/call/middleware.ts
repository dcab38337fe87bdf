import type { GraphRequest } from "./request.ts";

/** Sends one request. The response is already read; `text()` and `json()` can be called again. */
export type Fetch = (request: GraphRequest) => Promise<Response>;

/**
 * Wraps a {@link Fetch} in another one, which may change the request, delay it, send it several times, or read the
 * response.
 *
 * @example
 * const timed: FetchMiddleware = (next) => async (request) => {
 *   const start = performance.now();
 *   const response = await next(request);
 *   console.log(request.call.method, request.call.path, response.status, performance.now() - start);
 *   return response;
 * };
 */
export type FetchMiddleware = (next: Fetch) => Fetch;

/** Wraps `fetch` in middleware, first one outermost. */
export function compose(fetch: Fetch, ...middleware: FetchMiddleware[]): Fetch {
  return middleware.reduceRight((next, wrap) => wrap(next), fetch);
}
