import { describe, expect, test } from "vitest";
import { answering, graphError, json, lost } from "../answers.test-support.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import { unwrap } from "../errors/call-result.ts";
import { testClient } from "../paths.test-support.ts";

const params = { path: { shelf_id: "1065403522" } };
const html = (text: string, status: number) =>
  new Response(text, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });

/** Result of `GET /{shelf_id}` for this response. */
function get(answer: Response | Error) {
  return testClient(answering(answer).fetch).GET("/{shelf_id}", { params });
}

describe("the response of a call", () => {
  test("is the platform's error when it rejects the call", async () => {
    const { data, error, response, request } = await get(graphError(400, { code: 100 }));
    expect(data).toBeUndefined();
    expect(error?.error).toMatchObject({ code: 100, type: "OAuthException" });
    expect(response.status).toBe(400);
    expect(request).toEqual({ method: "GET", path: "/{shelf_id}" });
  });

  test.each([200, 201])("is an error when a success with status %i carries one", async (status) => {
    const { data, error } = await get(json({ error: { message: "no", type: "OAuthException", code: 1 } }, { status }));
    expect(data).toBeUndefined();
    expect(error?.error.code).toBe(1);
  });

  test("is data when it has an error property that is not an error of the platform", async () => {
    expect(await get(json({ id: "7", error: null }))).toMatchObject({ data: { id: "7", error: null } });
  });

  const brokenOff = new Response('{"id":', { headers: { "Content-Type": "application/json" } });
  test.each([
    ["a proxy's page", html("<html><style>b{}</style><b>Bad  gateway", 502), "39 characters of text/html: Bad gateway"],
    ["a page with status 200", html("<html>Log in", 200), "12 characters of text/html: Log in"],
    ["other JSON", json({ oops: true }, { status: 500 }), '13 characters of application/json: {"oops":true}'],
    ["JSON that breaks off", brokenOff, '6 characters of application/json: {"id":'],
    ["a string", json("no", { status: 500 }), '4 characters of application/json: "no"'],
    ["null", json(null, { status: 500 }), "4 characters of application/json: null"],
    ["an error of another kind", json({ error: { x: 1 } }), '17 characters of application/json: {"error":{"x":1}}'],
    ["of no type", new Response(new TextEncoder().encode("no"), { status: 500 }), "2 characters of unknown type: no"],
  ])("is an error with code -1 that says what came when it is %s", async (_, answer, kind) => {
    const result = await get(answer);
    const message = `expected a Graph response, got ${kind}`;
    expect(result.data).toBeUndefined();
    expect(result.error).toEqual({ error: { message, type: "HttpError", code: -1 } });
    expect(() => unwrap(result)).toThrow(`Cannot GET /{shelf_id}: ${message} [status ${answer.status}, code -1]`);
  });

  test.each([
    ["a refusal", new Response(null, { status: 500 })],
    ["a refusal of length 0", new Response("", { status: 403, headers: { "Content-Length": "0" } })],
    ["a success", new Response(null)],
    ["a success of length 0", new Response("", { headers: { "Content-Length": "0" } })],
  ])("is an error when %s is empty", async (_, answer) => {
    const { data, error } = await get(answer);
    expect(data).toBeUndefined();
    expect(error?.error).toEqual({ message: "the response is empty", type: "HttpError", code: -1 });
  });

  test.each([301, 302, 303, 307, 308, 304])(
    "is an error when it is a redirect with status %i, which nobody follows",
    async (status) => {
      const { fetch, requests } = answering(
        new Response(null, { status, headers: { Location: "https://evil.example" } }),
      );
      const { error } = await testClient(fetch).GET("/{shelf_id}", { params });
      expect(error?.error.message).toBe("the response is a redirect, which is never followed");
      expect(requests).toHaveLength(1);
    },
  );

  test("is an error when it is a redirect that browsers hide", async () => {
    const hidden = new Response(null);
    Object.defineProperties(hidden, { type: { value: "opaqueredirect" }, status: { value: 0 }, ok: { value: false } });
    expect((await get(hidden)).error?.error.message).toBe("the response is a redirect, which is never followed");
  });

  test("is undefined when it has no content", async () => {
    const result = await get(new Response(null, { status: 204 }));
    expect(result.error).toBeUndefined();
    expect(unwrap(result)).toBeUndefined();
    expect("data" in result).toBe(true);
  });

  test.each([null, "text", 7, []])("is data even when it is %j", async (value) => {
    expect((await get(json(value))).data).toEqual(value);
  });

  test("can be read again from the response", async () => {
    const { response } = await get(json({ id: "7" }));
    expect(await response.json()).toEqual({ id: "7" });
    expect(await response.text()).toBe('{"id":"7"}');
  });

  test.each([
    ["pages that never end their tags", "<".repeat(1_000_000)],
    ["pages full of styles", "<style>".repeat(150_000)],
    ["pages full of blanks", " ".repeat(1_000_000)],
  ])("is told in no time for %s", async (_, text) => {
    const start = performance.now();
    const { error } = await get(html(text, 502));
    expect(error?.error.message).toContain("characters of text/html");
    expect(performance.now() - start).toBeLessThan(5000); // minutes when it looks for the end of each tag
  });

  test("shows nothing that a terminal would take for a command", async () => {
    const { error } = await get(html("\u001b[2J\u0000a\u202eb\u009b31m\r\nc", 502));
    expect(error?.error.message).toMatch(/: \[2J a b 31m c$/);
  });

  test("shows no part of a token, wherever in a page it stands", async () => {
    const token = `EAA${"x".repeat(60)}`;
    for (let before = 1900; before < 2010; before += 10) {
      const { error } = await get(html(`${" ".repeat(before)}${token}`, 502));
      expect(error?.error.message).not.toMatch(/EAA|x{3}/);
    }
  });
});

describe("a call for a stream", () => {
  const options = { params, parseAs: "stream" } as const;

  test("returns the bytes as they come", async () => {
    const { fetch } = answering(new Response("bytes"));
    const result = await testClient(fetch).GET("/{shelf_id}", options);
    expect(await new Response(result.data).text()).toBe("bytes");
    expect(result).toMatchObject({ attempts: 1, waits: [] });
  });

  test("is an ordinary error when it is rejected", async () => {
    const { fetch } = answering(graphError(404, { code: 100 }));
    const { data, error } = await testClient(fetch, { retry: {} }).GET("/{shelf_id}", options);
    expect([data, error?.error.code]).toEqual([undefined, 100]);
  });

  test("is retried when it is rejected for a transient reason", async () => {
    const { fetch } = answering(graphError(500, { code: 2 }), new Response("bytes"));
    const result = await testClient(fetch, { retry: { delay: 0 } }).GET("/{shelf_id}", options);
    expect(await new Response(result.data).text()).toBe("bytes");
  });
});

describe("a call without a response", () => {
  test("says what became of the connection, without ids or the query", async () => {
    const { fetch } = answering(lost("ECONNREFUSED"));
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

  test("says so when the response breaks off", async () => {
    await expect(get(new Response(brokenOff()))).rejects.toThrow("Cannot GET /{shelf_id}: terminated");
  });

  test("is retried when the response breaks off", async () => {
    const { fetch } = answering(new Response(brokenOff()), json({ id: "7" }));
    const result = await testClient(fetch, { retry: { delay: 0 } }).GET("/{shelf_id}", { params });
    expect(result).toMatchObject({ data: { id: "7" }, attempts: 2 });
  });

  test("fails with the reason of its signal", async () => {
    const controller = new AbortController();
    const { fetch } = answering((request) => {
      controller.abort(new Error("enough"));
      return Promise.reject(request.signal.reason);
    });
    const sent = testClient(fetch, { retry: {} }).GET("/{shelf_id}", { params, signal: controller.signal });
    await expect(sent).rejects.toThrow("enough");
  });
});
