import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { sendMalformedRequests, serverErrors } from "../../../scripts/lib/malformed-requests.ts";
import { createWebhookHandler, type WebhookHandler } from "./handler.ts";
import { signWebhook } from "./sign.ts";
import { address, appSecret, handshake, signedRequest, texts, verifyToken } from "./webhooks.test-support.ts";

function start() {
  const handled: string[] = [];
  const on = { messages: ({ message }: { message: { id: string } }) => handled.push(message.id) };
  return { handled, handler: createWebhookHandler({ appSecret, verifyToken, on }) };
}

/** The URL of a Hono server with nothing but the handler. */
async function serveHono(handler: WebhookHandler): Promise<string> {
  const app = new Hono();
  app.on(["GET", "POST"], "/webhook", (context) => handler(context.req.raw));
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

test("Hono serves a handler unchanged", async () => {
  const { handled, handler } = start();
  const url = await serveHono(handler);

  expect(await (await fetch(url + handshake)).text()).toBe("1158201444");
  expect((await fetch(url, await signWebhook(texts("wamid.A"), "other"))).status).toBe(401);
  expect((await fetch(url, await signWebhook(texts("wamid.Ä"), appSecret))).status).toBe(200);
  expect(handled).toEqual(["wamid.Ä"]);
});

// what a route handler is to Next.js: functions named after methods, called with a request and the route's parameters
test("a route of Next.js is the handler under two names, with after() for work after the response", async () => {
  const { handled, handler } = start();
  const route = { GET: handler, POST: handler };
  const segment = { params: Promise.resolve({}) };
  expect(await (await route.GET(new Request(address + handshake), segment)).text()).toBe("1158201444");
  expect((await route.POST(await signedRequest(texts("wamid.A")), segment)).status).toBe(200);
  expect(handled).toEqual(["wamid.A"]);

  const after = vi.fn<(work: Promise<unknown>) => void>();
  const POST = (request: Request) => handler(request, { waitUntil: after });
  expect((await POST(await signedRequest(texts("wamid.B")))).status).toBe(200);
  expect(after).toHaveBeenCalledOnce();
});

test("a route of Next.js that has read the body gets a WebhookAppError", async () => {
  const errors: unknown[] = [];
  const handler = createWebhookHandler({ appSecret, verifyToken, on: {}, onError: (error) => errors.push(error) });
  const request = await signedRequest(texts("wamid.A"));
  await request.json();
  expect((await handler(request, { params: Promise.resolve({}) })).status).toBe(500);
  expect(errors).toEqual([expect.objectContaining({ name: "WebhookAppError", part: "body" })]);
});

test("a server of Hono survives malformed requests of every kind", async () => {
  const errors: unknown[] = [];
  const handler = createWebhookHandler({ appSecret, verifyToken, on: {}, onError: (error) => errors.push(error) });
  const url = await serveHono(handler);
  const checkAlive = async () => expect((await fetch(url + handshake)).status).toBe(200);
  const { hostname, port } = new URL(url);
  expect(
    serverErrors(await sendMalformedRequests({ host: hostname, port: Number(port), path: "/webhook", checkAlive })),
  ).toEqual([]);
  expect(errors).toEqual([]); // other senders cannot fill a log
});

test("a server of Hono closes the connection of a body that is too large", async () => {
  const url = await serveHono(createWebhookHandler({ appSecret, verifyToken, on: {}, maxSize: 1000 }));
  const answer = await fetch(url, {
    method: "POST",
    headers: { "x-hub-signature-256": "sha256=0" },
    body: "x".repeat(100_000),
  });
  expect([answer.status, answer.headers.get("connection")]).toEqual([413, "close"]);
});
