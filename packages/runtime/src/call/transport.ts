import type { NetworkFetch, NetworkInit } from "./network-fetch.ts";
import { currentAttempt, lose } from "./attempt.ts";
import { withDeadline } from "./deadline.ts";
import { GraphConnectionError } from "../errors/errors.ts";
import type { Fetch } from "./middleware.ts";
import { type CallContext, GraphRequest } from "./request.ts";
import { isUnsent } from "./unsent.ts";

export const maxAnswer = 64 * 1024 * 1024; // bytes; the longest documented responses have some hundred thousand

/**
 * Limits an attempt to its timeout and aborts it with its signal: token, signature, request and the whole response, for
 * a stream its headers. If it ends before anything was sent, the attempt does not count as lost on the network.
 */
export function attemptDeadline(next: Fetch): Fetch {
  return function limitedFetch(request) {
    const { call, signal } = request;
    const expire = () => {
      const attempt = currentAttempt(call);
      const loss = lossOf(call, "timeout");
      if (attempt.sent > 0) lose(attempt, loss, false);
      return loss;
    };
    const send = (own: AbortSignal | undefined) =>
      next(own ? new GraphRequest(request.url, { ...request, signal: own }) : request);
    return withDeadline(send, call.timeout, expire, signal, call.isStream);
  };
}

/**
 * Sends a request and reads the whole response, so that one that stalls or breaks off counts as a lost connection.
 * Redirects are never followed.
 */
export function transport(networkFetch?: NetworkFetch): Fetch {
  return async function sendOnce(request) {
    const { call, signal } = request;
    signal?.throwIfAborted(); // the token may have come too late
    const fetch = networkFetch ?? globalThis.fetch;
    const init = initOf(request);
    const attempt = currentAttempt(call);
    attempt.sent++;
    let response: Response | undefined;
    try {
      response = checkResponse(await fetch(request.url, init));
      return call.isStream && response.ok ? response : withText(response, await readText(response));
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const loss = lossOf(call, error);
      lose(attempt, loss, !response && isUnsent(fetch, init, error));
      throw loss;
    }
  };
}

function lossOf(call: CallContext, cause: unknown): GraphConnectionError {
  return new GraphConnectionError(`Cannot ${call.method} ${call.path}`, cause, call);
}

function initOf({ method, headers, body, signal, call }: GraphRequest): NetworkInit {
  const init: NetworkInit = { method, headers, redirect: "manual" };
  if (signal) init.signal = signal;
  if (body) init.body = body;
  if (body instanceof ReadableStream) init.duplex = "half";
  if (call.isStream) init.isStream = true;
  return init;
}

/** Checks what `fetch` resolved to: users' functions may return anything, including classes of other libraries. */
function checkResponse(value: unknown): CompleteResponse {
  const { status, headers, bodyUsed, body, content } = Object(value) as Partial<CompleteResponse>;
  if (typeof status !== "number" || typeof headers?.get !== "function") {
    throw new TypeError(`fetch returned ${value === null ? value : typeof value}, not a Response`);
  }
  if (content === undefined && (bodyUsed || body?.locked))
    throw new TypeError("fetch returned a Response that was already read");
  return value as CompleteResponse;
}

/** A response whose text is available. */
interface CompleteResponse extends Response {
  readonly content?: string;
}

/** Makes the text of a response readable any number of times. */
export function withText(response: Response, content: string): CompleteResponse {
  const text = async () => content;
  const json = async (): Promise<unknown> => JSON.parse(content);
  return Object.assign(response, { content, text, json });
}

/**
 * The text of a response, synchronously if available; it can be read again. Empty for a stream, which is left unread.
 */
export function textOf(response: CompleteResponse, call: CallContext): string | Promise<string> {
  return call.isStream && response.ok ? "" : (response.content ?? readOnce(response));
}

async function readOnce(response: Response): Promise<string> {
  const text = await response.text();
  withText(response, text);
  return text;
}

function readText(response: CompleteResponse): Promise<string> | string {
  if (response.content !== undefined) return response.content;
  if (response.body === null) return "";
  const length = Number(response.headers.get("Content-Length"));
  // the length is that of the compressed body
  const isShort = length > 0 && length <= maxAnswer && !response.headers.get("Content-Encoding");
  return isShort || !response.body ? response.text() : readPieces(response.body);
}

async function readPieces(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = "";
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > maxAnswer) {
      reader.cancel().catch(() => {}); // closes the connection
      throw new Error(`the response exceeds ${maxAnswer} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
