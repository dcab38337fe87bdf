import type { Client } from "openapi-fetch";
import type { Fetch } from "./middleware.ts";
import { readResponse, withText } from "./read-response.ts";
import { type CallContext, GraphRequest } from "./request.ts";

interface AnyOperation {
  parameters: Partial<Record<"path" | "query" | "header", Record<string, unknown>>>;
  requestBody?: { content: { "application/json": unknown } };
  responses: Record<"200" | "default", { content: { "application/json": unknown } }>;
}

/** Paths of any operations: the types of the client have checked the call already. */
export type AnyPaths = Record<string, Record<Verb, AnyOperation>>;

export type Verb = "get" | "post" | "delete";

/** The client of openapi-fetch that makes the request of each call and reads its response. */
export type Engine = Client<AnyPaths>;

interface SendingOptions {
  fetch: (request: Request) => Promise<Response>;
  /** The class of the request. */
  Request: typeof GraphRequest | typeof globalThis.Request;
  duplex?: "half";
}

/**
 * Options with which openapi-fetch sends a call: as a light request that can be sent again, or as the standard `Request`
 * that its middleware expects.
 */
export function sendingOptions(send: Fetch, call: CallContext, isStandard: boolean): SendingOptions {
  const fetch = (request: Request) =>
    request instanceof GraphRequest ? send(request) : sendStandard(send, request, call);
  if (!isStandard) return { fetch, Request: GraphRequest };
  return { fetch, Request: globalThis.Request, duplex: "half" }; // required for streams, no effect on other bodies
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
