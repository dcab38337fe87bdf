import { SpanStatusCode } from "@opentelemetry/api";
import { createPreverifiedNumbersClient } from "@openwaba/preverified-numbers";
import { createSandbox } from "@openwaba/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { record } from "./recorder.test-support.ts";
import { trace } from "./trace.ts";

/** Lists the numbers of the sandbox within a span of the application, after a fault. */
async function listNumbers(...faults: Parameters<Awaited<ReturnType<typeof createSandbox>>["inject"]>[0][]) {
  const { tracerProvider, spans } = record();
  const sandbox = await createSandbox({ strict: true });
  onTestFinished(() => sandbox.close());
  for (const fault of faults) sandbox.inject(fault);
  const client = createPreverifiedNumbersClient({
    auth: sandbox.accessToken,
    baseUrl: sandbox.url,
    retry: { delay: 1 },
    middleware: [trace({ tracerProvider })],
  });
  const business_id = sandbox.businesses[0].id;
  const params = { path: { business_id }, query: { limit: 7 } };
  const result = await tracerProvider.getTracer("test").startActiveSpan("application", async (span) => {
    const answer = await client.GET("/{business_id}/preverified_numbers", { params });
    span.end();
    return answer;
  });
  const recorded = spans();
  const application = recorded.find(({ name }) => name === "application");
  const written = JSON.stringify(recorded.map(({ name, attributes, events }) => ({ name, attributes, events })));
  return {
    result,
    application,
    attempts: recorded.filter((span) => span !== application),
    sandbox,
    business_id,
    written,
  };
}

test("a retried call has a span for each attempt, siblings below that of the application", async () => {
  const { result, application, attempts } = await listNumbers({ kind: "transient" }, { kind: "drop" });
  expect(result.data).toMatchObject({ data: [] });
  expect(attempts.map(({ name }) => name)).toEqual(Array(3).fill("GET /{business_id}/preverified_numbers"));
  expect(attempts.map(({ status }) => status.code)).toEqual([
    SpanStatusCode.ERROR,
    SpanStatusCode.ERROR,
    SpanStatusCode.UNSET,
  ]);
  expect(attempts.map(({ attributes }) => attributes["http.request.resend_count"])).toEqual([undefined, 1, 2]);
  expect(attempts[0]?.attributes).toMatchObject({ "http.response.status_code": 500, "openwaba.graph.code": 2 });
  expect(attempts[1]?.attributes).toMatchObject({
    "error.type": expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/),
  });
  const parents = new Set(attempts.map(({ parentSpanContext }) => parentSpanContext?.spanId));
  expect([...parents]).toEqual([application?.spanContext().spanId]);
  expect(application?.events.map(({ name }) => name)).toEqual(["openwaba.retry", "openwaba.retry"]);
});

test("a span names the server, and neither the token, the query nor an id", async () => {
  const { attempts, sandbox, business_id, written } = await listNumbers();
  const { hostname, port } = new URL(sandbox.url);
  expect(attempts[0]?.attributes).toMatchObject({
    "server.address": hostname,
    "server.port": Number(port),
    "url.full": `${sandbox.url}/v25.0/REDACTED/preverified_numbers`,
    "http.response.status_code": 200,
  });
  for (const hidden of [sandbox.accessToken, "limit", business_id]) expect(written).not.toContain(hidden);
});
