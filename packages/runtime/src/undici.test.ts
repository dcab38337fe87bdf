import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Agent } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { createClient } from "./client.ts";
import { unwrap } from "./errors/call-result.ts";
import type { TestPaths } from "./paths.test-support.ts";
import { listen } from "./servers.test-support.ts";
import { undiciFetch } from "./undici.ts";

const params = { path: { shelf_id: "7" } };
interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A client with undici, of a server that responds to each request in turn. */
async function connect(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    answers[seen.length - 1]?.(response, request);
  });
  const { origin: baseUrl } = await listen(server);
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.destroy());
  const client = createClient<{ "v25.0": TestPaths }>({
    auth: "EAAB",
    baseUrl,
    fetch: undiciFetch({ dispatcher }),
    retry: { delay: 0 },
    timeout: 20_000,
  });
  return { client, seen };
}

const answerJson =
  (body: unknown, status = 200) =>
  (response: ServerResponse) =>
    response.writeHead(status, { "Content-Type": "application/json", "X-Twice": ["a", "b"] }).end(JSON.stringify(body));

describe("undiciFetch()", () => {
  test("sends a call and returns the response, repeated headers included", async () => {
    const { client, seen } = await connect(answerJson({ id: "8" }));
    const result = await client.POST("/{shelf_id}/books", { params, body: { title: "Wellen – Ärger" } });
    expect(unwrap(result)).toEqual({ id: "8" });
    expect(result.response.headers.get("X-Twice")).toMatch(/a, ?b/);
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/v25.0/7/books",
        headers: { authorization: "Bearer EAAB" },
        body: '{"title":"Wellen – Ärger"}',
      },
    ]);
  });

  test("uses undici's global dispatcher when none is given", async () => {
    const fetch = undiciFetch();
    await expect(fetch("http://127.0.0.1:1/", {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("returns errors of the platform", async () => {
    const { client } = await connect(answerJson({ error: { message: "no", type: "OAuthException", code: 100 } }, 400));
    expect((await client.GET("/{shelf_id}", { params })).error?.error.code).toBe(100);
  });

  test("follows no redirect", async () => {
    const { client, seen } = await connect((response) => response.writeHead(302, { Location: "/elsewhere" }).end());
    expect((await client.GET("/{shelf_id}", { params })).error?.error.message).toContain("redirect");
    expect(seen).toHaveLength(1);
  });

  test("reports to retry a connection that is lost before or during the response", async () => {
    const { client, seen } = await connect(
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { "Content-Length": "100" }).write("{");
        setTimeout(() => response.destroy(), 10);
      },
      answerJson({ id: "7" }),
    );
    const result = await client.GET("/{shelf_id}", { params });
    expect(unwrap(result)).toEqual({ id: "7" });
    expect(result.attempts).toBe(3);
    expect(seen).toHaveLength(3);
  });

  test("ends with its signal, before it is sent and while the response comes", async () => {
    const { client, seen } = await connect((response) => response.writeHead(200).write("{"));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(client.GET("/{shelf_id}", { params, signal })).rejects.toThrow("enough");
    expect(seen).toEqual([]);
    const fetch = undiciFetch();
    await expect(fetch("http://127.0.0.1:1/", { signal })).rejects.toThrow("enough");
    const controller = new AbortController();
    const sent = client.GET("/{shelf_id}", { params, signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 50);
    await expect(sent).rejects.toThrow("enough");
  });

  test("rejects a response that does not end", async () => {
    const { client } = await connect((response) => {
      const piece = Buffer.alloc(4 * 1024 * 1024, " ");
      const write = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on("drain", write);
      write();
    });
    const sent = client.POST("/{shelf_id}/books", { params, body: { title: "Waves" } });
    await expect(sent).rejects.toThrow("the response exceeds 67108864 bytes");
  });

  test("leaves forms and streams to the global fetch", async () => {
    const { client, seen } = await connect(answerJson({ id: "8" }), answerJson({ id: "7" }));
    await client.POST("/{shelf_id}/books", {
      params,
      body: { title: "Waves", cover: new Blob(["png"]) } as { title: string },
    });
    const { data } = await client.GET("/{shelf_id}", { params, parseAs: "stream" });
    expect(seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data/);
    expect(await new Response(data).json()).toEqual({ id: "7" });
  });
});
