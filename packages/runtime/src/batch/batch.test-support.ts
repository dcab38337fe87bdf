import type { BatchItem } from "./batch-item.ts";
import type { Fetch } from "../call/middleware.ts";
import { type CallContext, createCall, GraphRequest } from "../call/request.ts";

export interface RequestOptions {
  root?: string;
  /** Written as JSON unless it is a body already. */
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  call?: Partial<CallContext>;
}

/** One attempt of a call to `/v25.0/{path}`. */
export function requestTo(method: string, path: string, options: RequestOptions = {}): GraphRequest {
  const { root = "https://graph.example/v25.0", body, headers, signal, call } = options;
  const isPlain = body?.constructor === Object;
  return new GraphRequest(`${root}/${path}`, {
    method,
    headers: new Headers({ ...(isPlain && { "Content-Type": "application/json" }), ...headers }),
    body: isPlain ? JSON.stringify(body) : (body as BodyInit | undefined),
    signal,
    call: { ...createCall({ method, path: "/{thing_id}", body, timeout: 30_000 }), attempts: 1, ...call },
  });
}

/** The items of a batch, undefined when the request is none. */
export function itemsOf({ url, body }: GraphRequest): BatchItem[] | undefined {
  if (!url.endsWith("/") || !(body instanceof URLSearchParams)) return undefined;
  return JSON.parse(body.get("batch") ?? "") as BatchItem[];
}

/** Response of the platform to an item whose call succeeds. */
export function answerTo(item: BatchItem): object {
  return { code: 200, headers: [{ name: "X-Item", value: item.relative_url }], body: JSON.stringify(item) };
}

/** A platform that answers every call by the call itself, in a batch or alone, and keeps what it got. */
export function echo(answer: (items: BatchItem[]) => unknown = (items) => items.map(answerTo)) {
  const requests: GraphRequest[] = [];
  const fetch: Fetch = async (request) => {
    requests.push(request);
    const items = itemsOf(request);
    const given = items ? answer(items) : { alone: request.url };
    return given instanceof Response ? given : Response.json(given);
  };
  return { fetch, requests };
}
