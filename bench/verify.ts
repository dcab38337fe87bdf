import { isDeepStrictEqual } from "node:util";
import type { Client } from "./client.ts";
import {
  accountId,
  answerHeaders,
  graphUrl,
  nextMessage,
  phoneNumberId,
  phoneNumbers,
  sent,
  token,
} from "./workload.ts";

/** Checks before timing that a client does the same work as the others. */
export async function verifyClient({ name, create }: Client): Promise<void> {
  const seen: Request[] = [];
  const recording: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    seen.push(request);
    const text = request.method === "POST" ? sent : phoneNumbers;
    return new Response(text, { headers: answerHeaders(text) });
  };
  const calls = await create({ baseUrl: graphUrl, fetch: recording });
  const message = nextMessage();
  const answers = [await calls.get(accountId), await calls.post(phoneNumberId, message)];
  const [get, post] = seen;
  const check = (isRight: boolean, what: string) => {
    if (!isRight)
      throw new Error(
        `Cannot measure ${name}: it sends a different ${what}: ${seen.map(({ method, url }) => `${method} ${url}`).join(", ")}`,
      );
  };
  check(seen.length === 2 && get?.method === "GET" && post?.method === "POST", "number of requests");
  check(get?.url.startsWith(`${graphUrl}/v25.0/${accountId}`) === true, "address");
  check(post?.url === `${graphUrl}/v25.0/${phoneNumberId}/messages`, "address");
  check(
    seen.every(({ headers }) => headers.get("authorization") === `Bearer ${token}`),
    "token",
  );
  check(isDeepStrictEqual(await post?.json(), message), "body");
  const [read, delivered] = answers.map((answer) => JSON.stringify(answer));
  if (read !== phoneNumbers || delivered !== sent)
    throw new Error(`Cannot measure ${name}: it returns a different result`);
}
