import { type CallContext, createCall, GraphRequest } from "../call/request.ts";

/** A call as the client makes it, by its operation such as `"POST /{phone_number_id}/messages"`. */
export function callTo(operation: string, ids: Record<string, string> = {}, body?: unknown): CallContext {
  const [method = "", path = ""] = operation.split(" ");
  return { ...createCall({ method, path, ids, body, timeout: 30_000 }), attempts: 1 };
}

export function requestFor(call: CallContext, signal?: AbortSignal): GraphRequest {
  return new GraphRequest("https://graph.example/v25.0/1", {
    method: call.method,
    headers: new Headers(),
    signal,
    call,
  });
}

/** A message, by default to a person of its own. */
export function message(to = `1555${Math.trunc(Math.random() * 1e9)}`, phoneNumberId = "1"): CallContext {
  return callTo("POST /{phone_number_id}/messages", { phone_number_id: phoneNumberId }, { to, type: "text" });
}

/** Usage headers that say one percentage, of the app or of an id. */
export function usageHeaders(percentage: number, id?: string, regainMinutes = 0): Record<string, string> {
  const counts = { call_count: percentage, total_cputime: 1, total_time: 1 };
  if (id === undefined) return { "X-App-Usage": JSON.stringify(counts) };
  const entry = { type: "whatsapp_business_management", ...counts, estimated_time_to_regain_access: regainMinutes };
  return { "X-Business-Use-Case-Usage": JSON.stringify({ [id]: [entry] }) };
}
