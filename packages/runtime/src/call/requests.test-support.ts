import { type CallContext, createCall, GraphRequest, type GraphRequestInit } from "./request.ts";

interface AttemptInit extends Partial<Omit<GraphRequestInit, "call">> {
  call?: Partial<CallContext>;
}

/** An attempt of a call, by default the first one of `GET /{shelf_id}`. */
export function attemptOf(init: AttemptInit = {}, url = "https://graph.example/v25.0/7"): GraphRequest {
  const { method = "GET", headers = new Headers(), body, signal } = init;
  const call = {
    ...createCall({ method, path: "/{shelf_id}", ids: { shelf_id: "7" }, body, timeout: 30_000 }),
    ...init.call,
  };
  return new GraphRequest(url, { method, headers, body, signal, call });
}
