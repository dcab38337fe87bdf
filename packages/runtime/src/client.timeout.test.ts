import { describe, expect, test, vi } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import type { ClientOptions } from "./client-types.ts";
import { GraphConnectionError } from "./errors/connection-error.ts";
import { testClient } from "./paths.test-support.ts";
import { tokenProvider } from "./call/token-provider.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";
import { stopTime } from "./time.test-support.ts";

stopTime();

const params = { path: { shelf_id: "7" } };
const tooLate = new GraphConnectionError("Cannot GET /{shelf_id}", "timeout");

/** A network that responds after this many ms, ignoring its signal. */
function slow(milliseconds: number, answer = () => json({ id: "7" })): NetworkFetch {
  return () => new Promise((resolve) => setTimeout(() => resolve(answer()), milliseconds));
}

/** What a call ended with, and after how many milliseconds. */
async function timed(sent: Promise<unknown>) {
  const start = Date.now();
  const outcome = sent
    .catch((error: unknown) => error)
    .then((result) => ({ outcome: result, after: Date.now() - start }));
  await vi.runAllTimersAsync();
  return outcome;
}

test.each([0, -1, Number.NaN])("a call rejects the timeout %j before it is sent", async (timeout) => {
  const { fetch, requests } = answering(json({ id: "7" }));
  const sent = testClient(fetch).GET("/{shelf_id}", { params, timeout });
  await expect(sent).rejects.toThrow("Cannot GET /{shelf_id}: timeout must be more than 0 milliseconds");
  expect(requests).toEqual([]);
});

describe("an attempt", () => {
  test.each([
    [undefined, undefined, 30_000],
    [1000, undefined, 1000],
    [{ attempt: 1000 }, undefined, 1000],
    [{ call: 60_000 }, undefined, 30_000],
    [false, 500, 500],
    [1000, 500, 500],
    [1000, 2000, 2000],
  ] as const)(
    "of a client with the timeout %j and a call with %j may take %i ms",
    async (timeout, ofCall, expected) => {
      const options: Partial<ClientOptions> = timeout === undefined ? {} : { timeout };
      const client = testClient(slow(1e6), options);
      const sent = client.GET("/{shelf_id}", { params, ...(ofCall !== undefined && { timeout: ofCall }) });
      expect(await timed(sent)).toEqual({ outcome: tooLate, after: expected });
    },
  );

  test.each([
    [false, undefined],
    [{ attempt: false }, undefined],
    [1000, false],
    [Number.POSITIVE_INFINITY, undefined],
    [2 ** 31, undefined],
    [1000, 2 ** 40],
  ] as const)("of a client with the timeout %j and a call with %j may take days", async (timeout, ofCall) => {
    const client = testClient(slow(1e9), { timeout });
    const sent = client.GET("/{shelf_id}", { params, ...(ofCall !== undefined && { timeout: ofCall }) });
    expect(await timed(sent)).toMatchObject({ outcome: { data: { id: "7" } }, after: 1e9 });
  });

  test("that streams may take as long until its headers arrive", async () => {
    const client = testClient(slow(1e6), { timeout: 1000, retry: false });
    const options = { params, parseAs: "stream" } as const;
    expect(await timed(client.GET("/{shelf_id}", options))).toEqual({ outcome: tooLate, after: 1000 });
    const refused = slow(0, () => new Response(new ReadableStream(), { status: 500 }));
    const broken = testClient(refused, { timeout: 1000, retry: false }).GET("/{shelf_id}", options);
    expect(await timed(broken)).toEqual({ outcome: tooLate, after: 1000 });
  });

  test.each([
    [undefined, 1000],
    [500, 500],
    [false, 1e6],
  ] as const)(
    "of client.fetch() with the timeout %j may take %i ms until its headers arrive",
    async (ofCall, expected) => {
      const client = testClient(slow(1e6), { timeout: 1000, retry: false });
      const sent = client.fetch("/7", { path: "/{shelf_id}", ...(ofCall !== undefined && { timeout: ofCall }) });
      expect(await timed(sent)).toMatchObject({ after: expected });
    },
  );

  test("of client.fetch() with a wrong timeout is rejected", async () => {
    await expect(testClient(slow(1)).fetch("/7", { timeout: 0 })).rejects.toThrow(
      "Cannot GET /{url}: timeout must be more than 0",
    );
  });

  test("that is streamed may take days", async () => {
    const upload = testClient(slow(1e9)).fetch("/7", { method: "POST", body: new ReadableStream() });
    expect(await timed(upload)).toMatchObject({ after: 1e9 });
  });

  test("that is streamed by a documented call may take days", async () => {
    const body = new ReadableStream() as unknown as { title: string };
    const upload = testClient(slow(1e9)).POST("/{shelf_id}/books", { params, body });
    expect(await timed(upload)).toMatchObject({ outcome: { data: { id: "7" } }, after: 1e9 });
  });

  test("is followed by another one after a timeout, for which the time starts anew", async () => {
    const client = testClient(slow(1e6), { timeout: 1000, retry: { attempts: 3, delay: 0 } });
    expect(await timed(client.GET("/{shelf_id}", { params }))).toEqual({ outcome: tooLate, after: 3000 });
  });

  test("of a POST that timed out is the last one", async () => {
    const client = testClient(slow(1e6), { timeout: 1000, retry: { delay: 0 } });
    const { outcome, after } = await timed(client.POST("/{shelf_id}/books", { params, body: { title: "Waves" } }));
    expect(outcome).toEqual(new GraphConnectionError("Cannot POST /{shelf_id}/books", "timeout"));
    expect(after).toBe(1000);
  });
});

describe.each([
  ["a token function", { auth: () => new Promise<string>(() => {}) }],
  ["a token provider", { auth: tokenProvider(() => new Promise(() => {}), { timeout: false }) }],
  ["a signature", { auth: { token: "EAAB", sign: () => new Promise<never>(() => {}) } }],
] as const)("%s that hangs", (_, hanging) => {
  test("ends with the timeout of the attempt, which nothing makes another one of", async () => {
    const { fetch, requests } = answering(json({}));
    const client = testClient(fetch, { ...hanging, timeout: 1000, retry: { delay: 0 } });
    expect(await timed(client.GET("/{shelf_id}", { params }))).toEqual({ outcome: tooLate, after: 1000 });
    expect(await timed(client.fetch("/7", { path: "/{shelf_id}" }))).toEqual({ outcome: tooLate, after: 1000 });
    expect(requests).toEqual([]);
  });

  test.each([new Error("enough"), 0, "", null])("ends at once with the signal, whose reason is %j", async (reason) => {
    const { fetch, requests } = answering(json({}));
    for (const timeout of [1000, false] as const) {
      const controller = new AbortController();
      const client = testClient(fetch, { ...hanging, timeout });
      const { signal } = controller;
      const sends = [client.GET("/{shelf_id}", { params, signal }), client.fetch("/7", { signal })];
      controller.abort(reason);
      expect(await Promise.allSettled(sends)).toEqual([
        { status: "rejected", reason },
        { status: "rejected", reason },
      ]);
    }
    expect(requests).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a token that comes too late", () => {
  test.each([
    ["is not used", () => "EAAB"],
    ["may fail, which nobody misses", () => Promise.reject(new Error("vault is sealed"))],
  ])("%s", async (_, settle) => {
    const { fetch, requests } = answering(json({}));
    const auth = () => new Promise((resolve) => setTimeout(resolve, 2000)).then(settle);
    const sent = testClient(fetch, { auth, timeout: 1000 }).GET("/{shelf_id}", { params });
    expect((await timed(sent)).outcome).toEqual(tooLate);
    await vi.runAllTimersAsync();
    expect(requests).toEqual([]);
  });
});

test.each([0, "", null])("middleware that hangs ends with the signal, whose reason is %j", async (reason) => {
  const hang = () => () => new Promise<never>(() => {});
  const controller = new AbortController();
  const { signal } = controller;
  const client = testClient(slow(1), { middleware: [hang] });
  const sends = [client.GET("/{shelf_id}", { params, signal }), client.fetch("/7", { signal })];
  controller.abort(reason);
  expect(await Promise.allSettled(sends)).toEqual([
    { status: "rejected", reason },
    { status: "rejected", reason },
  ]);
});

describe("a whole call", () => {
  const throttled = () => graphError(400, { code: 4 }, { "Retry-After": "2" });

  test.each([
    ["its attempts", slow(1e6), 2500],
    ["its waits", answering(throttled(), throttled()).fetch, 2500],
    ["attempts and waits", slow(900, throttled), 4500],
  ])("may take no longer than its timeout with %s", async (_, fetch, call) => {
    const client = testClient(fetch, { timeout: { attempt: 1000, call }, retry: { delay: 0 } });
    expect(await timed(client.GET("/{shelf_id}", { params }))).toEqual({ outcome: tooLate, after: call });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is not held up by its timeout", async () => {
    const client = testClient(slow(10), { timeout: { call: 1000 } });
    const { outcome, after } = await timed(client.GET("/{shelf_id}", { params }));
    expect([outcome, after]).toMatchObject([{ data: { id: "7" } }, 10]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([{}, { attempt: 500 }, { call: 1000 }])(
    "of the timeout %j leaves its stream to the signal of its caller",
    async (timeout) => {
      let network: AbortSignal | null | undefined;
      const client = testClient(
        async (_, { signal }) => {
          network = signal;
          return new Response(new ReadableStream());
        },
        { timeout },
      );
      const controller = new AbortController();
      await client.GET("/{shelf_id}", { params, parseAs: "stream", signal: controller.signal });
      await vi.advanceTimersByTimeAsync(2000);
      expect(network?.aborted).toBe(false);
      controller.abort(new Error("enough"));
      expect(network?.reason).toEqual(new Error("enough"));
    },
  );

  test("ends by the signal of its caller before that", async () => {
    const client = testClient(slow(1e6), { timeout: { call: 1000 }, retry: {} });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 500);
    const { outcome, after } = await timed(client.GET("/{shelf_id}", { params, signal: controller.signal }));
    expect([outcome, after]).toEqual([new Error("enough"), 500]);
  });
});
