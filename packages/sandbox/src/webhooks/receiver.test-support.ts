import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, onTestFinished } from "vitest";

type Finished = (stop: () => void) => void;

/** Serves on loopback until the test is over, and returns the URL of a webhook. */
export async function serve(listener: RequestListener, finished: Finished = onTestFinished): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  finished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

export interface ReceivedPost {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver that keeps what it gets, and responds as told, else with 200. */
export async function startReceiver(
  respond: (response: ServerResponse, post: ReceivedPost) => unknown = accept,
  finished: Finished = onTestFinished,
) {
  const posts: ReceivedPost[] = [];
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const post = { url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("latin1") };
    posts.push(post);
    respond(response, post);
  }, finished);
  return { url, posts };
}

/** The webhook of an app, which proves its URL to whoever knows the verify token. */
export async function startApp(verifyToken: string, finished: Finished = onTestFinished) {
  const posts: ReceivedPost[] = [];
  const proofs: URL[] = [];
  const url = await serve(async (request, response) => {
    const address = new URL(request.url ?? "", "http://127.0.0.1");
    const { searchParams } = address;
    if (request.method === "GET") {
      proofs.push(address);
      const isRight = searchParams.get("hub.verify_token") === verifyToken;
      response.writeHead(isRight ? 200 : 403).end(isRight ? searchParams.get("hub.challenge") : "");
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    posts.push({ url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("latin1") });
    response.end();
  }, finished);
  return { url, posts, proofs };
}

/** The webhook of an app for all tests of a file. */
export function shareApp(verifyToken: string) {
  return startApp(verifyToken, afterAll);
}

function accept(response: ServerResponse): void {
  response.end();
}
