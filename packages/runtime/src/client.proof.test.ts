import { createServer, type IncomingMessage } from "node:http";
import { Agent, RetryAgent } from "undici";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createClient } from "./client.ts";
import type { ClientOptions } from "./client-types.ts";
import { GraphConnectionError } from "./errors/connection-error.ts";
import type { FetchMiddleware } from "./call/middleware.ts";
import type { TestPaths } from "./paths.test-support.ts";
import { GraphRequest } from "./call/request.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";
import { listen } from "./servers.test-support.ts";
import { undiciFetch } from "./undici.ts";

afterEach(() => void vi.unstubAllGlobals());

/** A server that takes every message, and what it got. */
async function platform(answer: (request: IncomingMessage) => object = () => ({ id: "8" })) {
  const messages: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    messages.push(request.url);
    request
      .resume()
      .on("end", () => response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer(request))));
  });
  return { baseUrl: (await listen(server)).origin, messages };
}

/** An address at which nobody listens. */
async function deadHost(): Promise<string> {
  const server = createServer();
  const { origin } = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}

const connect = (options: Partial<ClientOptions>) =>
  createClient<{ "v25.0": TestPaths }>({ auth: "EAAB", retry: { delay: 0 }, ...options });
type TestClient = ReturnType<typeof connect>;
const post = (client: TestClient) =>
  client.POST("/{shelf_id}/books", { params: { path: { shelf_id: "7" } }, body: { title: "Waves" } });
const get = (client: TestClient) => client.GET("/{shelf_id}", { params: { path: { shelf_id: "7" } } });

/** What a call ended with, and after how many attempts by what the client told. */
async function attemptsOf(send: (client: TestClient) => Promise<unknown>, options: Partial<ClientOptions>) {
  let attempts = 0;
  const counting: FetchMiddleware = (next) => (request) => {
    attempts = request.call.attempts;
    return next(request);
  };
  const error = await send(connect({ ...options, middleware: [counting, ...(options.middleware ?? [])] })).catch(
    (caught: unknown) => caught,
  );
  return { error, attempts };
}

test("a POST to a host that is down says that it was not sent", async () => {
  const { error } = await attemptsOf(post, { baseUrl: await deadHost(), retry: false });
  expect(error).toMatchObject({ reason: "ECONNREFUSED", isUnsent: true });
});

describe("a POST that arrived is not sent again", () => {
  test("after middleware failed that audits through another client, whose host is down", async () => {
    const { baseUrl, messages } = await platform();
    const audit = connect({ baseUrl: await deadHost(), retry: { attempts: 2, delay: 0 } });
    const auditing: FetchMiddleware = (next) => async (request) => {
      const response = await next(request);
      await post(audit);
      return response;
    };
    const { error } = await attemptsOf(post, { baseUrl, middleware: [auditing] });
    expect(error).toEqual(new GraphConnectionError("Cannot POST /{shelf_id}/books", "ECONNREFUSED"));
    expect(messages).toEqual(["/v25.0/7/books"]);
  });

  test("after middleware threw what an earlier call had failed with", async () => {
    const { baseUrl, messages } = await platform();
    const old = await post(connect({ baseUrl: await deadHost(), retry: false })).catch((error: unknown) => error);
    const rethrowing: FetchMiddleware = (next) => async (request) => {
      await next(request);
      throw old;
    };
    expect((await attemptsOf(post, { baseUrl, middleware: [rethrowing] })).error).toBe(old);
    expect(messages).toHaveLength(1);
  });

  test("after middleware sent it first here, then to a host that is down", async () => {
    const { baseUrl, messages } = await platform();
    const dead = await deadHost();
    const twice: FetchMiddleware = (next) => async (request) => {
      await next(request);
      return next(request);
    };
    let sent = 0;
    const moving: FetchMiddleware = (next) => (request) =>
      next(sent++ === 0 ? request : new GraphRequest(request.url.replace(baseUrl, dead), request));
    const { error, attempts } = await attemptsOf(post, { baseUrl, mediaOrigins: [dead], middleware: [twice, moving] });
    expect(error).toMatchObject({ reason: "ECONNREFUSED", isUnsent: false });
    expect([attempts, messages.length]).toEqual([1, 1]);
  });

  const reporting =
    (metrics: string, send: NetworkFetch): NetworkFetch =>
    async (url, init) => {
      const response = await send(url, init);
      await globalThis.fetch(metrics);
      return response;
    };

  test.each([
    ["the global fetch", (url, init) => globalThis.fetch(url, init)],
    ["undiciFetch()", undiciFetch()],
  ] as [string, NetworkFetch][])(
    "after a fetch around %s reported it to a metrics service that is down",
    async (_, send) => {
      const { baseUrl, messages } = await platform();
      const { error } = await attemptsOf(post, { baseUrl, fetch: reporting(await deadHost(), send) });
      expect(error).toMatchObject({ name: "GraphConnectionError", reason: "ECONNREFUSED", isUnsent: false });
      expect(messages).toHaveLength(1);
    },
  );

  test("after a function that took the place of the global fetch failed so, with undiciFetch() too", async () => {
    const { baseUrl, messages } = await platform();
    const metrics = await deadHost();
    const original = globalThis.fetch;
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      const response = await original(url, init);
      await original(metrics);
      return response;
    });
    const form = new FormData();
    const upload = (client: TestClient) => client.fetch("/7/media", { method: "POST", body: form });
    expect((await attemptsOf(post, { baseUrl })).error).toMatchObject({ reason: "ECONNREFUSED" });
    expect((await attemptsOf(upload, { baseUrl, fetch: undiciFetch() })).error).toMatchObject({
      reason: "ECONNREFUSED",
    });
    expect(messages).toEqual(["/v25.0/7/books", "/v25.0/7/media"]);
  });

  test("after a dispatcher sent it, and could not reach the server when it tried again", async () => {
    const server = createServer((request) => {
      received++;
      server.close();
      request.socket.destroy();
    });
    let received = 0;
    const { origin: baseUrl } = await listen(server);
    const dispatcher = new RetryAgent(new Agent(), { methods: ["POST"], maxRetries: 1, minTimeout: 1, maxTimeout: 1 });
    onTestFinished(() => dispatcher.destroy());
    const { error, attempts } = await attemptsOf(post, { baseUrl, fetch: undiciFetch({ dispatcher }) });
    expect(error).toMatchObject({ reason: "ECONNREFUSED", isUnsent: false });
    expect([received, attempts]).toEqual([1, 1]);
  });
});

describe("a POST that was never sent is sent again", () => {
  test.each([
    ["the global fetch", {}],
    ["the global fetch, given by the user", { fetch: globalThis.fetch as NetworkFetch }],
    ["undiciFetch()", { fetch: undiciFetch() }],
  ])("when the connection was refused, with %s", async (_, options) => {
    const { error, attempts } = await attemptsOf(post, { ...options, baseUrl: await deadHost() });
    expect(error).toEqual(new GraphConnectionError("Cannot POST /{shelf_id}/books", "ECONNREFUSED"));
    expect(attempts).toBe(4);
  });

  test("but not when the user's own fetch says so", async () => {
    const fetch: NetworkFetch = (url, init) => globalThis.fetch(url, init);
    const baseUrl = await deadHost();
    expect((await attemptsOf(post, { baseUrl, fetch })).attempts).toBe(1);
    expect((await attemptsOf(get, { baseUrl, fetch })).attempts).toBe(4);
  });
});

describe("a token that is fetched through another client", () => {
  const asking = (tokens: TestClient) => async () => {
    await get(tokens);
    return "EAAB";
  };

  test.each([get, post])("does not multiply the attempts of both when its host is down (%o)", async (send) => {
    const { baseUrl, messages } = await platform();
    let asked = 0;
    const counting: FetchMiddleware = (next) => (request) => {
      asked++;
      return next(request);
    };
    const tokens = connect({ baseUrl: await deadHost(), middleware: [counting] });
    const { error, attempts } = await attemptsOf(send, { baseUrl, auth: asking(tokens) });
    expect(error).toEqual(new GraphConnectionError("Cannot GET /{shelf_id}", "ECONNREFUSED"));
    expect([asked, attempts, messages.length]).toEqual([4, 1, 0]);
  });
});
