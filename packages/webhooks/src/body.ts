import { bodyConsumed, WebhookRequestError } from "./errors.ts";

/**
 * Reads the raw bytes; stops as soon as they exceed `maxSize`.
 *
 * @throws {WebhookRequestError} when the body is too large or ends before it is complete
 * @throws {WebhookAppError} when the body was read before, or its stream is locked
 */
export async function readBody(request: Request, maxSize: number): Promise<Uint8Array> {
  if (request.bodyUsed || request.body?.locked) throw bodyConsumed();
  if (Number(request.headers.get("content-length")) > maxSize) throw tooLarge(maxSize);
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const read = async () => (await reader?.read())?.value;
  for (let chunk = await unbroken(read); chunk !== undefined; chunk = await unbroken(read)) {
    size += chunk.byteLength;
    if (size > maxSize) {
      // not awaited: the sender may never stop
      reader?.cancel().catch(() => undefined);
      throw tooLarge(maxSize);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : join(chunks, size);
}

async function unbroken<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (cause) {
    throw new WebhookRequestError("body", "its body broke off", { cause });
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxSize: number): WebhookRequestError {
  return new WebhookRequestError("size", `its body has more than ${maxSize} bytes`);
}
