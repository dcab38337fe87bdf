import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import { GraphConnectionError } from "./errors.ts";
import { retry, type RetryEvent, type RetryOptions } from "./retry.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-20T08:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const url = "https://graph.example/v25.0/1";
const lost = () => new GraphConnectionError("Cannot reach graph.example", new Error("ECONNRESET"));
const transient = () => graphError(500, { code: 2, is_transient: true });

/** Sends one request through retry() and lets the fake time run until it is answered. */
async function run(answers: Parameters<typeof answering>, init: RequestInit = {}, options: RetryOptions = {}) {
  const { fetch, requests } = answering(...answers);
  const events: RetryEvent[] = [];
  const sent = retry({ onRetry: (event) => events.push(event), ...options })(fetch)(new Request(url, init));
  const outcome = sent.then(
    (response) => ({ response, error: undefined }),
    (error: unknown) => ({ response: undefined, error }),
  );
  await vi.runAllTimersAsync();
  return { ...(await outcome), requests, events };
}

describe("retry() gives up", () => {
  test.each([
    ["a refusal", 400, { code: 100 }],
    ["a bad token", 401, { code: 190 }],
    ["a status 500 with a code that will not pass", 500, { code: 131045 }],
    ["a status 429 with a code that will not pass", 429, { code: 131048 }],
  ])("at once on %s", async (_, status, error) => {
    const { response, requests } = await run([graphError(status, error)]);
    expect(response?.status).toBe(status);
    expect(requests).toHaveLength(1);
  });

  test.each([404, 501])("at once on status %i without a Graph error", async (status) => {
    const { requests } = await run([new Response("<html>", { status })]);
    expect(requests).toHaveLength(1);
  });

  test("at once on a POST, whatever went wrong", async () => {
    for (const answer of [transient(), graphError(429, { code: 4 })]) {
      const { response, requests } = await run([answer], { method: "POST", body: "{}" });
      expect(response?.ok).toBe(false);
      expect(requests).toHaveLength(1);
    }
    const { error } = await run([lost()], { method: "POST", body: "{}" });
    expect(error).toBeInstanceOf(GraphConnectionError);
  });

  test("at once on an error that is no lost connection", async () => {
    const { error, requests } = await run([new TypeError("a bug")]);
    expect(error).toEqual(new TypeError("a bug"));
    expect(requests).toHaveLength(1);
  });

  test("after four attempts, with the last answer or error", async () => {
    const answered = await run([transient(), transient(), transient(), graphError(503, { code: 2 })]);
    expect(answered.response?.status).toBe(503);
    expect(answered.requests).toHaveLength(4);
    const broken = await run([lost(), lost(), lost(), lost()]);
    expect(broken.error).toBeInstanceOf(GraphConnectionError);
    expect(broken.requests).toHaveLength(4);
  });

  test("when the platform asks to wait longer than maxDelay", async () => {
    const { response, requests } = await run([graphError(429, { code: 4 }, { "Retry-After": "61" })]);
    expect(response?.status).toBe(429);
    expect(requests).toHaveLength(1);
  });

  test("on the first answer when there is one attempt", async () => {
    const { requests } = await run([transient()], {}, { attempts: 1 });
    expect(requests).toHaveLength(1);
  });
});

describe("retry() tries again", () => {
  test.each([1, 2, 4, 17, 32, 341, 613, 80007, 80008, 130429, 131000, 131016, 131056, 131057, 133004])(
    "on code %i, whatever the status",
    async (code) => {
      const { response, events } = await run([graphError(400, { code }), json({ id: "1" })]);
      expect(response?.status).toBe(200);
      expect(events[0]?.reason).toBe(`code ${code}`);
    },
  );

  test("on is_transient, whatever the code", async () => {
    const { response } = await run([graphError(400, { code: 368, is_transient: true }), json({ id: "1" })]);
    expect(await response?.json()).toEqual({ id: "1" });
  });

  test.each([429, 500, 502, 503, 504])("on status %i without a Graph error", async (status) => {
    const { response, events } = await run([new Response("<html>", { status }), json({ id: "1" })]);
    expect(response?.status).toBe(200);
    expect(events[0]?.reason).toBe(`status ${status}`);
  });

  test("on a lost connection", async () => {
    const { response, events } = await run([lost(), json({ id: "1" })]);
    expect(response?.status).toBe(200);
    expect(events).toMatchObject([{ method: "GET", attempt: 1, reason: "ECONNRESET" }]);
  });

  test("a DELETE with its body", async () => {
    const { requests } = await run([transient(), json({ success: true })], { method: "DELETE", body: "{}" });
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual(["{}", "{}"]);
  });
});

describe("retry() waits", () => {
  test("a random time below a limit that doubles up to maxDelay", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { events } = await run([transient(), transient(), transient(), json({})], {}, { delay: 1000, maxDelay: 3000 });
    expect(events.map((event) => event.delay)).toEqual([500, 1000, 1500]);
  });

  test.each([
    ["7", 7000],
    ["Fri, 20 Nov 2026 08:00:30 GMT", 30_000],
    ["Fri, 20 Nov 2026 07:00:00 GMT", 0],
  ])("as long as Retry-After %s says, over its own delay", async (value, delay) => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { events } = await run([graphError(429, { code: 4 }, { "Retry-After": value }), json({})]);
    expect(events[0]?.delay).toBe(delay);
  });

  test("its own delay when Retry-After cannot be read", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { events } = await run([graphError(429, { code: 4 }, { "Retry-After": "soon" }), json({})]);
    expect(events[0]?.delay).toBe(250);
  });

  test("no longer once the call is aborted, and sends nothing more", async () => {
    const { fetch, requests } = answering(graphError(429, { code: 4 }, { "Retry-After": "50" }), json({}));
    const controller = new AbortController();
    const sent = retry()(fetch)(new Request(url, { signal: controller.signal }));
    const outcome = sent.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error("enough"));
    expect(await outcome).toEqual(new Error("enough"));
    expect(requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("not at all when the call was aborted before", async () => {
    const controller = new AbortController();
    const { fetch, requests } = answering(() => {
      controller.abort(new Error("enough"));
      return transient();
    });
    await expect(retry()(fetch)(new Request(url, { signal: controller.signal }))).rejects.toThrow("enough");
    expect(requests).toHaveLength(1);
  });
});

test.each([
  [{ attempts: 0 }, "retry.attempts must be a number of at least 1, not 0"],
  [{ attempts: Number.NaN }, "retry.attempts must be a number of at least 1, not NaN"],
  [{ delay: -1 }, "retry.delay must be a number of at least 0, not -1"],
  [{ maxDelay: Number.POSITIVE_INFINITY }, "retry.maxDelay must be a number of at least 0, not Infinity"],
])("retry() refuses %j", (options, message) => {
  expect(() => retry(options)).toThrow(`Cannot create a client: ${message}`);
});
