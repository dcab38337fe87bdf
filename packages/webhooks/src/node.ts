import { bodyConsumed } from "./errors.ts";
import { methodNotAllowed } from "./method.ts";

/** The part of `IncomingMessage` of node:http that is used; the request of Express is one. */
export interface NodeRequest extends AsyncIterable<unknown> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  /** Whether the body has been read, at least in part. */
  readableDidRead?: boolean;
  /** Whether the whole body has arrived. */
  complete?: boolean;
  /** Raw bytes that some hosts and parsers keep. */
  body?: unknown;
  rawBody?: unknown;
}

/** The part of `ServerResponse` of node:http that is used. */
export interface NodeResponse {
  statusCode: number;
  /** Whether other code has responded. */
  headersSent?: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** A listener for node:http, which is a handler for Express too. Its promise never rejects. */
export type NodeHandler = (
  request: NodeRequest,
  response: NodeResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/** A function from request to response, such as a webhook handler. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

export interface NodeHandlerOptions {
  /** Called with a mistake of the app, such as a consumed body, when there is no `next`. @default console.error */
  onError?: (error: unknown) => unknown;
}

const defaults = {
  onError: (error: unknown) => console.error(error),
} satisfies NodeHandlerOptions;

/**
 * Adapts a webhook handler to node:http and Express. It needs the raw bytes, so mount it before any body parser; only
 * `express.raw({ type: "application/json" })` may come before it. A method other than GET, HEAD and POST gets 405, a
 * malformed request 400. A mistake of the app goes to `next`, or else to `onError` with status 500.
 *
 * @example
 * const app = express();
 * app.all("/webhook", toNodeHandler(handler));
 * app.use(express.json());
 */
export function toNodeHandler(handler: FetchHandler, options: NodeHandlerOptions = {}): NodeHandler {
  const { onError } = { ...defaults, ...options };

  return async function nodeHandler(request, response, next) {
    try {
      await send(await respond(handler, request), request, response);
    } catch (error) {
      if (next) return attempt(() => next(error));
      await attempt(() => fail(response));
      await attempt(() => onError(error));
    }
  };
}

/** Cleanup after an error must not reject the promise. */
async function attempt(action: () => unknown): Promise<void> {
  try {
    await action();
  } catch (error) {
    console.error(error);
  }
}

function fail(response: NodeResponse): void {
  if (response.headersSent) return;
  response.statusCode = 500;
  response.end("");
}

async function respond(handler: FetchHandler, request: NodeRequest): Promise<Response> {
  const { method = "GET" } = request;
  if (method !== "GET" && method !== "HEAD" && method !== "POST") return methodNotAllowed();
  const body = method === "POST" ? bodyOf(request) : null;
  const asked = toRequest(request, method, body);
  return asked
    ? handler(asked)
    : new Response("Cannot accept the request: its target or a header is malformed", { status: 400 });
}

async function send(answer: Response, request: NodeRequest, response: NodeResponse): Promise<void> {
  const text = await answer.text();
  if (response.headersSent) return;
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  // the rest of the body is not read, as it may never end
  if (request.complete === false) response.setHeader("connection", "close");
  response.end(text);
}

/** Converts to a web `Request`; undefined when malformed: Node accepts more than `Request` does. */
function toRequest({ url = "/", headers }: NodeRequest, method: string, body: BodyInit | null): Request | undefined {
  try {
    const kept = new Headers();
    for (const [name, value] of Object.entries(headers)) {
      // a Request does not accept the pseudo-headers of HTTP/2, which begin with a colon
      if (value !== undefined && !name.startsWith(":")) kept.set(name, String(value));
    }
    // the host does not matter, and may be missing or invalid
    const { protocol, pathname, search } = new URL(url.startsWith("/") ? `http://localhost${url}` : url);
    if (protocol !== "http:" && protocol !== "https:") return undefined;
    // `duplex` is required for streams
    const init = { method, headers: kept, body, duplex: "half" };
    return new Request(`http://localhost${pathname}${search}`, init);
  } catch {
    return undefined;
  }
}

function bodyOf(request: NodeRequest): BodyInit {
  const kept = [request.rawBody, request.body].find((value) => value instanceof Uint8Array);
  // the types of Request do not allow shared memory
  if (kept) return kept as Uint8Array<ArrayBuffer>;
  if (request.readableDidRead) throw bodyConsumed();
  return streamOf(request);
}

/** A stream that leaves the connection open when it is cancelled, so that the response can still be sent. */
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
