import { GraphConnectionError } from "./errors.ts";
import type { FetchMiddleware } from "./middleware.ts";

/**
 * Reads the whole answer, so that one that breaks off counts as a lost connection like one that never
 * came. Tells both apart from an aborted call, whatever the platform's `fetch` throws.
 */
export const completeAnswers: FetchMiddleware = (next) =>
  async function completeFetch(request) {
    try {
      const response = await next(request);
      return response.body === null ? response : new Response(await response.arrayBuffer(), response);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new GraphConnectionError(`Cannot reach ${new URL(request.url).host}`, error);
    }
  };
