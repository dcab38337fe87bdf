import { GraphConnectionError } from "./errors.ts";
import type { FetchMiddleware } from "./middleware.ts";

/** Tells a failed connection apart from an aborted call, whatever the platform's `fetch` throws. */
export const connectionErrors: FetchMiddleware = (next) =>
  async function connectingFetch(request) {
    try {
      return await next(request);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new GraphConnectionError(`Cannot reach ${new URL(request.url).host}`, error);
    }
  };
