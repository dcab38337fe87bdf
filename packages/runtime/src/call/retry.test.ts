import { describe, expect, test, vi } from "vitest";
import { graphError, json } from "../answers.test-support.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import type { GraphRequest } from "./request.ts";
import { attemptOf } from "./requests.test-support.ts";
import { retry } from "./retry.ts";
import { connectionError, losing, passing, run } from "./retry.test-support.ts";
import { stopTime } from "../time.test-support.ts";

stopTime();

const never = { GET: false, DELETE: false, POST: false, replayable: false };
const unlessPost = { GET: true, DELETE: true, POST: false, replayable: true };
const always = { GET: true, DELETE: true, POST: true, replayable: true };
const page = (status: number) => new Response("<html>", { status });

type Outcome = Response | Error | ReturnType<typeof losing>;

/** What happened, and which calls are sent again after it. */
const decisions: [name: string, outcome: () => Outcome, repeated: typeof always][] = [
  // the platform rejected the call before it took effect
  ...[4, 17, 80007, 80008, 130429, 131056].flatMap((code): typeof decisions => [
    [`code ${code} with status 400`, () => graphError(400, { code }), always],
    [`code ${code} with status 429`, () => graphError(429, { code }), always],
    [`code ${code} that is transient`, () => graphError(500, { code, is_transient: true }), always],
  ]),
  ["code 130429 in a success", () => json({ error: { code: 130429 } }), always],
  // it may have done something
  ...[1, 2, 32, 341, 613, 80000, 131000, 131016, 133004].flatMap((code): typeof decisions => [
    [`code ${code} with status 400`, () => graphError(400, { code }), unlessPost],
    [`code ${code} with status 500`, () => graphError(500, { code }), unlessPost],
  ]),
  ["another code that is transient", () => graphError(400, { code: 368, is_transient: true }), unlessPost],
  ["an unknown code that is transient", () => graphError(400, { code: 987_654, is_transient: true }), unlessPost],
  ...[429, 500, 502, 503, 504].flatMap((status): typeof decisions => [
    [`an unknown code with status ${status}`, () => graphError(status, { code: 987_654 }), unlessPost],
    [`a page with status ${status}`, () => page(status), unlessPost],
    [`nothing with status ${status}`, () => new Response(null, { status }), unlessPost],
  ]),
  // it will do the same again
  ...[100, 190, 10, 200, 368, 131045, 131048, 131064].flatMap((code): typeof decisions => [
    [`code ${code} with status 400`, () => graphError(400, { code }), never],
    [`code ${code} with status 503`, () => graphError(503, { code, is_transient: false }), never],
    [
      `code ${code} with an is_transient that is no boolean`,
      () => graphError(400, { code, is_transient: "true" }),
      never,
    ],
  ]),
  ["an unknown code with status 400", () => graphError(400, { code: 987_654 }), never],
  ...[301, 304, 400, 401, 404, 501].map((status): (typeof decisions)[number] => [
    `no Graph response with status ${status}`,
    () => new Response(null, { status }),
    never,
  ]),
  ["a success", () => json({ id: "1" }), never],
  ["a success whose data has an error of its own", () => json({ error: "none", code: 4 }), never],
  ["a success that is no JSON", () => new Response("<html>"), never],
  // a subcode says what happened, not whether
  ...[4, 17, 80007, 80008, 130429, 131056].map((error_subcode): (typeof decisions)[number] => [
    `subcode ${error_subcode} beside an unknown code`,
    () => graphError(400, { code: 987_654, error_subcode, is_transient: true }),
    unlessPost,
  ]),
  // no complete response came
  ["a connection that was never opened", () => losing("ECONNREFUSED", true), always],
  ...["ECONNRESET", "timeout", "terminated", "ECONNREFUSED", "ENOTFOUND"].map((reason): (typeof decisions)[number] => [
    `a connection that was lost by ${reason}`,
    () => losing(reason),
    unlessPost,
  ]),
  // somebody else failed
  ...["ECONNREFUSED", "ECONNRESET", "timeout"].map((reason): (typeof decisions)[number] => [
    `an error ${reason} that is not the transport's`,
    () => connectionError(reason),
    never,
  ]),
  ["an error that is no lost connection", () => new TypeError("a bug"), never],
];

describe("retry() decides after", () => {
  test.each(decisions)("%s", async (_, outcome, repeated) => {
    for (const [kind, isRepeated] of Object.entries(repeated)) {
      const isReplayable = kind === "replayable";
      const { attempts, error, response } = await run(
        [outcome(), json({ id: "1" })],
        { method: isReplayable ? "POST" : kind, body: kind === "GET" ? null : "{}", call: { isReplayable } },
        { maxDelay: 1e6, maxTotalDelay: 1e6 },
      );
      expect([kind, attempts]).toEqual([kind, isRepeated ? 2 : 1]);
      if (isRepeated) expect(response?.status).toBe(200);
      else if (response) expect(response.status).toBe((outcome() as Response).status);
      else expect(error).toBeInstanceOf(Error);
    }
  });
});

describe("retry() gives up", () => {
  test("on a body that can be read but once, whatever the call is", async () => {
    const outcomes = [losing("ECONNREFUSED", true), graphError(400, { code: 4 }), passing()];
    for (const outcome of outcomes) {
      for (const method of ["POST", "DELETE"]) {
        const { attempts } = await run([outcome], { method, body: new ReadableStream(), call: { isReplayable: true } });
        expect(attempts).toBe(1);
      }
    }
  });

  test("after four attempts, with the last response or error", async () => {
    const answered = await run([passing(), passing(), passing(), graphError(503, { code: 2 })]);
    expect(answered.response?.status).toBe(503);
    expect(answered.attempts).toBe(4);
    const broken = await run([passing(), passing(), passing(), losing("ECONNRESET")]);
    expect(broken.error).toBeInstanceOf(GraphConnectionError);
    expect(broken.attempts).toBe(4);
  });

  test("on the first response when there is one attempt", async () => {
    expect((await run([passing()], {}, { attempts: 1 })).attempts).toBe(1);
  });

  test("when the call was aborted, with what the attempt failed with", async () => {
    const controller = new AbortController();
    const { error, attempts } = await run(
      [
        (request) => {
          controller.abort(new Error("enough"));
          return losing("ECONNRESET")(request);
        },
      ],
      { signal: controller.signal },
    );
    expect(error).toEqual(connectionError("ECONNRESET"));
    expect(attempts).toBe(1);
  });
});

describe("retry() takes no proof", () => {
  const post = { method: "POST", body: "{}" };

  test("from an error of the attempt before", async () => {
    let old: unknown;
    const first = (request: GraphRequest) => {
      try {
        return losing("ECONNREFUSED", true)(request);
      } catch (error) {
        old = error;
        throw error;
      }
    };
    const second = () => {
      throw old;
    };
    const { error, attempts } = await run([first, second], post);
    expect([attempts, error]).toEqual([2, old]);
  });

  test("from the second request of an attempt whose first one was sent", async () => {
    const lostLater = (request: GraphRequest) => {
      expect(() => losing("ECONNRESET")(request)).toThrow("ECONNRESET");
      return losing("ECONNREFUSED", true)(request);
    };
    expect((await run([lostLater], post)).attempts).toBe(1);
  });
});

describe("retry() returns", () => {
  test("a response whose text can still be read, also when middleware made it", async () => {
    const { response } = await run([passing(), new Response('{"id":"1"}')]);
    expect(await response?.text()).toBe('{"id":"1"}');
    expect(await response?.json()).toEqual({ id: "1" });
  });

  test("a stream unread", async () => {
    const { response } = await run([new Response("bytes")], { call: { isStream: true } });
    expect(response?.bodyUsed).toBe(false);
  });

  test("the error of a stream, which it reads to decide", async () => {
    const { response, attempts } = await run([passing(), graphError(404, { code: 100 })], { call: { isStream: true } });
    expect(await response?.json()).toMatchObject({ error: { code: 100 } });
    expect(attempts).toBe(2);
  });
});

test("retry() reports the reason and the delay of each retry", async () => {
  const { events, attempts, waits } = await run([
    passing(),
    new Response("<html>", { status: 502 }),
    losing("EPIPE"),
    json({}),
  ]);
  expect(events).toEqual([
    { attempt: 1, wait: waits[0], reason: "code 2" },
    { attempt: 2, wait: waits[1], reason: "status 502" },
    { attempt: 3, wait: waits[2], reason: "EPIPE" },
  ]);
  expect([attempts, waits.length]).toEqual([4, 3]);
});

test("retry() sends every attempt with all that the first one had", async () => {
  const headers = new Headers({ "X-Trace": "1" });
  const { requests } = await run([passing(), json({ success: true })], { method: "DELETE", headers, body: "{}" });
  expect(requests).toHaveLength(2);
  expect(requests[1]).toBe(requests[0]);
});

test("retry() works without a listener", async () => {
  const sent = retry()(async ({ call }) => (call.attempts === 1 ? passing() : json({})))(attemptOf());
  await vi.runAllTimersAsync();
  expect((await sent).status).toBe(200);
});

test.each([
  [{ attempts: 0 }, "retry.attempts must be at least 1, not 0"],
  [{ attempts: Number.NaN }, "retry.attempts must be at least 1, not NaN"],
  [{ delay: -1 }, "retry.delay must be at least 0, not -1"],
  [{ maxDelay: "soon" as unknown as number }, "retry.maxDelay must be at least 0, not soon"],
  [{ maxTotalDelay: -1 }, "retry.maxTotalDelay must be at least 0, not -1"],
  [{ budget: -1 }, "retry.budget must be at least 0, not -1"],
])("retry() rejects %j", (options, message) => {
  expect(() => retry(options)).toThrow(new TypeError(`Cannot create a client: ${message}`));
});
