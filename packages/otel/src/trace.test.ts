import { propagation, SpanKind, SpanStatusCode, type TextMapPropagator, trace as traceApi } from "@opentelemetry/api";
import { type CallContext, type Fetch, GraphConnectionError, GraphRequest } from "@openwaba/runtime";
import { describe, expect, onTestFinished, test } from "vitest";
import { record } from "./recorder.test-support.ts";
import { trace, type TraceOptions } from "./trace.ts";

const url = "https://graph.facebook.com/v25.0/108110225544001/messages?appsecret_proof=f00d";

function requestOf(context: Partial<CallContext> = {}, address = url): GraphRequest {
  const call: CallContext = {
    method: "POST",
    path: "/{phone_number_id}/messages",
    ids: { phone_number_id: "108110225544001" },
    body: { text: { body: "hello" } },
    isReplayable: false,
    isStream: false,
    timeout: 1000,
    attempts: 1,
    waits: [],
    retryListeners: [],
    ...context,
  };
  return new GraphRequest(address, { method: call.method, headers: new Headers({ "X-Kept": "yes" }), call });
}

const refusal = (status: number) =>
  Response.json(
    {
      error: { message: "limit of EAAB", type: "OAuthException", code: 131056, error_subcode: 7, fbtrace_id: "Atrace" },
    },
    { status, headers: { "x-fb-request-id": "Areq" } },
  );

/** The span of one attempt. */
async function spanOf(outcome: Response | Error, options: TraceOptions = {}, request = requestOf()) {
  const { tracerProvider, spans } = record();
  const fetch = trace({ tracerProvider, ...options })(async () => {
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  await fetch(request).catch(() => undefined);
  const [span, ...others] = spans();
  if (span === undefined || others.length > 0) expect.unreachable("an attempt has one span");
  return span;
}

describe("trace() marks as an error", () => {
  test("an error, with its Graph codes and without its message", async () => {
    const span = await spanOf(refusal(400));
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(span.attributes).toMatchObject({
      "http.response.status_code": 400,
      "error.type": "400",
      "openwaba.graph.code": 131056,
      "openwaba.graph.subcode": 7,
      "openwaba.graph.fbtrace_id": "Atrace",
      "openwaba.graph.request_id": "Areq",
    });
    expect(JSON.stringify([span.attributes, span.events])).not.toContain("EAAB");
  });

  test("an error with status 200", async () => {
    const span = await spanOf(refusal(200));
    expect(span.status.code).toBe(SpanStatusCode.ERROR);
    expect(span.attributes).toMatchObject({ "http.response.status_code": 200, "error.type": "graph_error" });
  });

  test("a page of a proxy", async () => {
    const span = await spanOf(new Response("<html>", { status: 502 }));
    expect(span.status.code).toBe(SpanStatusCode.ERROR);
    expect(span.attributes).toMatchObject({ "http.response.status_code": 502, "error.type": "502" });
    expect(span.attributes).not.toHaveProperty("openwaba.graph.code");
  });

  const reset = Object.assign(new Error("gone from https://a/?b"), { code: "ECONNRESET" });
  test.each([
    ["a lost connection", new GraphConnectionError("Cannot POST", reset), "ECONNRESET"],
    ["a timeout", new GraphConnectionError("Cannot POST", "timeout"), "timeout"],
    ["what is thrown on the way", new TypeError("no token, was EAAB"), "TypeError"],
  ])("%s", async (_, error, type) => {
    const span = await spanOf(error);
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(span.attributes["error.type"]).toBe(type);
    expect(span.attributes).not.toHaveProperty("http.response.status_code");
    expect(span.events).toEqual([]);
  });

  test("and passes on what was thrown", async () => {
    const { tracerProvider } = record();
    const error = new TypeError("a bug");
    await expect(trace({ tracerProvider })(() => Promise.reject(error))(requestOf())).rejects.toBe(error);
  });
});

describe("trace() records", () => {
  test("a success as a client span named after method and template", async () => {
    const span = await spanOf(Response.json({ id: "1" }));
    expect(span.name).toBe("POST /{phone_number_id}/messages");
    expect(span.kind).toBe(SpanKind.CLIENT);
    expect(span.status.code).toBe(SpanStatusCode.UNSET);
    expect(span.ended).toBe(true);
    expect(span.attributes).toEqual({
      "http.request.method": "POST",
      "http.response.status_code": 200,
      "server.address": "graph.facebook.com",
      "server.port": 443,
      "url.full": "https://graph.facebook.com/v25.0/REDACTED/messages",
      "url.template": "/{phone_number_id}/messages",
    });
  });

  test.each([
    ["http://127.0.0.1:4000/v25.0/108110225544001/messages", "127.0.0.1", 4000],
    ["http://localhost/v25.0/108110225544001/messages", "localhost", 80],
  ])("the server of %s", async (address, host, port) => {
    const { attributes } = await spanOf(Response.json({}), {}, requestOf({}, address));
    expect(attributes).toMatchObject({ "server.address": host, "server.port": port });
  });

  test("ids only with captureIds, and never the query", async () => {
    const { attributes } = await spanOf(Response.json({}), { captureIds: true });
    expect(attributes).toMatchObject({
      "url.full": "https://graph.facebook.com/v25.0/108110225544001/messages",
      "openwaba.ids.phone_number_id": "108110225544001",
    });
  });

  test("no address that differs from the documented path", async () => {
    const { attributes } = await spanOf(
      Response.json({}),
      {},
      requestOf({}, "https://graph.facebook.com/v25.0/7/other"),
    );
    expect(attributes).not.toHaveProperty("url.full");
  });

  test("how often a call was retried", async () => {
    const { attributes } = await spanOf(Response.json({}), {}, requestOf({ attempts: 3 }));
    expect(attributes["http.request.resend_count"]).toBe(2);
  });

  test("a retry as an event of the span around the call", async () => {
    const { tracerProvider, spans } = record();
    const request = requestOf();
    const fetch = trace({ tracerProvider })(async () => refusal(429));
    await tracerProvider.getTracer("test").startActiveSpan("send the invoice", async (span) => {
      await fetch(request);
      for (const listener of request.call.retryListeners) {
        listener({ attempt: 1, wait: 700, reason: "code 131056" });
      }
      span.end();
    });
    const around = spans().find(({ name }) => name === "send the invoice");
    expect(around?.events).toMatchObject([
      {
        name: "openwaba.retry",
        attributes: { "openwaba.retry.attempt": 1, "openwaba.retry.wait": 700, "openwaba.retry.reason": "code 131056" },
      },
    ]);
  });
});

describe("trace() keeps the span active", () => {
  test("while the attempt runs, below the span around the call", async () => {
    const { tracerProvider, spans } = record();
    let inside: string | undefined;
    const next: Fetch = async () => {
      await Promise.resolve();
      inside = traceApi.getActiveSpan()?.spanContext().spanId;
      return Response.json({});
    };
    await tracerProvider.getTracer("test").startActiveSpan("around", async (span) => {
      await trace({ tracerProvider })(next)(requestOf());
      expect(traceApi.getActiveSpan()).toBe(span);
      span.end();
    });
    const [attempt, around] = spans();
    expect(inside).toBe(attempt?.spanContext().spanId);
    expect(attempt?.parentSpanContext?.spanId).toBe(around?.spanContext().spanId);
  });
});

describe("trace() sends the trace context", () => {
  const propagator: TextMapPropagator = {
    inject: (active, carrier, setter) =>
      setter.set(carrier, "traceparent", traceApi.getSpanContext(active)?.spanId ?? "none"),
    extract: (active) => active,
    fields: () => ["traceparent"],
  };

  async function send(options: TraceOptions) {
    propagation.setGlobalPropagator(propagator);
    onTestFinished(() => propagation.disable());
    const { tracerProvider, spans } = record();
    const given = requestOf();
    let sent: GraphRequest | undefined;
    await trace({ tracerProvider, ...options })(async (request) => {
      sent = request;
      return Response.json({});
    })(given);
    return { given, sent, spanId: spans()[0]?.spanContext().spanId };
  }

  test("not by default", async () => {
    const { given, sent } = await send({});
    expect(sent).toBe(given);
    expect(sent?.headers.has("traceparent")).toBe(false);
  });

  test("with propagate, leaving the given request unchanged", async () => {
    const { given, sent, spanId } = await send({ propagate: true });
    expect(sent?.headers.get("traceparent")).toBe(spanId);
    expect(sent?.headers.get("X-Kept")).toBe("yes");
    expect(sent?.call).toBe(given.call);
    expect(given.headers.has("traceparent")).toBe(false);
  });
});

test("trace() without an SDK records nothing and changes nothing", async () => {
  const answer = Response.json({ id: "1" });
  expect(await trace()(async () => answer)(requestOf())).toBe(answer);
});

test("trace() uses the global provider, even one that is registered later", async () => {
  const middleware = trace();
  const { tracerProvider, spans } = record();
  traceApi.setGlobalTracerProvider(tracerProvider);
  onTestFinished(() => traceApi.disable());
  await middleware(async () => Response.json({}))(requestOf());
  expect(spans()).toHaveLength(1);
});
