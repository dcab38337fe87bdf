import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { createWebhookHandler, type WorkContext } from "./handler.ts";
import { signWebhook } from "./sign.ts";
import { address, appSecret, signedRequest, texts, verifyToken } from "./webhooks.test-support.ts";

const handshake = `?hub.mode=subscribe&hub.verify_token=${verifyToken}&hub.challenge=1158201444`;

function start() {
  const handled: string[] = [];
  const on = { messages: ({ message }: { message: { id: string } }) => handled.push(message.id) };
  return { handled, handler: createWebhookHandler({ appSecret, verifyToken, on }) };
}

test("Hono serves a handler as it is", async () => {
  const { handled, handler } = start();
  const app = new Hono();
  app.on(["GET", "POST"], "/webhook", (context) => handler(context.req.raw));
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;

  expect(await (await fetch(url + handshake)).text()).toBe("1158201444");
  expect((await fetch(url, await signWebhook(texts("wamid.A"), "other"))).status).toBe(401);
  expect((await fetch(url, await signWebhook(texts("wamid.Ä"), appSecret))).status).toBe(200);
  expect(handled).toEqual(["wamid.Ä"]);
});

// what a route handler is to Next.js: functions named after methods, called with a request and the route's parameters
test("a route of Next.js is the handler under two names, with after() for what follows the answer", async () => {
  const { handled, handler } = start();
  const route = { GET: handler, POST: handler };
  const segment = { params: Promise.resolve({}) } as WorkContext;
  expect(await (await route.GET(new Request(address + handshake), segment)).text()).toBe("1158201444");
  expect((await route.POST(await signedRequest(texts("wamid.A")), segment)).status).toBe(200);
  expect(handled).toEqual(["wamid.A"]);

  const after = vi.fn<(work: Promise<unknown>) => void>();
  const POST = (request: Request) => handler(request, { waitUntil: after });
  expect((await POST(await signedRequest(texts("wamid.B")))).status).toBe(200);
  expect(after).toHaveBeenCalledOnce();
});
