import { invalidParameter } from "./errors.ts";
import { resolve } from "./schemas.ts";
import type { Operation } from "./operations.ts";

/** Bytes as they arrive. */
export type Chunks = AsyncIterable<Uint8Array>;

/** A file in a form. */
interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The fields of a form with files. */
export type SentForm = Readonly<Record<string, string | SentFile>>;

const mostText = 1_048_576; // 1 MB
const mostForm = 101 * 1_048_576; // the longest file is 100 MB

/** The connection died while a body arrived. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** The bytes of a request body. */
export async function* arriving(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* stream ?? [];
  } catch (cause) {
    throw new ConnectionLost("the client hung up", { cause });
  }
}

/** Lets so many bytes through and dies then, at the latest where they end. */
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

/** The whole body: a form with files where the operation takes one, else text. */
export async function readBody(operation: Operation, chunks: Chunks, contentType: string | undefined): Promise<string | SentForm> {
  const { document, requestBody } = operation;
  const isForm = contentType !== undefined && /^multipart\/form-data\b/i.test(contentType);
  if (!isForm || !("multipart/form-data" in resolve(document, requestBody?.["content"]))) return readText(chunks);
  const bytes = await readBytes(chunks, mostForm, "The request body must not be longer than 101 MB");
  const headers = { "content-type": contentType };
  let form: FormData;
  try {
    form = await new Response(bytes, { headers }).formData();
  } catch {
    throw invalidParameter("The request body must be a form in multipart/form-data and cannot be parsed");
  }
  const fields: Record<string, string | SentFile> = {};
  for (const [name, value] of form) fields[name] = typeof value === "string" ? value : await readFile(value);
  return fields;
}

export async function readText(chunks: Chunks): Promise<string> {
  const bytes = await readBytes(chunks, mostText, "The request body must not be longer than 1 MB");
  return bytes.toString();
}

/** Reads to the end even what is too long, so that the client gets to read the answer. */
async function readBytes(chunks: Chunks, most: number, problem: string): Promise<Buffer<ArrayBuffer>> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length <= most) kept.push(chunk);
  }
  if (length > most) throw invalidParameter(problem);
  return Buffer.concat(kept);
}

async function readFile(file: File): Promise<SentFile> {
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
