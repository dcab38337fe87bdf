import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { limits } from "../server/limits.ts";

const longestTimer = 2_147_483_647; // setTimeout fires immediately above this
const beginning = 1000; // bytes of a response that is merely shown

// fetch takes several times as long for a request
const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/** A request to a receiver. */
export interface Outgoing {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  /** In ASCII. */
  readonly body?: string;
}

/** What a receiver answered. */
export interface Answer {
  /** 0 without a complete response in time that is not too large. */
  readonly status: number;
  /** The beginning of the response. */
  readonly response: string;
  /** What went wrong when the status is 0. */
  readonly problem?: string;
}

export interface ExchangeOptions {
  /** Milliseconds, response body included. */
  timeout: number;
  /** Ends the exchange early. */
  signal?: AbortSignal;
  /** Bytes of the response that are returned. @default 1000 */
  kept?: number;
}

/** Sends one request to a receiver and reads its response to the end. It follows no redirect and never rejects. */
export async function exchange(url: string | URL, outgoing: Outgoing, options: ExchangeOptions): Promise<Answer> {
  const { timeout, signal, kept = beginning } = options;
  const controller = new AbortController();
  const abort = () => controller.abort(new Error("it was cancelled"));
  const expire = () => controller.abort(new Error(`no complete response within ${timeout} ms`));
  const timer = setTimeout(expire, Math.min(timeout, longestTimer));
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    const response = await send(new URL(url), outgoing, controller.signal);
    return { status: response.statusCode ?? 0, response: await readBeginning(response, kept) };
  } catch (error) {
    return {
      status: 0,
      response: "",
      problem: problemOf(controller.signal.aborted ? controller.signal.reason : error),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

function send(url: URL, { method, headers, body = "" }: Outgoing, signal: AbortSignal): Promise<IncomingMessage> {
  const length = method === "POST" ? { "content-length": String(body.length) } : {};
  const options = { method, headers: { accept: "*/*", ...headers, ...length }, signal };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:"
        ? httpsRequest(url, { ...options, agent: agents.https })
        : httpRequest(url, { ...options, agent: agents.http });
    // an unwanted upgrade closes the connection without an error
    request.on("close", () => reject(new Error("the connection was closed without a response")));
    request.on("response", resolve).on("error", reject).end(body, "latin1");
  });
}

/** Reads a response to its end, and returns its beginning. */
async function readBeginning(response: IncomingMessage, kept: number): Promise<string> {
  const most = Math.max(limits.textBytes, kept);
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (bytes < kept) text += decoder.decode(chunk.subarray(0, kept - bytes), { stream: true });
    bytes += chunk.length;
    if (bytes > most) throw new Error(`the response has more than ${most} bytes`);
  }
  return text;
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
