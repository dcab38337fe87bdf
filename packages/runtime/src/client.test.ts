import { describe, expect, test, vi } from "vitest";
import { answering, graphError, json, lost } from "./answers.test-support.ts";
import { createClient } from "./client.ts";
import type { ClientOptions } from "./client-types.ts";
import { unwrap } from "./errors/call-result.ts";
import type { FetchMiddleware } from "./call/middleware.ts";
import { type TestPaths, testClient } from "./paths.test-support.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";

const params = { path: { shelf_id: "7" } };

describe("createClient() rejects", () => {
  test.each([
    [{ auth: "" }, "Cannot authorize the call: the access token is empty"],
    [{ auth: undefined }, "Cannot authorize the call: the access token is empty"],
    [{ auth: "EAAB", version: "v22.0" }, 'version "v22.0" is not one of v23.0'],
    [{ auth: "EAAB", version: "v25.0/../evil" }, "is not one of v23.0"],
    [{ auth: "EAAB", baseUrl: "http://graph.facebook.com" }, "baseUrl is not https"],
    [{ auth: "EAAB", mediaOrigins: ["http://media.example"] }, "mediaOrigins is not https"],
    [{ auth: "EAAB", retry: { attempts: -1 } }, "retry.attempts must be at least 1, not -1"],
    [{ auth: "EAAB", timeout: 0 }, "timeout must be more than 0 milliseconds, not 0"],
    [{ auth: "EAAB", timeout: -1 }, "timeout must be more than 0 milliseconds, not -1"],
    [{ auth: "EAAB", timeout: Number.NaN }, "timeout must be more than 0 milliseconds, not NaN"],
    [{ auth: "EAAB", timeout: { attempt: 0 } }, "timeout must be more than 0 milliseconds, not 0"],
    [{ auth: "EAAB", timeout: { call: -5 } }, "timeout must be more than 0 milliseconds, not -5"],
  ])("%j", (options, message) => {
    expect(() => createClient<{ "v25.0": TestPaths }>(options as ClientOptions)).toThrow(message);
    expect(() => createClient<{ "v25.0": TestPaths }>(options as ClientOptions)).toThrow(TypeError);
  });
});

describe("a call rejects", () => {
  test("a missing path parameter, before the token is requested", async () => {
    const auth = vi.fn(() => "EAAB");
    const { fetch, requests } = answering(json({}));
    const client = testClient(fetch, { auth });
    const path = { shelf_id: undefined as unknown as string };
    await expect(client.GET("/{shelf_id}", { params: { path } })).rejects.toThrow("path parameter shelf_id is missing");
    await expect(client.GET("/{shelf_id}", {} as { params: typeof params })).rejects.toThrow("shelf_id is missing");
    await expect(client.GET("/{shelf_id}", ...([] as unknown as [{ params: typeof params }]))).rejects.toThrow(
      "shelf_id is missing",
    );
    expect(auth).not.toHaveBeenCalled();
    expect(requests).toEqual([]);
  });

  test.each([
    ["name", { "X-Evil\r\nAuthorization": "x" }],
    ["value", { "X-Trace": "1\r\nAuthorization: Bearer evil" }],
  ])("a line break in the %s of a header", async (_, headers) => {
    const { fetch, requests } = answering(json({}));
    await expect(
      testClient(fetch).GET("/{shelf_id}", { params, headers: headers as Record<string, string> }),
    ).rejects.toThrow(TypeError);
    expect(requests).toEqual([]);
  });
});

describe("a call", () => {
  test("goes to the version, the filled path and its query", async () => {
    const { fetch, requests } = answering(json({ data: [] }));
    const query = { fields: ["title", "author{id,name}"], limit: 2, tags: ["new"] } as const;
    await testClient(fetch).GET("/{shelf_id}/books", { params: { ...params, query } });
    const url = new URL(requests[0]?.url ?? "");
    expect(url.origin + url.pathname).toBe("https://graph.facebook.com/v25.0/7/books");
    expect([...url.searchParams]).toEqual([
      ["fields", "title,author{id,name}"],
      ["limit", "2"],
      ["tags", '["new"]'],
    ]);
    expect(requests[0]?.redirect).toBe("manual");
  });

  test("goes to the version in the options, below a baseUrl with a path of its own", async () => {
    const { fetch, requests } = answering(json({ id: "7" }));
    const baseUrl = "https://proxy.example/graph/";
    const client = createClient<{ "v23.0": TestPaths }, "v23.0">({ auth: "EAAB", baseUrl, fetch, version: "v23.0" });
    await client.GET("/{shelf_id}", { params });
    expect(requests[0]?.url).toBe("https://proxy.example/graph/v23.0/7");
  });

  test("needs no options where the path has no parameters", async () => {
    const { fetch } = answering(json({ data: [{ id: "1" }] }));
    expect(unwrap(await testClient(fetch).GET("/shelves"))).toEqual({ data: [{ id: "1" }] });
  });

  test("sends its body as JSON, its headers, and the token of the client whatever they say", async () => {
    const { fetch, requests } = answering(json({ id: "8" }));
    const headers = { "X-Trace": "1", Authorization: "Bearer other" };
    const result = await testClient(fetch).POST("/{shelf_id}/books", { params, body: { title: "Waves" }, headers });
    expect(await requests[0]?.json()).toEqual({ title: "Waves" });
    expect(requests[0]?.headers.get("Content-Type")).toBe("application/json");
    expect(requests[0]?.headers.get("X-Trace")).toBe("1");
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer EAAB");
    expect(result).toMatchObject({ data: { id: "8" }, request: { method: "POST", path: "/{shelf_id}/books" } });
  });

  test("sends header parameters", async () => {
    const { fetch, requests } = answering(json({ id: "7" }));
    await testClient(fetch).GET("/{shelf_id}", {
      params: { ...params, header: { file_offset: "12" } } as typeof params,
    });
    expect(requests[0]?.headers.get("file_offset")).toBe("12");
  });

  test("deletes by its query, without a body", async () => {
    const { fetch, requests } = answering(json({ success: true }));
    await testClient(fetch).DELETE("/{shelf_id}/books", { params: { ...params, query: { book_id: "8" } } });
    expect(requests[0]).toMatchObject({
      method: "DELETE",
      url: "https://graph.facebook.com/v25.0/7/books?book_id=8",
      body: null,
    });
  });

  test.each([
    ["a Blob", new Blob(["Waves"], { type: "text/plain" }), undefined, "text/plain"],
    ["bytes, named by the caller", new TextEncoder().encode("Waves"), { "Content-Type": "image/png" }, "image/png"],
    ["a stream", new Blob(["Waves"]).stream(), undefined, "application/octet-stream"],
  ])("sends %s with its type", async (_, bytes, headers, type) => {
    const { fetch, requests } = answering(json({ id: "8" }));
    const body = bytes as unknown as { title: string };
    await testClient(fetch).POST("/{shelf_id}/books", { params, body, ...(headers && { headers }) });
    expect(requests[0]?.headers.get("Content-Type")).toBe(type);
    expect(await requests[0]?.text()).toBe("Waves");
  });

  test("sends a file among its values as a form", async () => {
    const { fetch, requests } = answering(json({ id: "8" }));
    const body = { title: "Waves", cover: new Blob(["png"]) };
    await testClient(fetch).POST("/{shelf_id}/books", { params, body });
    expect(requests[0]?.headers.get("Content-Type")).toMatch(/^multipart\/form-data; boundary=/);
    expect((await requests[0]?.formData())?.get("title")).toBe("Waves");
  });

  test("cannot be led elsewhere by options that only untyped code can give", async () => {
    const { fetch, requests } = answering(json({ id: "7" }));
    const stray = answering();
    const options = {
      params,
      baseUrl: "https://evil.example",
      fetch: stray.fetch,
      pathSerializer: () => "/evil",
      middleware: [{}],
    };
    await testClient(fetch).GET("/{shelf_id}", options);
    expect(requests[0]?.url).toBe("https://graph.facebook.com/v25.0/7");
    expect(stray.requests).toEqual([]);
  });

  test("uses the global fetch of the time when none is given", async () => {
    const client = createClient<{ "v25.0": TestPaths }>({ auth: "EAAB", baseUrl: "http://127.0.0.1:1", retry: false });
    await expect(client.GET("/{shelf_id}", { params })).rejects.toThrow("Cannot GET /{shelf_id}: ");
  });
});

describe("the attempts of a call", () => {
  test("are up to four by default, each with a fresh token", async () => {
    const { fetch, requests } = answering(graphError(500, { code: 2 }), lost("ECONNRESET"), json({ id: "7" }));
    const tokens = ["first", "second", "third"];
    const client = testClient(fetch, { auth: () => tokens.shift() ?? "", retry: { delay: 0 } });
    const result = await client.GET("/{shelf_id}", { params });
    expect(unwrap(result)).toEqual({ id: "7" });
    expect([result.attempts, result.waits]).toEqual([3, [0, 0]]);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual([
      "Bearer first",
      "Bearer second",
      "Bearer third",
    ]);
  });

  test("are one without retry", async () => {
    const { fetch } = answering(graphError(500, { code: 2 }));
    const { attempts, waits, error } = await testClient(fetch).GET("/{shelf_id}", { params });
    expect([attempts, waits, error?.error.code]).toEqual([1, [], 2]);
  });

  test("are more for a POST that the caller calls replayable", async () => {
    const body = { title: "Waves" };
    for (const [replayable, expected] of [
      [true, 2],
      [false, 1],
    ] as const) {
      const { fetch } = answering(graphError(500, { code: 2 }), json({ id: "8" }));
      const client = testClient(fetch, { retry: { delay: 0 } });
      expect((await client.POST("/{shelf_id}/books", { params, body, replayable })).attempts).toBe(expected);
    }
  });

  test("send the same body again", async () => {
    const { fetch, requests } = answering(graphError(400, { code: 131056 }), json({ id: "8" }));
    const client = testClient(fetch, { retry: { delay: 0, maxDelay: 1000 } });
    vi.useFakeTimers();
    const sent = client.POST("/{shelf_id}/books", { params, body: { title: "Waves" } });
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect((await sent).waits).toEqual([1000]);
    expect(await Promise.all(requests.map((request) => request.json()))).toEqual([
      { title: "Waves" },
      { title: "Waves" },
    ]);
  });
});

describe("middleware of a client", () => {
  test("sees every attempt and what is known of the call, but no token", async () => {
    const { fetch } = answering(graphError(500, { code: 2 }), json({ id: "8" }));
    const seen: unknown[] = [];
    const spy: FetchMiddleware = (next) => async (request) => {
      seen.push({ ...request.call, token: request.headers.get("Authorization") });
      const response = await next(request);
      seen.push([response.status, await response.json(), await response.text()].slice(0, 1));
      return response;
    };
    const client = testClient(fetch, { middleware: [spy], retry: { delay: 0 } });
    const body = { title: "Waves" };
    await client.POST("/{shelf_id}/books", { params, body, replayable: true, timeout: 5000 });
    const attempt = {
      method: "POST",
      path: "/{shelf_id}/books",
      ids: { shelf_id: "7" },
      body,
      isReplayable: true,
      isStream: false,
      timeout: 5000,
      token: null,
    };
    expect(seen).toMatchObject([{ ...attempt, attempts: 1 }, [500], { ...attempt, attempts: 2 }, [200]]);
  });

  test.each([
    ["30 s by default", {}, 30_000],
    ["30 s for a stream, until its headers", { parseAs: "stream" }, 30_000],
    ["no limit without a timeout", { timeout: false }, Number.POSITIVE_INFINITY],
  ] as const)("knows how long an attempt may take: %s", async (_, options, expected) => {
    const seen: number[] = [];
    const spy: FetchMiddleware = (next) => (request) => {
      seen.push(request.call.timeout);
      return next(request);
    };
    const client = testClient(answering(json({ id: "7" })).fetch, { middleware: [spy] });
    await client.GET("/{shelf_id}", { params, ...(options as { timeout?: false }) });
    expect(seen).toEqual([expected]);
  });

  test("runs in order, the first one outermost", async () => {
    const { fetch } = answering(json({ id: "7" }));
    const order: string[] = [];
    const note =
      (name: string): FetchMiddleware =>
      (next) =>
      (request) => {
        order.push(name);
        return next(request);
      };
    await testClient(fetch, { middleware: [note("first"), note("second")] }).GET("/{shelf_id}", { params });
    expect(order).toEqual(["first", "second"]);
  });

  test("may return its own response", async () => {
    const { fetch, requests } = answering();
    const cached: FetchMiddleware = () => async () => json({ id: "7" });
    for (const retry of [false, {}] as const) {
      const client = testClient(fetch, { middleware: [cached], retry });
      expect(unwrap(await client.GET("/{shelf_id}", { params }))).toEqual({ id: "7" });
    }
    expect(requests).toEqual([]);
  });

  test("may return the same response again and again", async () => {
    const response = json({ id: "7" });
    const client = testClient(answering().fetch, { middleware: [() => async () => response], retry: {} });
    await client.GET("/{shelf_id}", { params });
    expect(unwrap(await client.GET("/{shelf_id}", { params }))).toEqual({ id: "7" });
  });
});

test("what fetch is called with is what the global one takes", async () => {
  const fetch = vi.fn<NetworkFetch>(async () => json({ id: "7" }));
  await testClient(fetch, { timeout: false }).GET("/{shelf_id}", { params });
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect(url).toBe("https://graph.facebook.com/v25.0/7");
  expect(init).toMatchObject({ method: "GET", redirect: "manual" });
  expect(Object.fromEntries(init?.headers as Headers)).toEqual({
    authorization: "Bearer EAAB",
    "user-agent": "openwaba/0.0.0",
  });
});
