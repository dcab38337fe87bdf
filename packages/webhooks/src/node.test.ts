import { once } from "node:events";
import { createServer, request as httpRequest, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createWebhookHandler } from "./handler.ts";
import { type NodeRequest, type NodeResponse, toNodeHandler } from "./node.ts";
import { signWebhook } from "./sign.ts";
import { appSecret, texts, verifyToken } from "./webhooks.test-support.ts";

let handled: string[] = [];
const handler = createWebhookHandler({
  appSecret,
  verifyToken,
  dedupe: false,
  on: { messages: ({ message }) => handled.push(message.id) },
});
const stops: (() => void)[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

beforeEach(() => {
  handled = [];
  vi.spyOn(console, "error").mockReturnValue(undefined);
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.restoreAllMocks();
});

const servers: [string, RequestListener][] = [
  ["node:http", toNodeHandler(handler)],
  ["Express", express().all("/webhook", toNodeHandler(handler))],
  ["Express in front of a body parser", express().all("/webhook", toNodeHandler(handler)).use(express.json())],
  ["Express mounted", express().use("/webhook", toNodeHandler(handler))],
  ["Express behind express.raw()", express().use(express.raw({ type: "application/json" })).all("/webhook", toNodeHandler(handler))],
];

describe.each(servers)("toNodeHandler() with %s", (name, listener) => {
  test("refuses a forged delivery", async () => {
    const { method, headers, body } = await signWebhook(texts("wamid.A"), "other");
    const answer = await fetch(await serve(listener), { method, headers, body });
    expect([answer.status, await answer.text()]).toEqual([
      401,
      "Cannot accept the webhook: its signature does not fit its body and the app secret",
    ]);
    expect(handled).toEqual([]);
  });

  test("answers the handshake", async () => {
    const query = new URLSearchParams({ "hub.mode": "subscribe", "hub.verify_token": verifyToken, "hub.challenge": "1158201444" });
    const answer = await fetch(`${await serve(listener)}?${query}`);
    expect([answer.status, await answer.text(), answer.headers.get("x-content-type-options")]).toEqual([200, "1158201444", "nosniff"]);
  });

  test("takes a delivery of a megabyte, byte by byte as it came", async () => {
    const limit = name.includes("raw") ? 90_000 : 1_000_000; // express.raw() takes 100 kB
    const signed = await signWebhook(texts("wamid.A", `wamid.${"ü".repeat(limit / 6)}`), appSecret);
    const answer = await fetch(await serve(listener), signed);
    expect(answer.status).toBe(200);
    expect(handled).toEqual(["wamid.A", `wamid.${"ü".repeat(limit / 6)}`]);
  });
});

describe("toNodeHandler()", () => {
  test("says what is wrong when a body parser came before it, to Express", async () => {
    const errors: unknown[] = [];
    const app = express().use(express.json()).all("/webhook", toNodeHandler(handler));
    app.use(((error, _request, response, _next) => {
      errors.push(error);
      response.status(500).end();
    }) as express.ErrorRequestHandler);
    const answer = await fetch(await serve(app), await signWebhook(texts("wamid.A"), appSecret));
    expect(answer.status).toBe(500);
    expect(errors).toEqual([
      new Error("Cannot read the webhook: a body parser has read it before, put the webhook's route in front of it"),
    ]);
    expect(handled).toEqual([]);
  });

  test("says so to whoever waits without Express, and answers 500", async () => {
    const errors: unknown[] = [];
    const url = await serve((request, response) => {
      request.resume().on("end", () => {
        toNodeHandler(handler)(request, response).catch((error: unknown) => errors.push(error));
      });
    });
    const answer = await fetch(url, await signWebhook(texts("wamid.A"), appSecret));
    expect(answer.status).toBe(500);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(/^Cannot read the webhook: /) })]);
  });

  test("answers 413 to a body that never ends, while it comes", async () => {
    const url = await serve(toNodeHandler(createWebhookHandler({ appSecret, verifyToken, maxSize: 1000, on: {} })));
    const sending = httpRequest(url, { method: "POST", headers: { "x-hub-signature-256": "sha256=0" } });
    sending.on("error", () => undefined);
    sending.write("x".repeat(2000));
    const [answer] = await once(sending, "response");
    expect(answer.statusCode).toBe(413);
    sending.destroy();
  });

  test("takes the raw bytes that a host has kept", async () => {
    const { method, headers, body } = await signWebhook(texts("wamid.A"), appSecret);
    const request: NodeRequest = {
      method,
      url: "http://lantern.example/webhook",
      headers: { ...headers, cookie: undefined },
      rawBody: Buffer.from(body),
      body: JSON.parse(body),
      readableDidRead: true,
      [Symbol.asyncIterator]: () => [][Symbol.iterator]() as never,
    };
    const response = { statusCode: 0, setHeader: vi.fn<NodeResponse["setHeader"]>(), end: vi.fn<NodeResponse["end"]>() };
    await toNodeHandler(handler)(request, response);
    expect([response.statusCode, handled]).toEqual([200, ["wamid.A"]]);
  });

  test("answers HEAD and a request that says nothing", async () => {
    const response = { statusCode: 0, setHeader: () => undefined, end: () => undefined };
    const request = { headers: {}, [Symbol.asyncIterator]: () => [][Symbol.iterator]() as never };
    await toNodeHandler(handler)({ ...request, method: "HEAD" }, response);
    expect(response.statusCode).toBe(405);
    await toNodeHandler(handler)(request, response);
    expect(response.statusCode).toBe(403);
  });
});
