import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { auth } from "../call/auth.ts";
import { batch } from "./batch.ts";
import type { BatchItem } from "./batch-item.ts";
import { answerTo, echo, itemsOf, requestTo } from "./batch.test-support.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import type { Fetch } from "../call/middleware.ts";
import type { GraphRequest } from "../call/request.ts";
import { retry } from "../call/retry.ts";
import { connectionError, losing } from "../call/retry.test-support.ts";
import { type IssuedToken, tokenProvider } from "../call/token-provider.ts";
import { stopTime } from "../time.test-support.ts";

stopTime();

/** Makes all calls in one turn and returns their outcomes. */
async function settle(fetch: Fetch, requests: GraphRequest[]): Promise<PromiseSettledResult<Response>[]> {
  const outcomes = Promise.allSettled(requests.map((request) => fetch(request)));
  await vi.runAllTimersAsync();
  return outcomes;
}

const sizes = (requests: GraphRequest[]) => requests.map((request) => itemsOf(request)?.length ?? "alone");

/** A platform that responds on demand. */
function slowEcho() {
  const { fetch, requests } = echo();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: Fetch = async (request) => {
    const answer = await fetch(request);
    await released;
    return answer;
  };
  return { fetch: slow, requests, release };
}

test.each([0, 51, 1.5, Number.NaN])("batch() rejects maxSize %d", (maxSize) => {
  expect(() => batch({ maxSize })).toThrow(
    new TypeError(`Cannot batch calls: maxSize must be a whole number from 1 to 50, not ${maxSize}`),
  );
});

describe("when the batch fails as a whole, every call fails", () => {
  test("with the reason of the lost connection and its own name", async () => {
    const fetch: Fetch = async (request) => losing("ECONNREFUSED")(request);
    const outcomes = await settle(batch()(fetch), [requestTo("GET", "1"), requestTo("POST", "2")]);
    expect(outcomes.map((outcome) => outcome.status === "rejected" && String(outcome.reason))).toEqual([
      "GraphConnectionError: Cannot GET /{thing_id}: ECONNREFUSED",
      "GraphConnectionError: Cannot POST /{thing_id}: ECONNREFUSED",
    ]);
  });

  test.each([
    new TypeError("Cannot authorize the call: the access token is empty"),
    new GraphConnectionError("Cannot GET /oauth/access_token", "ECONNREFUSED"),
  ])("with any other error, such as that of a token: %s", async (error) => {
    const fetch: Fetch = () => {
      throw error;
    };
    const outcomes = await settle(batch()(fetch), [requestTo("GET", "1"), requestTo("GET", "2")]);
    expect(outcomes).toEqual([
      { status: "rejected", reason: error },
      { status: "rejected", reason: error },
    ]);
  });

  test("with the platform's error as its own response", async () => {
    const { fetch } = echo(() => Response.json({ error: { message: "expired", code: 190 } }, { status: 401 }));
    const outcomes = await settle(batch()(fetch), [requestTo("GET", "1"), requestTo("GET", "2")]);
    expect(outcomes).toMatchObject([{ value: { status: 401 } }, { value: { status: 401 } }]);
  });
});

describe("retry() around a batch", () => {
  const retrying = (send: Fetch) => retry({ delay: 0, attempts: 3 })(batch()(send));
  const calls = () => [requestTo("GET", "1"), requestTo("POST", "2")];
  const sentAgain = (requests: GraphRequest[]) => requests.slice(1).map(itemsOf);

  test.each([
    [
      "every call when the batch was never sent",
      losing("ECONNREFUSED", true),
      [[{ method: "GET" }, { method: "POST" }]],
    ],
    ["no POST when the batch may have arrived", losing("ECONNRESET"), [undefined]],
    ["no call when somebody else failed", () => Promise.reject(connectionError("ECONNREFUSED")), []],
  ])("repeats %s", async (_, fail, expected) => {
    const { fetch, requests } = echo();
    const failing: Fetch = async (request) => {
      const response = fetch(request);
      return requests.length === 1 ? fail(request) : response;
    };
    await settle(retrying(failing), calls());
    expect(sentAgain(requests)).toMatchObject(expected);
  });

  test("retries a GET that the platform timed out, and no POST", async () => {
    const { fetch, requests } = echo((items) => items.map(() => null));
    const outcomes = await settle(retrying(fetch), calls());
    expect(outcomes).toMatchObject([
      { status: "fulfilled" },
      { reason: { reason: "the batch timed out before this call" } },
    ]);
    expect(sizes(requests)).toEqual([2, "alone"]);
  });
});

describe("code 190 in an item", () => {
  const isRefused = (item: BatchItem) => item.relative_url.startsWith("refused");
  const refusal = {
    code: 401,
    body: JSON.stringify({ error: { message: "expired", type: "OAuthException", code: 190 } }),
  };
  const tokenOf = (request: GraphRequest | undefined) =>
    request?.body instanceof URLSearchParams && request.body.get("access_token");
  const numbered = (...paths: string[]) => paths.map((path, index) => requestTo(index % 2 ? "POST" : "GET", path));

  /** A platform that rejects `refused…` with the token EAAB1, and `hopeless` with every token. */
  function connect(load: () => Promise<IssuedToken>, answer = answerTo) {
    const { fetch, requests } = echo((items) => {
      const isOld = tokenOf(requests.at(-1)) === "EAAB1";
      return items.map((item) =>
        item.relative_url === "hopeless" || (isOld && isRefused(item)) ? refusal : answer(item),
      );
    });
    return { send: batch()(auth(tokenProvider(load), ["https://graph.example"])(fetch)), requests };
  }

  function issuing() {
    let count = 0;
    return vi.fn(async () => ({ access_token: `EAAB${++count}` }));
  }

  const paths = (requests: GraphRequest[]) =>
    requests.map((request) => itemsOf(request)?.map((item) => item.relative_url));
  const statuses = (outcomes: PromiseSettledResult<Response>[]) =>
    outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value.status : outcome.reason));

  test("loads another token once and sends those items again, together and no others", async () => {
    const load = issuing();
    const { send, requests } = connect(load);
    const outcomes = await settle(send, numbered("1", "refused2", "refused3", "4"));
    expect(statuses(outcomes)).toEqual([200, 200, 200, 200]);
    expect(paths(requests)).toEqual([
      ["1", "refused2", "refused3", "4"],
      ["refused2", "refused3"],
    ]);
    expect(requests.map(tokenOf)).toEqual(["EAAB1", "EAAB2"]);
    expect(load).toHaveBeenCalledTimes(2);
    for (const [index, outcome] of outcomes.entries()) {
      const path = ["1", "refused2", "refused3", "4"][index];
      if (outcome.status === "fulfilled") expect(outcome.value.headers.get("X-Item")).toBe(path);
    }
  });

  test("returns the rejection when the new token is rejected too, without requesting a third one", async () => {
    const load = issuing();
    const { send, requests } = connect(load);
    const outcomes = await settle(send, numbered("hopeless", "refused2", "3"));
    expect(statuses(outcomes)).toEqual([401, 200, 200]);
    expect(paths(requests)).toEqual([
      ["hopeless", "refused2", "3"],
      ["hopeless", "refused2"],
    ]);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("returns the rejection when there is no new token", async () => {
    const { send, requests } = connect(async () => ({ access_token: "EAAB1" }));
    expect(statuses(await settle(send, numbered("1", "refused2")))).toEqual([200, 401]);
    expect(requests).toHaveLength(1);
  });

  test("leaves the responses of other calls when a new token cannot be loaded", async () => {
    const load = vi.fn<() => Promise<IssuedToken>>().mockResolvedValueOnce({ access_token: "EAAB1" });
    const sealed = new Error("vault is sealed");
    load.mockRejectedValue(sealed);
    const { send } = connect(load);
    expect(statuses(await settle(send, numbered("1", "refused2", "3")))).toEqual([200, sealed, 200]);
  });

  test("does not send a call again that was aborted meanwhile", async () => {
    const controller = new AbortController();
    const load = issuing();
    const { send, requests } = connect(load, (item) => {
      controller.abort(new Error("enough"));
      return answerTo(item);
    });
    const outcomes = await settle(send, [
      requestTo("GET", "1"),
      requestTo("POST", "refused2", { signal: controller.signal }),
      requestTo("GET", "refused3"),
    ]);
    expect(statuses(outcomes)).toEqual([200, new Error("enough"), 200]);
    expect(paths(requests)).toEqual([["1", "refused2", "refused3"], ["refused3"]]);
  });

  test("of the whole batch is one of every item", async () => {
    const load = issuing();
    const { fetch, requests } = echo((items) => {
      const isOld = tokenOf(requests.at(-1)) === "EAAB1";
      return isOld ? new Response(refusal.body, { status: 401 }) : items.map(answerTo);
    });
    const send = batch()(auth(tokenProvider(load), ["https://graph.example"])(fetch));
    expect(statuses(await settle(send, numbered("1", "2")))).toEqual([200, 200]);
    expect(paths(requests)).toEqual([
      ["1", "2"],
      ["1", "2"],
    ]);
  });
});

test("a full batch without a response yet when the turn ends is not sent again", async () => {
  const { fetch, requests, release } = slowEcho();
  const outcomes = settle(batch({ maxSize: 2 })(fetch), [requestTo("POST", "1"), requestTo("POST", "2")]);
  await vi.advanceTimersByTimeAsync(10);
  release();
  expect(await outcomes).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
  expect(sizes(requests)).toEqual([2]);
});

test("a call that the platform timed out fails alone", async () => {
  const { fetch } = echo((items) => items.map((item) => (item.method === "POST" ? null : answerTo(item))));
  const outcomes = await settle(batch()(fetch), [requestTo("GET", "1"), requestTo("POST", "2")]);
  expect(outcomes).toMatchObject([
    { value: { status: 200 } },
    { reason: { reason: "the batch timed out before this call" } },
  ]);
});

describe("an aborted call", () => {
  const aborted = AbortSignal.abort(new Error("enough"));

  test("is not sent when it was aborted before", async () => {
    const { fetch, requests } = echo();
    const outcomes = await settle(batch()(fetch), [requestTo("GET", "1", { signal: aborted }), requestTo("GET", "2")]);
    expect(outcomes).toMatchObject([{ reason: aborted.reason }, { value: { status: 200 } }]);
    expect(requests.map(({ url }) => url)).toEqual(["https://graph.example/v25.0/2"]);
  });

  test("is not sent when it is aborted within the turn", async () => {
    const { fetch, requests } = echo();
    const controller = new AbortController();
    const calls = [requestTo("GET", "1", { signal: controller.signal }), requestTo("GET", "2"), requestTo("GET", "3")];
    const outcomes = settle(batch()(fetch), calls);
    controller.abort(new Error("enough"));
    expect(await outcomes).toMatchObject([
      { reason: controller.signal.reason },
      { status: "fulfilled" },
      { status: "fulfilled" },
    ]);
    expect(requests.map(itemsOf)).toMatchObject([[{ relative_url: "2" }, { relative_url: "3" }]]);
  });

  test("sends nothing when it was the only one, and harms none that comes after", async () => {
    const { fetch, requests } = echo();
    const controller = new AbortController();
    const batching = batch()(fetch);
    const first = batching(requestTo("GET", "1", { signal: controller.signal })).catch((error: unknown) => error);
    controller.abort(new Error("enough"));
    expect(await first).toEqual(new Error("enough"));
    await vi.runAllTimersAsync();
    expect(requests).toEqual([]);
    expect(await settle(batching, [requestTo("GET", "2")])).toMatchObject([{ status: "fulfilled" }]);
  });

  test("is rejected at once while the others wait on", async () => {
    const { fetch, requests, release } = slowEcho();
    const controllers = [new AbortController(), new AbortController()] as const;
    const batching = batch()(fetch);
    const calls = controllers.map(({ signal }, index) => batching(requestTo("GET", String(index), { signal })));
    await vi.advanceTimersByTimeAsync(1);
    const first = calls[0]?.catch((error: unknown) => error);
    controllers[0].abort(new Error("enough"));
    expect(await first).toEqual(new Error("enough"));
    expect(requests[0]?.signal?.aborted).toBe(false);
    release();
    expect((await calls[1])?.headers.get("X-Item")).toBe("1");
    controllers[1].abort(new Error("too late"));
    expect(requests[0]?.signal?.aborted).toBe(false);
  });

  test("ends the batch when it was the last one that waited", async () => {
    const { fetch, requests } = slowEcho();
    const controllers = [new AbortController(), new AbortController()];
    const batching = batch()(fetch);
    const calls = Promise.allSettled(controllers.map(({ signal }) => batching(requestTo("GET", "1", { signal }))));
    await vi.advanceTimersByTimeAsync(1);
    for (const [index, controller] of controllers.entries()) controller.abort(new Error(`enough ${index}`));
    expect(await calls).toMatchObject([{ reason: { message: "enough 0" } }, { reason: { message: "enough 1" } }]);
    expect(requests[0]?.signal?.reason).toEqual(new Error("enough 1"));
  });

  test("does not end a batch that holds a call which nothing can abort", async () => {
    const { fetch, requests, release } = slowEcho();
    const controller = new AbortController();
    const outcomes = settle(batch()(fetch), [
      requestTo("GET", "1", { signal: controller.signal }),
      requestTo("GET", "2"),
    ]);
    await vi.advanceTimersByTimeAsync(1);
    controller.abort(new Error("enough"));
    release();
    expect(await outcomes).toMatchObject([{ reason: { message: "enough" } }, { status: "fulfilled" }]);
    expect(requests[0]?.signal).toBeUndefined();
  });
});

describe("batch() sends unchanged", () => {
  test("a call that is alone in its turn", async () => {
    const { fetch, requests } = echo();
    const batching = batch()(fetch);
    const first = requestTo("GET", "1");
    const second = requestTo("POST", "2", { body: { a: 1 } });
    await settle(batching, [first]);
    await settle(batching, [second]);
    expect(requests[0]).toBe(first);
    expect(requests[1]).toBe(second);
  });

  test("what a batch cannot carry, without waiting for the turn to end", async () => {
    const { fetch, requests } = echo();
    const batching = batch()(fetch);
    const file = requestTo("POST", "1", { body: new FormData() });
    await Promise.all([batching(file), batching(requestTo("GET", "2", { call: { isStream: true } }))]);
    expect(sizes(requests)).toEqual(["alone", "alone"]);
    expect(requests[0]).toBe(file);
  });
});

describe("batch() sends together", () => {
  test("the calls of one turn, as a form without a token that goes to the root of the version", async () => {
    const { fetch, requests } = echo();
    const headers = { "User-Agent": "test/1", traceparent: "00-1-2-03" };
    const calls = [
      requestTo("GET", "1?limit=5", { headers }),
      requestTo("POST", "2/codes", { body: { code: "123456", list: [1] } }),
    ];
    await settle(batch()(fetch), calls);
    expect(requests).toHaveLength(1);
    const [request] = requests;
    expect(request).toMatchObject({
      url: "https://graph.example/v25.0/",
      method: "POST",
      call: { method: "POST", path: "/", isReplayable: false, isStream: false, timeout: 30_000 },
    });
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": "test/1",
    });
    const form = Object.fromEntries(request?.body as URLSearchParams);
    expect({ ...form, batch: JSON.parse(String(form["batch"])) }).toEqual({
      include_headers: "true",
      batch: [
        { method: "GET", relative_url: "1?limit=5" },
        { method: "POST", relative_url: "2/codes", body: "code=123456&list=%5B1%5D" },
      ],
    });
  });

  test("calls that come after some microtasks, but not those of the next turn", async () => {
    const { fetch, requests } = echo();
    const batching = batch()(fetch);
    const late = async (path: string) => {
      for (let step = 0; step < 20; step++) await Promise.resolve();
      return batching(requestTo("GET", path));
    };
    const calls = Promise.all([batching(requestTo("GET", "1")), late("2")]);
    await vi.runAllTimersAsync();
    await calls;
    await settle(batching, [requestTo("GET", "3"), requestTo("GET", "4")]);
    expect(requests.map((request) => itemsOf(request)?.map((item) => item.relative_url))).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  test.each([
    [{}, 120, [50, 50, 20]],
    [{ maxSize: 2 }, 5, [2, 2, "alone"]],
    [{ maxSize: 1 }, 2, ["alone", "alone"]],
  ])("no more than %j allows", async (options, count, expected) => {
    const { fetch, requests } = echo();
    const calls = Array.from({ length: count }, (_, index) => requestTo("GET", String(index)));
    const outcomes = await settle(batch(options)(fetch), calls);
    expect(sizes(requests)).toEqual(expected);
    expect(outcomes.every(({ status }) => status === "fulfilled")).toBe(true);
  });

  test("no calls with different versions, origins, timeouts or clients", async () => {
    const { fetch, requests } = echo();
    const middleware = batch();
    const roots = ["https://graph.example/v25.0", "https://graph.example/v24.0", "https://other.example/v25.0"];
    const calls = roots.flatMap((root) => [requestTo("GET", "1", { root }), requestTo("GET", "2", { root })]);
    const impatient = [
      requestTo("GET", "1", { call: { timeout: 5 } }),
      requestTo("GET", "2", { call: { timeout: 5 } }),
    ];
    await Promise.all([
      settle(middleware(fetch), [...calls, ...impatient]),
      settle(middleware(fetch), calls.slice(0, 2)),
    ]);
    expect(requests.map(({ url, call }) => [url, call.timeout])).toEqual([
      ["https://graph.example/v25.0/", 30_000],
      ["https://graph.example/v24.0/", 30_000],
      ["https://other.example/v25.0/", 30_000],
      ["https://graph.example/v25.0/", 5],
      ["https://graph.example/v25.0/", 30_000],
    ]);
  });
});

test("every caller gets the response to its own call, whatever is called together", async () => {
  const call = fc.record({
    method: fc.constantFrom("GET", "POST", "DELETE"),
    id: fc.nat().map(String),
    query: fc.string(),
    body: fc.option(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()))), {
      nil: undefined,
    }),
    fate: fc.constantFrom("answered", "answered", "refused", "lost", "aborted"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (calls, maxSize) => {
      const controller = new AbortController();
      const fates = new Map(calls.map(({ fate }, index) => [`n=${index}`, fate]));
      const fateOf = (url: string) => fates.get(/n=\d+$/.exec(url)?.[0] ?? "");
      const seen: string[] = [];
      const fetch: Fetch = async (request) => {
        const items = itemsOf(request) ?? [{ method: request.method, relative_url: request.url.slice(28) }];
        seen.push(...items.map((item) => item.relative_url));
        const parts = items.map((item) => {
          if (fateOf(item.relative_url) === "lost") return null;
          return { code: fateOf(item.relative_url) === "refused" ? 400 : 200, body: JSON.stringify(item) };
        });
        if (itemsOf(request)) return Response.json(parts);
        if (!parts[0]) throw new GraphConnectionError("Cannot GET /{thing_id}", "lost");
        return new Response(parts[0].body, { status: parts[0].code });
      };
      const paths = calls.map(({ id, query }, index) => `${id}?${new URLSearchParams({ q: query, n: String(index) })}`);
      const requests = calls.map(({ method, body, fate }, index) =>
        requestTo(method, paths[index] ?? "", {
          ...(method === "POST" && body && { body: { ...body } }),
          ...(fate === "aborted" && { signal: controller.signal }),
        }),
      );
      const outcomes = settle(batch({ maxSize })(fetch), requests);
      controller.abort(new Error("enough"));
      for (const [index, outcome] of (await outcomes).entries()) {
        const fate = calls[index]?.fate;
        if (outcome.status === "rejected") {
          // a full batch is sent before the abort
          expect(String(outcome.reason)).toMatch(fate === "aborted" ? /enough/ : /GraphConnectionError/);
          expect(["lost", "aborted"]).toContain(fate);
          continue;
        }
        expect(outcome.value.status).toBe(fate === "refused" ? 400 : 200);
        expect(await outcome.value.json()).toMatchObject({ method: calls[index]?.method, relative_url: paths[index] });
      }
      expect(seen.filter((path, index) => seen.indexOf(path) !== index)).toEqual([]);
      const needed = paths.filter((_, index) => calls[index]?.fate !== "aborted");
      expect(seen).toEqual(expect.arrayContaining(needed));
    }),
  );
});
