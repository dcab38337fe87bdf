import type { WebhookHandler } from "./handler.ts";

/** What is needed of an `IncomingMessage` of node:http, which the request of Express is. */
export interface NodeRequest extends AsyncIterable<unknown> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  /** Whether something has begun to read the body. */
  readableDidRead?: boolean;
  /** Bytes that some hosts and parsers keep. */
  body?: unknown;
  rawBody?: unknown;
}

/** What is needed of a `ServerResponse` of node:http. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/** A listener for node:http, which is a handler for Express too. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse, next?: (error?: unknown) => void) => Promise<void>;

/**
 * Lets a webhook handler answer requests of node:http and Express. It needs the raw bytes, so put it before any body
 * parser; `express.raw({ type: "application/json" })` alone may come before it.
 *
 * @throws {Error} to `next`, or else to whoever waits, when a body parser has read the request already
 * @example
 * const app = express();
 * app.all("/webhook", toNodeHandler(handler));
 * app.use(express.json());
 */
export function toNodeHandler(handler: WebhookHandler): NodeHandler {
  return async function nodeHandler(request, response, next) {
    try {
      const answer = await handler(toRequest(request));
      response.statusCode = answer.status;
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      response.end(await answer.text());
    } catch (error) {
      if (next) return next(error);
      response.statusCode = 500;
      response.end();
      throw error;
    }
  };
}

function toRequest(request: NodeRequest): Request {
  const { method = "GET", url = "/" } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  // the host is of no interest, and may be none at all
  const address = new URL(url.startsWith("/") ? `http://localhost${url}` : url);
  if (method === "GET" || method === "HEAD") return new Request(address, { method, headers });
  // needed for bodies that are streams
  const init = { method, headers, body: bodyOf(request), duplex: "half" };
  return new Request(address, init);
}

function bodyOf(request: NodeRequest): BodyInit {
  const kept = [request.rawBody, request.body].find((value) => value instanceof Uint8Array);
  // the types of Request know no shared memory
  if (kept) return kept as Uint8Array<ArrayBuffer>;
  if (request.readableDidRead) {
    throw new Error("Cannot read the webhook: a body parser has read it before, put the webhook's route in front of it");
  }
  return streamOf(request);
}

/** A stream that leaves the connection open when it is cancelled, so that the answer still gets through. */
function streamOf(source: AsyncIterable<unknown>): ReadableStream<unknown> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
