import type { Fetch } from "./middleware.ts";
import { type CallContext, GraphRequest } from "./request.ts";
import { withText } from "./read-response.ts";

/** Options that give openapi-fetch middleware a standard `Request`. */
export function standardOptions(send: Fetch, call: CallContext) {
  return {
    Request: globalThis.Request,
    duplex: "half", // required for streams, no effect on other bodies
    fetch: (request: Request) => sendStandard(send, request, call),
  };
}

/** Sends a request that middleware may have replaced. */
async function sendStandard(send: Fetch, request: Request, call: CallContext): Promise<Response> {
  const body = request.body && (await request.arrayBuffer());
  const { url, method, headers, signal } = request;
  const response = await send(new GraphRequest(url, { method, headers, body, signal, call }));
  if (call.isStream && response.ok) return response;
  const text = await response.text();
  try {
    return withText(new Response(text || null, response), text);
  } catch {
    return response; // no Response can be constructed with its status, such as 0 or 999
  }
}
