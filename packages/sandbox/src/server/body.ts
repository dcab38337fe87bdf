import type { IncomingMessage } from "node:http";
import { bodyTooLong, invalidParameter } from "./errors.ts";
import { limits } from "./limits.ts";
import type { Operation } from "./operations.ts";
import { readJson } from "./json.ts";
import { isSchema, resolve } from "./schemas.ts";

/** Bytes as they arrive. */
export type Chunks = AsyncIterable<Uint8Array>;

/** A file in a form. */
interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The fields of a form with files; those whose name ends in `[]` are lists. */
type SentForm = Readonly<Record<string, string | SentFile | readonly (string | SentFile)[]>>;

/** The connection was lost while a body arrived. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** The bytes of a request body, taken from its connection if there is one: the stream of a `Request` is slow. */
export async function* arriving(request: Request, incoming?: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    // ending a stream early would cut the connection before the response
    if (incoming) yield* incoming.iterator({ destroyOnReturn: false });
    else yield* request.body?.values({ preventCancel: true }) ?? [];
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

/** Passes bytes on, and tells at their end how many they were, also if the rest is lost or not read. */
export async function* countInto(chunks: Chunks, tell: (size: number) => void): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      yield chunk;
    }
  } finally {
    tell(size);
  }
}

/** Bytes that have arrived, as a stream. */
export async function* replay(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Whether a body of this content type may have the length of a file. */
export function takesFiles({ document, requestBody }: Operation, contentType: string | undefined): boolean {
  const type = "multipart/form-data";
  return mediaType(contentType) === type && Object.hasOwn(resolve(document, requestBody?.["content"]), type);
}

/** A body as sent, taken apart by its content type and not checked. */
export type SentBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly type: string; readonly value: unknown }
  | { readonly kind: "form"; readonly type: string; readonly fields: SentForm }
  /** Bytes that a receiver reads, or a content type that has no parameters in it. */
  | { readonly kind: "bytes"; readonly type: string };

/** The media type in a `Content-Type` header. */
export function mediaType(contentType: string | undefined): string {
  return contentType?.split(";")[0]?.trim().toLowerCase() || "none";
}

/**
 * Reads a whole body. `hasFiles` says whether it may have the length of a file.
 *
 * @throws GraphFailure if it is too long, or not what its content type says
 */
export async function readBody(chunks: Chunks, contentType: string | undefined, hasFiles: boolean): Promise<SentBody> {
  const type = mediaType(contentType);
  if (type === "multipart/form-data") {
    const bytes = await readBytes(chunks, hasFiles ? limits.formBytes : limits.textBytes);
    return bytes.length === 0 ? { kind: "none" } : { kind: "form", type, fields: await readForm(bytes, contentType) };
  }
  return parseBody(await readText(chunks), contentType);
}

/**
 * Takes a body apart that is text.
 *
 * @throws GraphFailure if it is not what its content type says
 */
export function parseBody(text: string, contentType: string | undefined): SentBody {
  const type = mediaType(contentType);
  if (text === "") return { kind: "none" };
  if (type === "application/json") return { kind: "json", type, value: readJson(text, "The request body") };
  if (type !== "application/x-www-form-urlencoded") return { kind: "bytes", type };
  if (/^\s*[{[]/.test(text)) {
    throw invalidParameter(`The request body looks like JSON: send it as application/json, it is ${type}`);
  }
  return { kind: "form", type, fields: Object.fromEntries(new URLSearchParams(text)) };
}

/** The parameters in a body, by name. */
export function fieldsOf(body: SentBody): Readonly<Record<string, unknown>> {
  if (body.kind === "form") return body.fields;
  return body.kind === "json" && isSchema(body.value) ? body.value : {};
}

/** A body without the parameters of these names. */
export function without(body: SentBody, names: ReadonlySet<string>): SentBody {
  const isOther = ([name]: [string, unknown]) => !names.has(name);
  if (body.kind === "form") return { ...body, fields: Object.fromEntries(Object.entries(body.fields).filter(isOther)) };
  if (body.kind !== "json" || !isSchema(body.value)) return body;
  return { ...body, value: Object.fromEntries(Object.entries(body.value).filter(isOther)) };
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, contentType = ""): Promise<SentForm> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
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

export async function readBytes(chunks: Chunks, most: number): Promise<Buffer<ArrayBuffer>> {
  const kept: Uint8Array[] = [];
  for await (const chunk of atMost(chunks, most)) kept.push(chunk);
  return Buffer.concat(kept);
}

async function readFile(file: File): Promise<SentFile> {
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
