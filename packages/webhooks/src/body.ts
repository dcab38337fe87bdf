import { bodyConsumed, WebhookRequestError } from "./errors.ts";

/**
 * Reads the raw bytes, and gives up as soon as they are more than `maxSize`.
 *
 * @throws {WebhookRequestError} when the body is too large
 * @throws {WebhookAppError} when somebody else has read it, or is about to
 */
export async function readBody(request: Request, maxSize: number): Promise<Uint8Array> {
  if (request.bodyUsed || request.body?.locked) throw bodyConsumed();
  if (Number(request.headers.get("content-length")) > maxSize) throw tooLarge(maxSize);
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    size += chunk.value.byteLength;
    if (size > maxSize) {
      // not waited for: the other side may never stop
      reader?.cancel().catch(() => undefined);
      throw tooLarge(maxSize);
    }
    chunks.push(chunk.value);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : join(chunks, size);
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
