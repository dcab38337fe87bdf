import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Serves on loopback until the test is over, and returns the URL of a webhook. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

export interface ReceivedPost {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver that keeps what it gets, and responds as told, else with 200. */
export async function startReceiver(respond: (response: ServerResponse, post: ReceivedPost) => unknown = accept) {
  const posts: ReceivedPost[] = [];
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const post = { url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("latin1") };
    posts.push(post);
    respond(response, post);
  });
  return { url, posts };
}

function accept(response: ServerResponse): void {
  response.end();
}
