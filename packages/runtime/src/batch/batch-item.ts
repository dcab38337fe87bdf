import type { GraphRequest } from "../call/request.ts";
import { parseJson } from "../errors/read-error.ts";

/** A call as an item of a batch. */
export interface BatchItem {
  method: string;
  /** Path and query below the version, without a leading slash. */
  relative_url: string;
  /** Form-encoded. */
  body?: string;
}

const batchableMethods = new Set(["GET", "POST", "DELETE"]);

/** Headers that do not affect the call: a batch may drop them. */
const spareHeaders = new Set(["accept", "baggage", "content-type", "traceparent", "tracestate", "user-agent"]);

/**
 * Converts a call to an item of a batch sent to `root`, the URL that ends with the version. Undefined if a batch cannot
 * carry the call: a stream, bytes, a multipart form, a body that a form cannot represent, custom headers.
 */
export function toBatchItem(request: GraphRequest): { root: string; item: BatchItem } | undefined {
  const { method, url, headers, call } = request;
  if (call.isStream || !batchableMethods.has(method)) return undefined;
  if ([...headers.keys()].some((name) => !spareHeaders.has(name))) return undefined;
  const { origin, pathname, search } = new URL(url);
  const [, version, path] = /^(.*\/v\d+\.\d+\/)(.+)$/.exec(pathname) ?? [];
  const body = formOf(request);
  if (version === undefined || path === undefined || body === undefined) return undefined;
  const item: BatchItem = { method, relative_url: path + search };
  if (body !== "") item.body = body;
  return hasReference(item) ? undefined : { root: origin + version, item };
}

/**
 * Whether the platform may read part of the call as `{result=name:path}`, a reference to the response of another item.
 */
function hasReference({ relative_url, body = "" }: BatchItem): boolean {
  return /(?:\{|%7b)result(?:=|%3d)/i.test(`${relative_url} ${body}`);
}

function formOf({ method, headers, body }: GraphRequest): string | undefined {
  if (body === undefined || body === null || body === "") return "";
  if (method !== "POST") return undefined; // in a batch only a POST has a body
  if (body instanceof URLSearchParams) return body.toString();
  const type = headers.get("Content-Type") ?? "application/json";
  const text = body instanceof ArrayBuffer ? new TextDecoder().decode(body) : body;
  return typeof text === "string" && /^application\/json\b/i.test(type) ? formOfJson(text) : undefined;
}

function formOfJson(text: string): string | undefined {
  const members = parseJson(text);
  if (typeof members !== "object" || members === null || Array.isArray(members)) return undefined;
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    if (value === null) return undefined; // a form cannot represent null
    form.append(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return form.toString();
}
