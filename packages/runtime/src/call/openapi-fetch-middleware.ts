import type { Fetch } from "./middleware.ts";
import { type CallContext, GraphRequest } from "./request.ts";
import { readResponse, withText } from "./read-response.ts";

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
  const attempt = new GraphRequest(url, { method, headers, body, signal, call });
  const response = await readResponse(await send(attempt), call.isStream);
  const { content, graphError } = response;
  if (content === undefined) return response;
  try {
    return withText(new Response(content || null, response), content, graphError);
  } catch {
    return response; // no Response can be constructed with its status, such as 0 or 999
  }
}
