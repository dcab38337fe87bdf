import type { Fetch } from "./middleware.ts";
import { type CallContext, GraphRequest } from "./request.ts";
import { withText } from "./transport.ts";

/** What lets middleware of openapi-fetch, which knows the standard `Request` and `Response` alone, see a call. */
export function standardOptions(send: Fetch, call: CallContext) {
  return {
    Request: globalThis.Request,
    duplex: "half", // needed for streams, says nothing of other bodies
    fetch: (request: Request) => sendStandard(send, request, call),
  };
}

/** Sends a request that middleware may have made anew. */
async function sendStandard(send: Fetch, request: Request, call: CallContext): Promise<Response> {
  const body = request.body && (await request.arrayBuffer());
  const { url, method, headers, signal } = request;
  const response = await send(new GraphRequest(url, { method, headers, body, signal, call }));
  if (call.isStream && response.ok) return response;
  const text = await response.text();
  try {
    return withText(new Response(text || null, response), text);
  } catch {
    return response; // its status is one that only networks can give, such as 0 or 999
  }
}
