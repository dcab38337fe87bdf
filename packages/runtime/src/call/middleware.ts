import type { GraphRequest } from "./request.ts";

/** Sends one request. The text of the answer has been read and can be read again with `text()` and `json()`. */
export type Fetch = (request: GraphRequest) => Promise<Response>;

/**
 * Wraps a {@link Fetch} in another one: it may change the request, hold it back, send it several times, or
 * look at the answer.
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

/** Joins middleware around what sends, the first one outermost. */
export function compose(fetch: Fetch, ...middleware: FetchMiddleware[]): Fetch {
  return middleware.reduceRight((next, wrap) => wrap(next), fetch);
}
