/** Sends one request. Like the global `fetch`, but always given a `Request`. */
export type Fetch = (request: Request) => Promise<Response>;

/**
 * Wraps a {@link Fetch} in another one: it may change the request, send it several times, or look at
 * the answer.
 *
 * @example
 * const timed: FetchMiddleware = (next) => async (request) => {
 *   const start = performance.now();
 *   const response = await next(request);
 *   console.log(request.method, response.status, performance.now() - start);
 *   return response;
 * };
 */
export type FetchMiddleware = (next: Fetch) => Fetch;

/** Joins middleware around a fetch, the first one outermost. */
export function compose(fetch: Fetch, ...middleware: FetchMiddleware[]): Fetch {
  return middleware.reduceRight((next, wrap) => wrap(next), fetch);
}
