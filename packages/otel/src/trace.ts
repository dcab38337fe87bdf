import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace as traceApi,
  type TracerProvider,
} from "@opentelemetry/api";
import { type FetchMiddleware, GraphRequest, observe, type ObservedResponse } from "@openwaba/runtime";
import { requestAttributes, responseAttributes } from "./attributes.ts";

export interface TraceOptions {
  /** Provider of the tracer. @default the global provider */
  tracerProvider?: TracerProvider;
  /**
   * Whether ids of the path, such as that of a phone number, are recorded. They are in `openwaba.ids.<name>` and in
   * `url.full`, where they are `REDACTED` otherwise. @default false
   */
  captureIds?: boolean;
  /**
   * Whether the trace context is sent to Meta, which has no use for it, in the headers of the global
   * propagator, such as `traceparent`. @default false
   */
  propagate?: boolean;
}

const defaults = { captureIds: false, propagate: false } satisfies TraceOptions;

/**
 * Records a client span for every attempt of a call, with the name and attributes of the semantic conventions for HTTP.
 * It is active while the attempt runs. A retry is an event on the span around the call.
 *
 * @example
 * const client = createClient<messages.PathsByVersion>({ auth: accessToken, middleware: [trace()] });
 */
export function trace(options: TraceOptions = {}): FetchMiddleware {
  const { captureIds, propagate, tracerProvider } = { ...defaults, ...options };
  const tracer = (tracerProvider ?? traceApi).getTracer("@openwaba/otel");

  return (next) =>
    async function tracedFetch(request) {
      const { call } = request;
      const around = traceApi.getActiveSpan();
      const span = tracer.startSpan(`${call.method} ${call.path}`, {
        kind: SpanKind.CLIENT,
        attributes: requestAttributes(request, captureIds),
      });
      const traced = observe({
        onResponse: (event) => finish(span, event),
        // not on the attempt's own span: it ended before the wait and takes no more events
        onRetry: ({ attempt, wait, reason }) =>
          around?.addEvent("openwaba.retry", eventAttributes(attempt, wait, reason)),
      })(next);
      const active = traceApi.setSpan(context.active(), span);
      return context.with(active, () => traced(propagate ? withTraceContext(request) : request));
    };
}

function finish(span: Span, event: ObservedResponse): void {
  span.setAttributes(responseAttributes(event));
  // without a description, which can be inferred from the attributes
  if (event.outcome !== "answer" || !event.ok) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function eventAttributes(attempt: number, wait: number, reason: string) {
  return { "openwaba.retry.attempt": attempt, "openwaba.retry.wait": wait, "openwaba.retry.reason": reason };
}

/** The request with the headers of the active trace context. */
function withTraceContext(request: GraphRequest): GraphRequest {
  const headers = new Headers(request.headers);
  propagation.inject(context.active(), headers, { set: (carrier, name, value) => carrier.set(name, value) });
  return new GraphRequest(request.url, { ...request, headers });
}
