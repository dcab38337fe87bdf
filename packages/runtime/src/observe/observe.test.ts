import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { graphError, json } from "../answers.test-support.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import type { FetchMiddleware } from "../call/middleware.ts";
import { type ObserveHooks, observe } from "./observe.ts";
import type { ObservedResponse, ObservedRetry } from "./observed.ts";
import { type CallContext, createCall, GraphRequest } from "../call/request.ts";
import { stopTime } from "../time.test-support.ts";
import { uncaughtErrors } from "../uncaught.test-support.ts";

stopTime();

const ids = { phone_number_id: "108110225544001" };
const attempt = {
  operation: "POST /{phone_number_id}/messages",
  method: "POST",
  path: "/{phone_number_id}/messages",
  ids,
  attempt: 1,
};

function requestOf(context: Partial<CallContext> = {}, signal?: AbortSignal): GraphRequest {
  const init = { method: "POST", path: attempt.path, ids, body: { text: "hello" }, timeout: 1000 };
  const call: CallContext = { ...createCall(init), attempts: 1, ...context };
  const headers = new Headers({ Authorization: "Bearer EAAB" });
  return new GraphRequest("https://graph.example/v25.0/1?appsecret_proof=f00d", {
    method: "POST",
    headers,
    signal,
    call,
  });
}

/** The event that onResponse gets for a response, or for what was thrown instead. */
async function eventOf(outcome: Response | Error, request = requestOf()): Promise<ObservedResponse | undefined> {
  let event: ObservedResponse | undefined;
  const fetch = observe({ onResponse: (observed) => (event = observed) })(async () => {
    vi.advanceTimersByTime(120);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  await fetch(request).catch(() => undefined);
  return event;
}

const lost = (code: string) => new GraphConnectionError("Cannot POST", Object.assign(new Error("gone"), { code }));

describe("observe() reports as a response", () => {
  test("a success, with the time that it took", async () => {
    const event = await eventOf(json({ id: "1" }, { headers: { "x-fb-request-id": "AyF-0b" } }));
    expect(event).toEqual({ ...attempt, outcome: "answer", ok: true, status: 200, duration: 120, requestId: "AyF-0b" });
  });

  test("an error, with its codes", async () => {
    const event = await eventOf(graphError(401, { code: 190, error_subcode: 463 }));
    const codes = { code: 190, subcode: 463, fbtraceId: "Atrace" };
    expect(event).toEqual({ ...attempt, outcome: "answer", ok: false, status: 401, duration: 120, ...codes });
  });

  test("an error that comes with status 200", async () => {
    expect(await eventOf(graphError(200, { code: 100 }))).toMatchObject({ ok: false, status: 200, code: 100 });
  });

  test("a page of a proxy, without a code", async () => {
    const event = await eventOf(new Response("<html>", { status: 502 }));
    expect(event).toEqual({ ...attempt, outcome: "answer", ok: false, status: 502, duration: 120 });
  });

  test("a stream, leaving it unread", async () => {
    const response = new Response("bytes of a picture");
    expect(await eventOf(response, requestOf({ isStream: true }))).toMatchObject({ ok: true, status: 200 });
    expect(response.bodyUsed).toBe(false);
  });

  test("a stream that was rejected, with its code", async () => {
    const request = requestOf({ isStream: true });
    expect(await eventOf(graphError(404, { code: 100 }), request)).toMatchObject({ ok: false, code: 100 });
  });

  test("what calls itself a trace but looks like a token, without it", async () => {
    const long = "EAAB".repeat(20);
    const event = await eventOf(graphError(400, { code: 100, fbtrace_id: long }, { "x-fb-request-id": "a b" }));
    expect(Object.keys(event ?? {})).not.toContain("fbtraceId");
    expect(Object.keys(event ?? {})).not.toContain("requestId");
  });
});

describe("observe() reports as no response", () => {
  const chatty = new GraphConnectionError("Cannot POST", new Error("error sending to https://a/?b=c"));
  const aborted = AbortSignal.abort();
  const timedOut = new DOMException("The operation timed out", "TimeoutError");
  test.each([
    ["a lost connection", lost("ECONNRESET"), undefined, "connection", "ECONNRESET"],
    ["a connection lost with a message", chatty, undefined, "connection", "connection failed"],
    ["a timeout of the attempt", new GraphConnectionError("", "timeout"), undefined, "timeout", "timeout"],
    ["an aborted call", new DOMException("This was aborted", "AbortError"), aborted, "abort", "AbortError"],
    ["a call aborted by a timer of the caller", timedOut, aborted, "abort", "TimeoutError"],
    ["a token provider that throws", new RangeError("no token for EAAB"), undefined, "failure", "RangeError"],
  ] as const)("%s", async (_, error, signal, outcome, reason) => {
    expect(await eventOf(error, requestOf({}, signal))).toEqual({ ...attempt, outcome, reason, duration: 120 });
  });

  test("what is no error at all", async () => {
    const outcomes: unknown[] = [];
    const fetch = observe({ onResponse: (event) => outcomes.push(event.outcome === "failure" && event.reason) })(() =>
      // eslint-disable-next-line prefer-promise-reject-errors
      Promise.reject("EAAB"),
    );
    await expect(fetch(requestOf())).rejects.toBe("EAAB");
    expect(outcomes).toEqual(["unknown"]);
  });
});

test("observe() reports each attempt before it starts", async () => {
  const events: unknown[] = [];
  const fetch = observe({ onRequest: (event) => events.push(event) })(async () => {
    events.push("sent");
    return json({});
  });
  await fetch(requestOf());
  expect(events).toEqual([attempt, "sent"]);
});

describe("observe() reports retries", () => {
  /** Runs a call of two attempts, as retry() does. */
  async function runTwice(middleware: FetchMiddleware, reason: string, request = requestOf()): Promise<void> {
    const fetch = middleware(async () => json({}));
    await fetch(request);
    for (const listener of request.call.retryListeners) listener({ attempt: 1, wait: 700, reason });
    request.call.attempts++;
    await fetch(request);
  }

  test("once each, with the attempt that failed", async () => {
    const events: ObservedRetry[] = [];
    await runTwice(observe({ onRetry: (event) => events.push(event) }), "code 4");
    expect(events).toEqual([{ ...attempt, wait: 700, reason: "code 4" }]);
  });

  test("without the message of an error", async () => {
    const events: ObservedRetry[] = [];
    await runTwice(observe({ onRetry: (event) => events.push(event) }), "cannot reach https://a/?access_token=EAAB");
    expect(events).toMatchObject([{ reason: "connection failed" }]);
  });

  test("after the listener that was there already", async () => {
    const order: string[] = [];
    const request = requestOf({ retryListeners: [() => order.push("theirs")] });
    await runTwice(observe({ onRetry: () => order.push("ours") }), "code 4", request);
    expect(order).toEqual(["theirs", "ours"]);
  });
});

describe("observe() reports usage", () => {
  const usageOf = async (headers: Record<string, string>) => {
    const events: unknown[] = [];
    await observe({ onUsage: (event) => events.push(event) })(async () => json({}, { headers }))(requestOf());
    return events;
  };

  test("when the response has it", async () => {
    const events = await usageOf({ "X-App-Usage": '{"call_count":28,"total_time":25,"total_cputime":25}' });
    expect(events).toEqual([{ ...attempt, usage: expect.anything() }]);
  });

  test("not otherwise", async () => {
    expect(await usageOf({})).toEqual([]);
  });
});

describe("a hook that throws", () => {
  const broken = () => {
    throw new Error("the hook is broken");
  };
  const hooks = { onRequest: broken, onResponse: broken, onRetry: broken, onUsage: broken } satisfies ObserveHooks;

  test("does not break the call; its error comes up as an uncaught one", async () => {
    const uncaught = uncaughtErrors();
    const request = requestOf();
    const answer = json({ id: "1" }, { headers: { "X-App-Usage": '{"call_count":28}' } });
    expect(await observe(hooks)(async () => answer)(request)).toBe(answer);
    for (const listener of request.call.retryListeners) listener({ attempt: 1, wait: 0, reason: "code 4" });
    await expect(observe(hooks)(() => Promise.reject(lost("ECONNRESET")))(request)).rejects.toThrow("ECONNRESET");
    expect(uncaught.map(String)).toEqual(Array(6).fill("Error: the hook is broken"));
  });
});

test("no event holds a token, a query, a header or a part of a body", async () => {
  const secret = fc.stringMatching(/^EAA[A-Za-z0-9|_-]{40,90}$/);
  await fc.assert(
    fc.asyncProperty(secret, fc.nat({ max: 4 }), async (token, kind) => {
      const events: unknown[] = [];
      const keep = (event: unknown) => events.push(event);
      const headers = { "x-fb-request-id": token, "x-fb-debug": token, Location: `https://a/?access_token=${token}` };
      const hostile = { message: token, type: token, fbtrace_id: token, error_data: { details: token } };
      const outcomes = [
        async () => graphError(400, { code: 190, ...hostile }, headers),
        async () => json({ token }, { headers }),
        () => Promise.reject(new GraphConnectionError(token, new Error(`failed for https://a/?access_token=${token}`))),
        () => Promise.reject(Object.assign(new Error(token), { name: token })),
        async () => new Response(token, { status: 502, headers }),
      ];
      const call = { ...requestOf().call, body: { pin: token } };
      const init = { method: "POST", headers: new Headers(headers), body: token, call };
      const request = new GraphRequest(`https://a/?appsecret_proof=${token}`, init);
      const fetch = observe({ onRequest: keep, onResponse: keep, onRetry: keep })(async () =>
        (outcomes[kind] ?? expect.unreachable)(),
      );
      await fetch(request).catch(() => undefined);
      for (const listener of call.retryListeners) listener({ attempt: 1, wait: 1, reason: token });
      expect(events).toHaveLength(3);
      expect(JSON.stringify(events)).not.toContain(token);
    }),
  );
});
