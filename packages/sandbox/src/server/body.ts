import { bodyTooLong, invalidParameter } from "./errors.ts";
import { limits } from "./limits.ts";
import type { Operation } from "./operations.ts";
import { resolve } from "./schemas.ts";

/** Bytes as they arrive. */
export type Chunks = AsyncIterable<Uint8Array>;

/** A file in a form. */
interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The fields of a form with files; those whose name ends in `[]` are lists. */
export type SentForm = Readonly<Record<string, string | SentFile | readonly (string | SentFile)[]>>;

/** The connection was lost while a body arrived. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** The bytes of a request body. */
export async function* arriving(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    // cancelling the stream would cut the connection before the response
    yield* stream?.values({ preventCancel: true }) ?? [];
  } catch (cause) {
    throw new ConnectionLost("the client hung up", { cause });
  }
}

/** Passes on `bytes` bytes, then throws {@link ConnectionLost}; at the end of `chunks` at the latest. */
export async function* cutAfter(chunks: Chunks, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (chunk.length < left) yield chunk;
    else {
      yield chunk.subarray(0, left);
      throw new ConnectionLost(`after ${bytes} bytes`);
    }
    left -= chunk.length;
  }
}

/**
 * Passes on at most `bytes` bytes.
 *
 * @throws GraphFailure with status 413 if there are more
 */
export async function* atMost(chunks: Chunks, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    left -= chunk.length;
    if (left < 0) throw bodyTooLong(bytes);
    yield chunk;
  }
}

/** The whole body: a form with files if the operation accepts one, else text. */
export async function readBody(
  operation: Operation,
  chunks: Chunks,
  contentType: string | undefined,
): Promise<string | SentForm> {
  const { document, requestBody } = operation;
  const isForm = contentType !== undefined && /^multipart\/form-data\b/i.test(contentType);
  if (!isForm || !("multipart/form-data" in resolve(document, requestBody?.["content"]))) return readText(chunks);
  const bytes = await readBytes(chunks, limits.formBytes);
  const headers = { "content-type": contentType };
  let form: FormData;
  try {
    form = await new Response(bytes, { headers }).formData();
  } catch {
    throw invalidParameter("The request body must be a form in multipart/form-data and cannot be parsed");
  }
  const fields: Record<string, string | SentFile | (string | SentFile)[]> = {};
  for (const [name, value] of form) {
    const field = typeof value === "string" ? value : await readFile(value);
    fields[name] = name.endsWith("[]") ? [...[fields[name] ?? []].flat(), field] : field;
  }
  return fields;
}

export async function readText(chunks: Chunks): Promise<string> {
  return (await readBytes(chunks, limits.textBytes)).toString();
}

async function readBytes(chunks: Chunks, most: number): Promise<Buffer<ArrayBuffer>> {
  const kept: Uint8Array[] = [];
  for await (const chunk of atMost(chunks, most)) kept.push(chunk);
  return Buffer.concat(kept);
}

async function readFile(file: File): Promise<SentFile> {
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
