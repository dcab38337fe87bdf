import type { RequestBody } from "./request.ts";

/** Serializes a body by its content: an object with files, or lists of them, as a form; bytes unchanged; others as JSON. */
export function serializeBody(body: unknown): RequestBody {
  if (isBytes(body) || body instanceof FormData || body instanceof URLSearchParams) return body;
  return isForm(body) ? toForm(body) : toJson(body);
}

/** The content type to set if the body is neither JSON nor a multipart form. */
export function contentTypeOf(body: unknown): string | undefined {
  if (body instanceof URLSearchParams) return "application/x-www-form-urlencoded";
  if (!isBytes(body)) return undefined;
  return (body instanceof Blob && body.type) || "application/octet-stream";
}

function isBytes(body: unknown): body is Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream {
  return (
    body instanceof Blob || body instanceof ArrayBuffer || body instanceof Uint8Array || body instanceof ReadableStream
  );
}

function isForm(body: unknown): body is Record<string, unknown> {
  return typeof body === "object" && body !== null && Object.values(body).some(isFiles);
}

function isFiles(value: unknown): value is Blob | readonly Blob[] {
  return value instanceof Blob || (Array.isArray(value) && value[0] instanceof Blob);
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new TypeError(`Cannot serialize the body as JSON: ${(error as Error).message}`, { cause: error });
  }
}

function toForm(body: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined || value === null) continue;
    if (isFiles(value)) for (const file of [value].flat()) form.append(name, file);
    else form.append(name, typeof value === "object" ? toJson(value) : String(value));
  }
  return form;
}
