import type { Attributes } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
} from "@opentelemetry/semantic-conventions";
import type { GraphRequest, ObservedResponse } from "@openwaba/runtime";

/** Still in development in the semantic conventions, so not exported among the stable names. */
const ATTR_URL_TEMPLATE = "url.template";

/** Attributes known before an attempt is sent. */
export function requestAttributes({ url, call }: GraphRequest, captureIds: boolean): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return {
    [ATTR_HTTP_REQUEST_METHOD]: call.method,
    [ATTR_SERVER_ADDRESS]: hostname,
    [ATTR_SERVER_PORT]: port ? Number(port) : protocol === "http:" ? 80 : 443,
    [ATTR_URL_FULL]: safeUrl(url, call, captureIds),
    [ATTR_URL_TEMPLATE]: call.path,
    [ATTR_HTTP_REQUEST_RESEND_COUNT]: call.attempts > 1 ? call.attempts - 1 : undefined,
    ...(captureIds && Object.fromEntries(Object.entries(call.ids).map(([name, id]) => [`openwaba.ids.${name}`, id]))),
  };
}

/**
 * The URL without its query, and without ids unless `captureIds` is set. Undefined if it is not the documented path:
 * ids in it cannot be recognized.
 */
function safeUrl(url: string, { path, ids }: GraphRequest["call"], captureIds: boolean): string | undefined {
  const { origin, pathname } = new URL(url);
  if (captureIds) return origin + pathname;
  const fill = (valueOf: (name: string) => string) => path.replace(/\{([^{}]+)\}/g, (_, name: string) => valueOf(name));
  const filled = fill((name) => encodeURIComponent(ids[name] ?? ""));
  if (!pathname.endsWith(filled)) return undefined;
  return origin + pathname.slice(0, -filled.length) + fill(() => "REDACTED");
}

/** Attributes of the outcome of an attempt. */
export function responseAttributes(event: ObservedResponse): Attributes {
  if (event.outcome !== "answer") return { [ATTR_ERROR_TYPE]: event.reason };
  const { ok, status, code, subcode, fbtraceId, requestId } = event;
  return {
    [ATTR_HTTP_RESPONSE_STATUS_CODE]: status,
    [ATTR_ERROR_TYPE]: ok ? undefined : status < 400 && code !== undefined ? "graph_error" : String(status),
    "openwaba.graph.code": code,
    "openwaba.graph.subcode": subcode,
    "openwaba.graph.fbtrace_id": fbtraceId,
    "openwaba.graph.request_id": requestId,
  };
}
