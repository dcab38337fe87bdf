import type { Fetch } from "./call/middleware.ts";
import type { GraphRequest } from "./call/request.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";

type Answer<Sent> = Response | Error | ((request: Sent) => Response | Promise<Response>);

/** A network that returns the given responses in turn and records the requests. */
export function answering(...answers: Answer<Request>[]) {
  const requests: Request[] = [];
  const fetch: NetworkFetch = async (url, init) => answerTo(new Request(url, init), requests, answers);
  return { fetch, requests };
}

/** The same for what a middleware wraps. */
export function sending(...answers: Answer<GraphRequest>[]) {
  const requests: GraphRequest[] = [];
  const send: Fetch = async (request) => answerTo(request, requests, answers);
  return { send, requests };
}

function answerTo<Sent>(request: Sent, requests: Sent[], answers: Answer<Sent>[]): Response | Promise<Response> {
  const answer = answers[requests.length];
  requests.push(request);
  if (answer === undefined) throw new Error(`Cannot answer call ${requests.length}: the test gave ${answers.length}`);
  if (answer instanceof Error) throw answer;
  return typeof answer === "function" ? answer(request) : answer;
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return Response.json(body, init);
}

export function graphError(status: number, error: object, headers: Record<string, string> = {}): Response {
  return json(
    { error: { message: "it went wrong", type: "OAuthException", fbtrace_id: "Atrace", ...error } },
    { status, headers },
  );
}

/** What the global `fetch` of Node throws when the connection dies of `code`. */
export function lost(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("gone"), { code }) });
}
