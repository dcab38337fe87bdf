import type { Middleware } from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { answering, graphError, json, lost } from "./answers.test-support.ts";
import { GraphConnectionError } from "./errors/connection-error.ts";
import { unwrap } from "./errors/call-result.ts";
import { testClient } from "./paths.test-support.ts";

const params = { path: { shelf_id: "7" } };

/** A client without retry that uses the middleware. */
function using(middleware: Middleware, ...answers: Parameters<typeof answering>) {
  const { fetch, requests } = answering(...answers);
  const client = testClient(fetch);
  client.use(middleware);
  return { client, requests };
}

describe("client.use()", () => {
  test("rejects what is not a middleware, and continues without it", async () => {
    const { fetch } = answering(json({ id: "7" }));
    const client = testClient(fetch);
    expect(() => client.use({} as Middleware)).toThrow("Middleware must be an object");
    expect(unwrap(await client.with({}).GET("/{shelf_id}", { params }))).toEqual({ id: "7" });
  });

  test("lets middleware of openapi-fetch see a standard request and the template, but no token", async () => {
    const seen: unknown[] = [];
    const onRequest: Middleware["onRequest"] = async ({ request, schemaPath, params: given }) => {
      expect(request).toBeInstanceOf(Request);
      const { url, headers } = request;
      seen.push(schemaPath, given.path, url, headers.get("Authorization"), await request.clone().text());
    };
    const { client, requests } = using({ onRequest }, json({ id: "8" }));
    const query = { limit: 2 } as unknown as never;
    await client.POST("/{shelf_id}/books", { params: { ...params, query }, body: { title: "Waves" } });
    const url = "https://graph.facebook.com/v25.0/7/books?limit=2";
    expect(seen).toEqual(["/{shelf_id}/books", { shelf_id: "7" }, url, null, '{"title":"Waves"}']);
    expect(requests[0]?.url).toBe(url);
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer EAAB");
    expect(await requests[0]?.text()).toBe('{"title":"Waves"}');
  });

  test("lets it change the request, or send another", async () => {
    const onRequest: Middleware["onRequest"] = ({ request }) => {
      request.headers.set("X-First", "1");
      return new Request(request, { headers: { ...Object.fromEntries(request.headers), "X-Second": "2" } });
    };
    const { client, requests } = using({ onRequest }, json({ id: "8" }));
    const { data, attempts } = await client.POST("/{shelf_id}/books", { params, body: { title: "Waves" } });
    expect([data, attempts]).toEqual([{ id: "8" }, 1]);
    expect(requests[0]?.headers.get("X-First")).toBe("1");
    expect(requests[0]?.headers.get("X-Second")).toBe("2");
    expect(await requests[0]?.json()).toEqual({ title: "Waves" });
  });

  test("does not let it send the token elsewhere", async () => {
    const onRequest: Middleware["onRequest"] = ({ request }) => new Request("https://evil.example/", request);
    const { client, requests } = using({ onRequest }, json({}));
    await expect(client.GET("/{shelf_id}", { params })).rejects.toThrow("is not one of https://");
    expect(requests).toEqual([]);
  });

  test("lets it respond in place of the platform", async () => {
    const { client, requests } = using({ onRequest: () => json({ id: "7" }) });
    expect(await client.GET("/{shelf_id}", { params })).toMatchObject({ data: { id: "7" }, attempts: 0 });
    expect(requests).toEqual([]);
  });

  test("lets it read the response, cloned or not", async () => {
    const seen: unknown[] = [];
    const onResponse: Middleware["onResponse"] = async ({ response }) => {
      expect(response).toBeInstanceOf(Response);
      seen.push(await response.clone().json(), await response.json(), response.status);
    };
    const { client } = using({ onResponse }, json({ id: "7" }), graphError(400, { code: 100, message: "no" }));
    expect((await client.GET("/{shelf_id}", { params })).data).toEqual({ id: "7" });
    expect((await client.GET("/{shelf_id}", { params })).error?.error.code).toBe(100);
    const error = { error: { code: 100 } };
    expect(seen).toMatchObject([{ id: "7" }, { id: "7" }, 200, error, error, 400]);
  });

  const book = { data: { id: "8" } };
  const errorOf = (code: number) => ({ error: { error: { code } } });
  const empty = (status: number) => () => new Response(null, { status });
  test.each([
    ["a success by a success", json({ id: "7" }), () => json({ id: "8" }), book],
    ["a refusal by a success", graphError(400, { code: 100 }), () => json({ id: "8" }), book],
    ["a success by a refusal", json({ id: "7" }), () => graphError(400, { code: 10 }), errorOf(10)],
    ["a success by a page", json({ id: "7" }), () => new Response("<b>no", { status: 502 }), errorOf(-1)],
    ["a success by nothing", json({ id: "7" }), empty(204), { data: undefined }],
    ["a success by an empty refusal", json({ id: "7" }), empty(500), errorOf(-1)],
  ])("lets it replace %s", async (_, answer, replace, expected) => {
    const { client } = using({ onResponse: replace }, answer);
    expect(await client.GET("/{shelf_id}", { params })).toMatchObject(expected);
  });

  test("lets it wrap the body of the response", async () => {
    const onResponse: Middleware["onResponse"] = ({ response }) => new Response(response.body, response);
    const { client } = using({ onResponse }, json({ id: "7" }), graphError(400, { code: 100 }));
    expect((await client.GET("/{shelf_id}", { params })).data).toEqual({ id: "7" });
    expect((await client.GET("/{shelf_id}", { params })).error?.error.code).toBe(100);
  });

  test("hides no secret less than without it", async () => {
    const token = `EAA${"x".repeat(60)}`;
    const onResponse: Middleware["onResponse"] = ({ response }) => new Response(response.body, response);
    const { client } = using({ onResponse }, graphError(400, { code: 190, message: `Malformed ${token}` }));
    expect((await client.GET("/{shelf_id}", { params })).error?.error.message).toBe("Malformed …");
  });

  test("lets it see and replace what a call failed with", async () => {
    const seen: unknown[] = [];
    const onError: Middleware["onError"] = ({ error }) => {
      seen.push(error);
      return new Error("out of order");
    };
    const { client } = using({ onError }, lost("ECONNRESET"));
    await expect(client.GET("/{shelf_id}", { params })).rejects.toThrow("out of order");
    expect(seen).toEqual([new GraphConnectionError("Cannot GET /{shelf_id}", "ECONNRESET")]);
  });

  test.each([
    ["nothing", new Response(null, { status: 204 }), { data: undefined }],
    ["a redirect", new Response(null, { status: 302 }), errorOf(-1)],
  ])("survives a response that is %s", async (_, answer, expected) => {
    const { client } = using({ onResponse: () => undefined }, answer);
    expect(await client.GET("/{shelf_id}", { params })).toMatchObject(expected);
  });

  test("survives a redirect that browsers hide", async () => {
    const hidden = new Response(null);
    Object.defineProperties(hidden, { type: { value: "opaqueredirect" }, status: { value: 0 }, ok: { value: false } });
    const { client } = using({ onResponse: () => undefined }, hidden);
    expect((await client.GET("/{shelf_id}", { params })).error?.error.message).toContain("the response is a redirect");
  });

  test("leaves streams, forms and bytes as they are", async () => {
    const endless = new Response(new ReadableStream({ pull: (stream) => stream.enqueue("bytes") }));
    const { client, requests } = using({ onRequest: () => undefined }, endless, json({ id: "8" }), json({ id: "8" }));
    const { data } = await client.GET("/{shelf_id}", { params, parseAs: "stream" });
    expect(await data?.getReader().read()).toEqual({ done: false, value: "bytes" });
    const form = { title: "Waves", cover: new Blob(["png"]) };
    await client.POST("/{shelf_id}/books", { params, body: form });
    expect((await requests[1]?.formData())?.get("title")).toBe("Waves");
    await client.POST("/{shelf_id}/books", { params, body: new Blob(["png"]).stream() as unknown as typeof form });
    expect(requests[2]?.headers.get("Content-Type")).toBe("application/octet-stream");
    expect(await requests[2]?.text()).toBe("png");
  });

  test("ends a call by its signal", async () => {
    const controller = new AbortController();
    const { client } = using({ onRequest: () => undefined }, (request) => {
      controller.abort(new Error("enough"));
      return Promise.reject(request.signal.reason);
    });
    await expect(client.GET("/{shelf_id}", { params, signal: controller.signal })).rejects.toThrow("enough");
  });

  test("runs once for a call, however often that is sent", async () => {
    const { fetch } = answering(graphError(500, { code: 2 }), json({ id: "7" }));
    const client = testClient(fetch, { retry: { delay: 0 } });
    let count = 0;
    client.use({ onRequest: () => void count++ });
    expect((await client.GET("/{shelf_id}", { params })).attempts).toBe(2);
    expect(count).toBe(1);
  });
});
