import type { GraphErrorResponse } from "../errors/graph-error.ts";
import { graphErrorIn, parseJson } from "../errors/read-error.ts";

export const maxAnswer = 64 * 1024 * 1024; // bytes; the longest documented responses have some hundred thousand

/** A response with what was read of it, once for all who look at it. */
export interface ReadResponse extends Response {
  /** Its text; undefined for a stream, which is left unread. */
  readonly content?: string;
  /** Its Graph error, as the platform sent it; a success is parsed only if it looks like one. */
  readonly graphError?: GraphErrorResponse | undefined;
}

/** Checks what `fetch` resolved to: users' functions may return anything, including classes of other libraries. */
export function checkResponse(value: unknown): ReadResponse {
  const { status, headers, bodyUsed, body, content } = Object(value) as Partial<ReadResponse>;
  if (typeof status !== "number" || typeof headers?.get !== "function") {
    throw new TypeError(`fetch returned ${value === null ? value : typeof value}, not a Response`);
  }
  if (content === undefined && (bodyUsed || body?.locked))
    throw new TypeError("fetch returned a Response that was already read");
  return value as ReadResponse;
}

/** Reads a response, unless that was done before or it succeeded and is to be a stream. */
export function readResponse(response: ReadResponse, isStream = false): Promise<ReadResponse> {
  if (response.content !== undefined || (isStream && response.ok)) return Promise.resolve(response);
  return readText(response).then((text) => withText(response, text));
}

/** Makes the text of a response readable any number of times. */
export function withText(
  response: Response,
  content: string,
  graphError = findGraphError(response, content),
): ReadResponse & { readonly content: string } {
  return Object.assign(response, { content, graphError, text: textAgain, json: jsonAgain });
}

function textAgain(this: { content: string }): Promise<string> {
  return Promise.resolve(this.content);
}

async function jsonAgain(this: { content: string }): Promise<unknown> {
  return JSON.parse(this.content);
}

function findGraphError({ ok }: Response, text: string): GraphErrorResponse | undefined {
  return ok && !text.startsWith('{"error"') ? undefined : graphErrorIn(parseJson(text));
}

function readText(response: Response): Promise<string> {
  const { body, headers } = response;
  if (body === null) return Promise.resolve("");
  const length = Number(headers.get("Content-Length"));
  // the length is that of the compressed body
  const isShort = length > 0 && length <= maxAnswer && !headers.get("Content-Encoding");
  return isShort || !body ? response.text() : readPieces(body);
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
