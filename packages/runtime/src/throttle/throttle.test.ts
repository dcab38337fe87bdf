import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { graphError, json } from "../answers.test-support.ts";
import type { Fetch } from "../call/middleware.ts";
import type { CallContext } from "../call/request.ts";
import { ThrottleError } from "./throttle-error.ts";
import { callTo, message, requestFor, usageHeaders } from "./throttle.test-support.ts";
import { throttle, type ThrottleOptions, type UsageEvent } from "./throttle.ts";
import { stopTime } from "../time.test-support.ts";
import { uncaughtErrors } from "../uncaught.test-support.ts";

stopTime({ now: new Date("2026-11-20T08:00:00Z") });

const templates = (id = "3") => callTo("GET /{waba_id}/message_templates", { waba_id: id });
const upload = () => callTo("POST /{phone_number_id}/media", { phone_number_id: "1" });

interface Sent {
  call: CallContext;
  /** Milliseconds since the start. */
  at: number;
}

/** A throttle in front of a response, and what passed it when. */
function setUp(
  options: ThrottleOptions = {},
  answer: (call: CallContext) => Response | Promise<Response> = () => json({}),
) {
  const start = performance.now();
  const sent: Sent[] = [];
  const limit = throttle(options);
  const fetch = limit(async ({ call }) => {
    sent.push({ call, at: performance.now() - start });
    return answer(call);
  });
  return { limit, sent, send: (call: CallContext, signal?: AbortSignal) => settle(fetch(requestFor(call, signal))) };
}

type Outcome = { response: Response; error?: never } | { response?: never; error: unknown };

function settle(call: ReturnType<Fetch>): Promise<Outcome> {
  return call.then(
    (response) => ({ response }),
    (error: unknown) => ({ error }),
  );
}

/** Lets time pass until all these calls have settled. */
async function settleAll(calls: Promise<Outcome>[]): Promise<Outcome[]> {
  await vi.runAllTimersAsync();
  return Promise.all(calls);
}

/** These responses in turn, then empty successes. */
const inTurn =
  (...answers: (Response | Promise<Response>)[]) =>
  () =>
    answers.shift() ?? json({});

/** Responses with these headers in turn, then without any. */
const saying = (...headers: Record<string, string>[]) => inTurn(...headers.map((said) => json({}, { headers: said })));

/** A response that comes on demand. */
function later() {
  const answers: ((response: Response) => void)[] = [];
  const promise = new Promise<Response>((resolve) => void answers.push(resolve));
  return { promise, answer: (response: Response) => answers[0]?.(response) };
}

const forever = () => new Promise<Response>(() => undefined);
const tick = () => vi.advanceTimersByTimeAsync(0);

function mostPerSecond(sent: Sent[]): number {
  return Math.max(...sent.map(({ at }) => sent.filter((other) => other.at >= at && other.at < at + 1000).length));
}

describe("throttle() rejects", () => {
  test.each([
    ["messagesPerSecond", { messagesPerSecond: 0 }],
    ["callsPerHour", { callsPerHour: 0 }],
    ["maxConcurrency", { maxConcurrency: 0 }],
    ["maxQueue", { maxQueue: -1 }],
    ["maxPause", { maxPause: Number.NaN }],
  ])("a wrong %s", (name, options) => {
    expect(() => throttle(options)).toThrow(`Cannot create a throttle: ${name} must be at least`);
  });

  test("a wrong messagesPerSecond of a function when it is called", async () => {
    const { send } = setUp({ messagesPerSecond: () => 0 });
    expect((await send(message())).error).toEqual(
      new TypeError("Cannot create a throttle: messagesPerSecond must be at least 1, not 0"),
    );
  });

  test("a call when too many wait for the same number, and takes one for another number", async () => {
    const { send, limit } = setUp({ maxQueue: 5 });
    const calls = Array.from({ length: 8 }, () => send(message())); // two are sent at once
    expect(limit.waiting).toBe(5);
    const { error } = await send(message());
    expect(error).toBeInstanceOf(ThrottleError);
    expect(error).toMatchObject({
      message: "Cannot POST /{phone_number_id}/messages: 5 calls are already waiting",
      reason: "queue",
      retryAfter: undefined,
    });
    expect((await send(message("15550123456", "2"))).response).toBeDefined();
    expect((await settleAll(calls)).filter((outcome) => outcome.error)).toHaveLength(1);
    expect(limit.waiting).toBe(0);
  });

  test("a call that would wait longer than maxPause, and says how long", async () => {
    const { send, sent } = setUp({ callsPerHour: 2 });
    const outcomes = await Promise.all([send(templates()), send(templates()), send(templates())]);
    expect(outcomes[2]?.error).toMatchObject({
      name: "ThrottleError",
      message: expect.stringMatching(
        /^Cannot GET \/{waba_id}\/message_templates: it would have to wait 36\d\d s, longer than maxPause$/,
      ),
      reason: "pause",
      retryAfter: expect.closeTo(3_630_000, -5),
    });
    expect(sent).toHaveLength(2);
  });

  test("a call that would wait a moment too long, and says how long in milliseconds", async () => {
    const { send } = setUp({ messagesPerSecond: 100, maxPause: 0 });
    const outcomes = await Promise.all(
      Array.from({ length: 101 }, (_, count) => send(message(`1555012${count}`, "1"))),
    );
    expect(outcomes.find(({ error }) => error)?.error).toMatchObject({
      message: expect.stringMatching(/: it would have to wait \d{1,3} ms, longer than maxPause$/),
    });
  });

  test("no call of an account whose permits are off", async () => {
    const { send, sent } = setUp({ callsPerHour: false });
    await Promise.all(Array.from({ length: 6000 }, () => send(templates())));
    expect(sent).toHaveLength(6000);
  });
});

describe("throttle() gives an aborted call up", () => {
  test("before it asks for anything", async () => {
    const { send, sent } = setUp();
    expect((await send(message(), AbortSignal.abort("over"))).error).toBe("over");
    expect(sent).toEqual([]);
  });

  test.each([
    ["behind others of its person", () => message("15550123456"), {}],
    ["behind others of its number", () => message(), {}],
    ["behind others of its account", () => templates(), { callsPerHour: 1, maxPause: 1e7 }],
    ["before the places", () => upload(), { maxConcurrency: 1 }],
  ])("at once while it waits %s, and loses no permit", async (_, call, options) => {
    const { promise, answer } = later();
    const { send, sent, limit } = setUp(options, () => promise);
    for (let index = 0; index < 60; index++) void send(call());
    await tick();
    const controllers = Array.from({ length: 20 }, () => new AbortController());
    const aborted = controllers.map(({ signal }) => send(call(), signal));
    const last = send(call());
    const before = sent.length;
    for (const controller of controllers) controller.abort("over");
    expect(await Promise.all(aborted)).toEqual(aborted.map(() => ({ error: "over" })));
    expect(sent).toHaveLength(before);
    answer(json({}));
    await vi.runAllTimersAsync();
    expect((await last).response).toBeDefined();
    expect(sent).toHaveLength(61);
    expect([limit.waiting, vi.getTimerCount()]).toEqual([0, 0]);
  });

  test("at once while it is the next one", async () => {
    const { send, sent } = setUp({ messagesPerSecond: 1 });
    await send(message());
    const controller = new AbortController();
    const call = send(message(), controller.signal);
    const next = send(message());
    await vi.advanceTimersByTimeAsync(500);
    controller.abort("over");
    expect((await call).error).toBe("over");
    await vi.runAllTimersAsync();
    await next;
    expect(sent.map(({ at }) => at)).toEqual([0, 1000]);
  });
});

describe("throttle() spaces messages out", () => {
  test.each([
    [80, undefined],
    [20, 20],
    [1000, 1000],
    [1000, () => 1000],
  ])("to %i in any second at most, and almost as many", async (most, messagesPerSecond) => {
    const { send, sent } = setUp(messagesPerSecond === undefined ? {} : { messagesPerSecond });
    await settleAll(Array.from({ length: most * 3 }, () => send(message())));
    expect(mostPerSecond(sent)).toBeLessThanOrEqual(most);
    expect(sent.at(-1)?.at).toBeLessThan(3000 * 1.05);
  });

  test("per phone number", async () => {
    const { send, sent } = setUp();
    const calls = Array.from({ length: 100 }, (_, index) => send(message(undefined, String(index))));
    await tick();
    await Promise.all(calls);
    expect(sent.every(({ at }) => at === 0)).toBe(true);
  });

  test("to one person: 45, then one in 6 seconds", async () => {
    const { send, sent } = setUp({ messagesPerSecond: 1000 });
    await settleAll(
      Array.from({ length: 47 }, (_, index) => send(message(index % 2 ? "+15550123456" : "15550123456"))),
    );
    expect(sent[44]?.at).toBeLessThan(100);
    expect(sent[45]?.at).toBeCloseTo(6000, -2);
    expect(sent[46]?.at).toBeCloseTo(12_000, -2);
  });

  test("but not to one person when pairs are off, and read receipts never by person", async () => {
    const { send, sent } = setUp({ messagesPerSecond: 1000, pairs: false });
    await settleAll(Array.from({ length: 100 }, () => send(message("15550123456"))));
    expect(sent.at(-1)?.at).toBeLessThan(200);
  });

  test("and holds no other call back while a person has to wait", async () => {
    const { send, sent } = setUp({ messagesPerSecond: 1000 });
    const many = Array.from({ length: 60 }, () => send(message("15550123456")));
    await vi.advanceTimersByTimeAsync(200);
    const before = sent.length;
    await Promise.all([send(message("15550123457")), send(templates()), send(upload())]);
    expect(sent).toHaveLength(before + 3);
    await settleAll(many);
  });
});

describe("throttle() keeps calls under way", () => {
  test("to maxConcurrency, until their responses are complete", async () => {
    const answers: ((response: Response) => void)[] = [];
    const { send, sent } = setUp({ maxConcurrency: 2 }, () => new Promise((resolve) => void answers.push(resolve)));
    const calls = [1, 2, 3].map(() => send(upload()));
    await tick();
    expect(sent).toHaveLength(2);
    answers[0]?.(json({}));
    await tick();
    expect(sent).toHaveLength(3);
    for (const answer of answers) answer(json({}));
    await Promise.all(calls);
  });

  test("and frees the place of one that failed", async () => {
    const { send } = setUp({ maxConcurrency: 1 }, () => Promise.reject(new Error("lost")));
    expect((await send(upload())).error).toEqual(new Error("lost"));
    expect((await send(upload())).error).toEqual(new Error("lost"));
  });

  test("across clients that share it", async () => {
    const limit = throttle({ maxConcurrency: 1 });
    let sent = 0;
    const clients = [1, 2].map(() => limit(() => (sent++, forever())));
    for (const client of clients) void client(requestFor(upload()));
    await tick();
    expect(sent).toBe(1);
  });
});

describe("throttle() follows the usage headers", () => {
  test("and returns the latest of each id", async () => {
    const { send, limit } = setUp({}, saying(usageHeaders(10), usageHeaders(20, "3"), usageHeaders(30, "4")));
    expect(limit.usage).toEqual({ businesses: {} });
    for (let index = 0; index < 4; index++) await send(templates());
    expect(limit.usage.app?.callCount).toBe(10);
    expect(Object.keys(limit.usage.businesses)).toEqual(["3", "4"]);
  });

  test("and calls onUsage when they say something new", async () => {
    const events: UsageEvent[] = [];
    const answer = saying(usageHeaders(10), usageHeaders(10), usageHeaders(11), usageHeaders(11, "3"));
    const { send } = setUp({ onUsage: (event) => events.push(event) }, answer);
    for (let index = 0; index < 5; index++) await send(templates());
    expect(events.map(({ usage }) => usage.app?.callCount)).toEqual([10, 11, undefined]);
    expect(events[0]).toMatchObject({ operation: "GET /{waba_id}/message_templates", ids: { waba_id: "3" } });
  });

  test("and survives an onUsage that throws, outside of the call", async () => {
    const uncaught = uncaughtErrors();
    const onUsage = () => {
      throw new Error("a bug");
    };
    const { send } = setUp({ onUsage }, saying(usageHeaders(10)));
    expect((await send(templates())).response).toBeDefined();
    expect(uncaught).toEqual([new Error("a bug")]);
  });

  test.each([
    [79, 0],
    [80, 125],
    [84, 250],
    [88, 500],
    [92, 1000],
    [96, 2000],
  ])("at %i percent of the app with %i ms between calls", async (percentage, gap) => {
    const { send, sent } = setUp({}, () => json({}, { headers: usageHeaders(percentage) }));
    await send(upload());
    await settleAll([send(upload()), send(templates()), send(message())]);
    expect(sent.map(({ at }) => at)).toEqual([0, gap, 2 * gap, 3 * gap]);
  });

  test("of an id only in calls that hold it", async () => {
    const { send, sent } = setUp({}, ({ ids }) =>
      json({}, { headers: ids["waba_id"] === "3" ? usageHeaders(96, "3") : {} }),
    );
    await send(templates("3"));
    await settleAll([send(templates("3")), send(templates("4")), send(upload())]);
    expect(sent.map(({ at, call }) => [call.ids["waba_id"], at])).toEqual([
      ["3", 0],
      ["4", 0],
      [undefined, 0],
      ["3", 2000],
    ]);
  });

  test("until they fall again or are not heard of for five minutes", async () => {
    const { send, sent } = setUp({}, saying(usageHeaders(96), usageHeaders(10), usageHeaders(96)));
    await send(upload());
    const second = send(upload());
    await vi.advanceTimersByTimeAsync(2000);
    await second;
    await send(upload());
    await vi.advanceTimersByTimeAsync(299_000);
    await vi.advanceTimersByTimeAsync(1000);
    await Promise.all([send(upload()), send(upload())]);
    expect(sent.map(({ at }) => at)).toEqual([0, 2000, 2000, 302_000, 302_000]);
  });

  test("at 100 percent with a pause of a minute", async () => {
    const { send, sent } = setUp({}, saying(usageHeaders(100)));
    await send(upload());
    await settleAll([send(upload())]);
    expect(sent[1]?.at).toBe(60_000);
  });

  test("into a pause of as many minutes as they say, for calls under way as well", async () => {
    const { send } = setUp({ maxPause: 60_000 }, saying({}, usageHeaders(100, "3", 45)));
    await send(templates("3"));
    await send(templates("3"));
    expect((await send(templates("3"))).error).toMatchObject({ reason: "pause", retryAfter: 45 * 60_000 });
    expect((await send(templates("4"))).response).toBeDefined();
  });

  test("into a pause that ends the waiting of those who would wait too long", async () => {
    const { promise, answer } = later();
    const { send } = setUp({ messagesPerSecond: 1 }, inTurn(promise));
    const first = send(message());
    const second = send(message());
    await tick();
    answer(graphError(400, { code: 130429 }, { "Retry-After": "600" }));
    await first;
    await tick();
    expect((await second).error).toMatchObject({ reason: "pause", retryAfter: expect.closeTo(600_000, -2) });
  });

  test("of an account in messages of a number whose responses named it", async () => {
    const { send } = setUp({}, saying(usageHeaders(20, "3"), usageHeaders(100, "3", 45)));
    await send(message(undefined, "1"));
    await send(message(undefined, "2"));
    await vi.advanceTimersByTimeAsync(1000);
    expect((await send(message(undefined, "1"))).error).toMatchObject({ reason: "pause" });
    expect((await send(message(undefined, "9"))).response).toBeDefined();
    // messages have an allowance of their own
    expect((await send(upload())).response).toBeDefined();
  });
});

describe("throttle() pauses after a rejection", () => {
  test.each([
    ["all calls for a minute after code 4", 4, {}, 60_000, upload()],
    ["all calls as long as Retry-After says", 4, { "Retry-After": "70" }, 70_000, upload()],
    ["all calls no shorter than without Retry-After", 4, { "Retry-After": "7" }, 60_000, upload()],
    ["calls of the account for a minute after code 80007", 80007, {}, 60_000, templates("3")],
    ["calls of the account as long as the usage says", 80008, usageHeaders(100, "3", 1), 60_000, templates("3")],
  ])("%s", async (_, code, headers, pause, call) => {
    const { send, sent } = setUp({ maxPause: 120_000 }, inTurn(graphError(400, { code }, headers)));
    await send(templates("3"));
    await settleAll([send(call)]);
    expect(sent[1]?.at).toBe(pause);
  });

  test("no call of another account", async () => {
    const { send, sent } = setUp({}, inTurn(graphError(400, { code: 80007 })));
    await send(templates("3"));
    await Promise.all([send(templates("4")), send(message())]);
    expect(sent).toHaveLength(3);
  });

  test("messages of the number for a second after code 130429", async () => {
    const { send, sent } = setUp({}, inTurn(graphError(429, { code: 130429 })));
    await send(message());
    await settleAll([send(message()), send(message(undefined, "2"))]);
    expect(sent.map(({ at, call }) => [call.ids["phone_number_id"], at])).toEqual([
      ["1", 0],
      ["2", 0],
      ["1", 1000],
    ]);
  });

  test("messages to the person after code 131056, one in 6 seconds from then on", async () => {
    const { send, sent } = setUp({}, inTurn(graphError(400, { code: 131056 })));
    await send(message("15550123456"));
    await settleAll(["15550123456", "15550123456", "15550123457"].map((to) => send(message(to))));
    expect(sent.map(({ at }) => Math.round(at / 100) * 100)).toEqual([0, 0, 6000, 12_000]);
  });

  test.each([
    ["a refusal for another reason", () => graphError(400, { code: 100 })],
    ["a proxy's page", () => new Response("<html>", { status: 503 })],
  ])("nothing after %s", async (_, answer) => {
    const { send, sent } = setUp({}, answer);
    await send(templates());
    await send(templates());
    expect(sent).toHaveLength(2);
  });
});

describe("throttle() whatever comes", () => {
  const plan = fc.array(
    fc.record({
      number: fc.constantFrom("1", "2", "3"),
      to: fc.constantFrom("15550123456", "15550123457", undefined),
      at: fc.integer({ min: 0, max: 3000 }),
      abortAfter: fc.option(fc.integer({ min: 0, max: 4000 })),
      takes: fc.integer({ min: 0, max: 300 }),
    }),
    { minLength: 1, maxLength: 150 },
  );

  test("keeps to its rate, sends in order, loses nobody and leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 8 }), async (calls, maxConcurrency) => {
        let running = 0;
        let mostRunning = 0;
        const takes = new Map(calls.map((planned, index) => [String(index), planned.takes]));
        const { send, sent, limit } = setUp({ messagesPerSecond: 20, maxConcurrency }, async (call) => {
          mostRunning = Math.max(mostRunning, ++running);
          await new Promise((resolve) => setTimeout(resolve, takes.get(call.ids["index"] ?? "")));
          running--;
          return json({});
        });
        const outcomes = calls.map(async ({ number, to, at, abortAfter }, index) => {
          await new Promise((resolve) => setTimeout(resolve, at));
          const controller = new AbortController();
          if (abortAfter !== null) setTimeout(() => controller.abort("over"), abortAfter);
          const call = message(to, number);
          return send({ ...call, ids: { ...call.ids, index: String(index) } }, controller.signal);
        });
        await vi.runAllTimersAsync();
        const results = await Promise.all(outcomes);
        expect(results.every(({ response, error }) => response !== undefined || error === "over")).toBe(true);
        expect(results.filter(({ response }) => response)).toHaveLength(sent.length);
        expect(mostRunning).toBeLessThanOrEqual(maxConcurrency);
        for (const number of ["1", "2", "3"]) {
          const own = sent.filter(({ call }) => call.ids["phone_number_id"] === number);
          if (own.length > 0) expect(mostPerSecond(own)).toBeLessThanOrEqual(20);
          const toOne = own.filter(({ call }) => (call.body as { to: string }).to === "15550123456");
          const order = toOne.map(({ call }) => Number(call.ids["index"]));
          const due = order.toSorted((one, other) => (calls[one]?.at ?? 0) - (calls[other]?.at ?? 0) || one - other);
          expect(order).toEqual(due);
        }
        expect([limit.waiting, running, vi.getTimerCount()]).toEqual([0, 0, 0]);
      }),
      { numRuns: 50 },
    );
  });

  test("takes from the queue of one number in the order of arrival", async () => {
    const { send, sent } = setUp();
    await settleAll(Array.from({ length: 500 }, (_, index) => send(message(`1555${index}`))));
    expect(sent.map(({ call }) => (call.body as { to: string }).to)).toEqual(sent.map((_, index) => `1555${index}`));
  });
});
