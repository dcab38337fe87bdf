import type { Fetch } from "./middleware.ts";

type Answer = Response | Error | ((request: Request) => Response | Promise<Response>);

/** A fetch that gives the answers one after the other and keeps the requests that it saw. */
export function answering(...answers: Answer[]) {
  const requests: Request[] = [];
  const fetch: Fetch = async (request) => {
    const answer = answers[requests.length];
    requests.push(request);
    if (answer === undefined) throw new Error(`Cannot answer call ${requests.length}: the test gave ${answers.length}`);
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(request) : answer;
  };
  return { fetch, requests };
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return Response.json(body, init);
}

export function graphError(status: number, error: object, headers: Record<string, string> = {}): Response {
  return json({ error: { message: "it went wrong", type: "OAuthException", fbtrace_id: "Atrace", ...error } }, { status, headers });
}
