import { describe, expect, test, vi } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import { type ClientOptions, createClient } from "./client.ts";
import { GraphConnectionError, unwrap } from "./errors.ts";
import { type TestPaths, testClient } from "./paths.test-support.ts";

const params = { path: { shelf_id: "7" } };

describe("createClient() refuses", () => {
  test.each([
    [{ auth: "" }, "Cannot authorize the call: the access token is empty"],
    [{ auth: "EAAB", version: "v22.0" }, 'version "v22.0" is none of v23.0'],
    [{ auth: "EAAB", baseUrl: "http://graph.facebook.com" }, "is not https"],
    [{ auth: "EAAB", retry: { attempts: -1 } }, "retry.attempts must be a number"],
  ])("%j", (options, message) => {
    expect(() => createClient<{ "v25.0": TestPaths }>(options as ClientOptions)).toThrow(message);
  });
});

describe("a call", () => {
  test("without a path parameter fails before the token is asked for", async () => {
    const auth = vi.fn(() => "EAAB");
    const { fetch, requests } = answering(json({}));
    const client = createClient<{ "v25.0": TestPaths }>({ auth, fetch });
    const path = { shelf_id: undefined as unknown as string };
    await expect(client.GET("/{shelf_id}", { params: { path } })).rejects.toThrow("path parameter shelf_id is missing");
    await expect(client.GET("/{shelf_id}", {} as { params: typeof params })).rejects.toThrow("shelf_id is missing");
    expect(auth).not.toHaveBeenCalled();
    expect(requests).toEqual([]);
  });

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
  });

  test("goes to the version in the options, below a baseUrl with a path of its own", async () => {
    const { fetch, requests } = answering(json({ id: "7" }));
    const baseUrl = "https://proxy.example/graph/";
    const client = createClient<{ "v23.0": TestPaths }, "v23.0">({ auth: "EAAB", baseUrl, fetch, version: "v23.0" });
    await client.GET("/{shelf_id}", { params });
    expect(requests[0]?.url).toBe("https://proxy.example/graph/v23.0/7");
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

  test("sends bytes with the type that they have", async () => {
    const { fetch, requests } = answering(json({ id: "8" }));
    const body = new Blob(["Waves"], { type: "text/plain" }) as unknown as { title: string };
    await testClient(fetch).POST("/{shelf_id}/books", { params, body });
    expect(requests[0]?.headers.get("Content-Type")).toBe("text/plain");
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
    const options = { params, baseUrl: "https://evil.example", fetch: stray.fetch, pathSerializer: () => "/evil" };
    await testClient(fetch).GET("/{shelf_id}", options);
    expect(requests[0]?.url).toBe("https://graph.facebook.com/v25.0/7");
    expect(stray.requests).toEqual([]);
  });

  test("never follows a redirect", async () => {
    const { fetch, requests } = answering(new Response(null, { status: 302, headers: { Location: "https://evil.example" } }));
    const { error } = await testClient(fetch).GET("/{shelf_id}", { params });
    expect(requests[0]?.redirect).toBe("manual");
    expect(error?.error.message).toBe("the answer is a redirect, which is never followed");
  });

  test("uses the global fetch when none is given", async () => {
    const client = createClient<{ "v25.0": TestPaths }>({ auth: "EAAB", baseUrl: "http://127.0.0.1:1", retry: false });
    await expect(client.GET("/{shelf_id}", { params })).rejects.toThrow("Cannot GET /{shelf_id}: ");
  });

  test("is retried by default", async () => {
    const { fetch, requests } = answering(graphError(500, { code: 2 }), json({ id: "7" }));
    const client = createClient<{ "v25.0": TestPaths }>({ auth: "EAAB", fetch, retry: { delay: 0 } });
    expect(unwrap(await client.GET("/{shelf_id}", { params }))).toEqual({ id: "7" });
    expect(requests).toHaveLength(2);
  });

  test("gets a fresh token for each attempt", async () => {
    const { fetch, requests } = answering(graphError(500, { code: 2 }), json({ id: "7" }));
    const tokens = ["first", "second"];
    const auth = () => tokens.shift() ?? "";
    await createClient<{ "v25.0": TestPaths }>({ auth, fetch, retry: { delay: 0 } }).GET("/{shelf_id}", { params });
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual(["Bearer first", "Bearer second"]);
  });

  test("passes through middleware of openapi-fetch, which never sees the token", async () => {
    const { fetch } = answering(json({ id: "7" }));
    const client = testClient(fetch);
    const seen: (string | null)[] = [];
    client.use({
      onRequest({ request, schemaPath }) {
        seen.push(schemaPath, request.headers.get("Authorization"));
      },
    });
    await client.GET("/{shelf_id}", { params });
    expect(seen).toEqual(["/{shelf_id}", null]);
  });
});

describe("the answer of a call", () => {
  test("is the platform's error when it refuses", async () => {
    const { fetch } = answering(graphError(400, { code: 100 }));
    const { data, error, response } = await testClient(fetch).GET("/{shelf_id}", { params });
    expect(data).toBeUndefined();
    expect(error?.error).toMatchObject({ code: 100, type: "OAuthException" });
    expect(response.status).toBe(400);
  });

  test("is an error when a success carries one", async () => {
    const { fetch } = answering(json({ error: { message: "no", type: "OAuthException", code: 1 } }));
    const { data, error } = await testClient(fetch).GET("/{shelf_id}", { params });
    expect(data).toBeUndefined();
    expect(error?.error.code).toBe(1);
  });

  test.each([
    ["a proxy's page", new Response("<html>", { status: 502, headers: { "Content-Type": "text/html; charset=utf-8" } }), "text/html"],
    ["nothing", new Response(null, { status: 500 }), "no content type"],
    ["other JSON", json({ oops: true }, { status: 500 }), "application/json"],
    ["a page with status 200", new Response("<html>", { headers: { "Content-Type": "text/html" } }), "text/html"],
    ["JSON that breaks off", new Response('{"id":', { headers: { "Content-Type": "application/json" } }), "application/json"],
  ])("is an error with code -1 when it is %s", async (_, answer, kind) => {
    const { fetch } = answering(answer);
    const result = await testClient(fetch).GET("/{shelf_id}", { params });
    const message = `the answer is not a Graph error but ${kind}`;
    expect(result.error).toEqual({ error: { message, type: "HttpError", code: -1 } });
    expect(() => unwrap(result)).toThrow(`Cannot GET /{shelf_id}: ${message} [status ${answer.status}, code -1]`);
  });

  test("is undefined when a success has no body", async () => {
    const { fetch } = answering(new Response(null, { status: 204 }));
    expect(await testClient(fetch).GET("/{shelf_id}", { params })).toMatchObject({ data: undefined });
  });
});

describe("a call without an answer", () => {
  const lost = () => new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) });

  test("says what became of the connection, without ids or the query", async () => {
    const { fetch } = answering(lost());
    const sent = testClient(fetch).GET("/{shelf_id}/books", { params: { ...params, query: { after: "cursor" } } });
    await expect(sent).rejects.toThrow(GraphConnectionError);
    await expect(sent).rejects.toThrow(/^Cannot GET \/\{shelf_id\}\/books: ECONNREFUSED$/);
  });

  const brokenOff = () =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id"'));
        controller.error(new TypeError("terminated"));
      },
    });

  test("says so when the answer breaks off", async () => {
    const { fetch } = answering(new Response(brokenOff()));
    const sent = testClient(fetch).GET("/{shelf_id}", { params });
    await expect(sent).rejects.toThrow("Cannot GET /{shelf_id}: terminated");
  });

  test("is tried again when the answer breaks off", async () => {
    const { fetch, requests } = answering(new Response(brokenOff()), json({ id: "7" }));
    const client = createClient<{ "v25.0": TestPaths }>({ auth: "EAAB", fetch, retry: { delay: 0 } });
    expect(unwrap(await client.GET("/{shelf_id}", { params }))).toEqual({ id: "7" });
    expect(requests).toHaveLength(2);
  });

  test("fails with the reason of its signal", async () => {
    const controller = new AbortController();
    const { fetch } = answering((request) => {
      controller.abort(new Error("enough"));
      return Promise.reject(request.signal.reason);
    });
    const sent = testClient(fetch).GET("/{shelf_id}", { params, signal: controller.signal });
    await expect(sent).rejects.toThrow("enough");
  });

  test("fails with the reason of its signal while the answer is read", async () => {
    const controller = new AbortController();
    const body = new ReadableStream({
      pull(stream) {
        controller.abort(new Error("enough"));
        stream.error(controller.signal.reason);
      },
    });
    const { fetch } = answering(new Response(body));
    const sent = testClient(fetch).GET("/{shelf_id}", { params, signal: controller.signal });
    await expect(sent).rejects.toThrow("enough");
  });
});
