import type { CallContext } from "./request.ts";

export const maxAnswer = 64 * 1024 * 1024; // bytes; the longest documented responses have some hundred thousand

/** Checks what `fetch` resolved to: users' functions may return anything, including classes of other libraries. */
export function checkResponse(value: unknown): CompleteResponse {
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

export function readText(response: CompleteResponse): Promise<string> | string {
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
