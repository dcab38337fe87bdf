import { listOf } from "./list-of.ts";

/** Responds to the request by which the platform verifies the callback URL. */
export function answerHandshake(request: Request, verifyToken: string | readonly string[]): Response {
  const query = new URL(request.url).searchParams;
  const token = query.get("hub.verify_token") ?? "";
  const challenge = query.get("hub.challenge");
  // all are compared, so that the time does not reveal which one matches
  const isRight = listOf(verifyToken).filter((expected) => isSame(token, expected)).length > 0;
  if (query.get("hub.mode") !== "subscribe" || !isRight || challenge === null)
    return new Response(null, { status: 403 });
  const headers = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };
  return new Response(challenge, { headers });
}

/** Takes the same time for every token of one length. */
function isSame(token: string, expected: string): boolean {
  let difference = token.length ^ expected.length;
  for (let place = 0; place < token.length; place++) difference |= token.charCodeAt(place) ^ expected.charCodeAt(place);
  return difference === 0;
}
