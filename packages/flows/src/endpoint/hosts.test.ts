import { serve as serveHono } from "@hono/node-server";
import { toNodeHandler } from "@openwaba/webhooks";
import express from "express";
import { Hono } from "hono";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../../../../scripts/lib/loopback.ts";
import { sendMalformedRequests, serverErrors } from "../../../../scripts/lib/malformed-requests.ts";
import { completeFlow } from "./answers.ts";
import { createFlowEndpoint } from "./create-flow-endpoint.ts";
import { appSecret, ask, createKeys, sign } from "./endpoint.test-support.ts";

const { pem, publicKey } = createKeys();
const errors: unknown[] = [];
const endpoint = createFlowEndpoint({
  privateKey: pem,
  appSecret,
  on: { data_exchange: { SIGN_UP: (event) => completeFlow(event, event.data) } },
  onError: (error) => errors.push(error),
});

async function serve(listener: RequestListener): Promise<string> {
  const { url, stop } = await listen(createServer(listener));
  onTestFinished(stop);
  return `${url}/flow`;
}

async function serveByHono(): Promise<string> {
  const app = new Hono();
  app.post("/flow", (context) => endpoint(context.req.raw));
  const server = serveHono({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/flow`;
}

const hosts: [string, () => Promise<string>][] = [
  ["node:http", () => serve(toNodeHandler(endpoint))],
  ["Express", () => serve(express().post("/flow", toNodeHandler(endpoint)).use(express.json()))],
  [
    "Express behind express.raw()",
    () =>
      serve(
        express()
          .use(express.raw({ type: "application/json" }))
          .post("/flow", toNodeHandler(endpoint)),
      ),
  ],
  ["Hono", serveByHono],
];

describe.each(hosts)("an endpoint on %s", (_name, start) => {
  test("answers a client, whose bytes arrive unchanged", async () => {
    const data = { name: "Zoë ☕", about: "x".repeat(40_000) };
    const { status, headers, answer } = await ask(
      await start(),
      { action: "data_exchange", screen: "SIGN_UP", data, flow_token: "1" },
      publicKey,
    );
    expect([status, headers.get("content-type")?.split(";")[0]]).toEqual([200, "text/plain"]);
    const params = { ...data, flow_token: "1" };
    expect(answer).toEqual({ screen: "SUCCESS", data: { extension_message_response: { params } } });
  });

  test("sends the statuses that the platform documents", async () => {
    const url = await start();
    const post = (body: string, signature: string) =>
      fetch(url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "x-hub-signature-256": signature },
      });
    const other = JSON.stringify({ encrypted_flow_data: "AAAA", encrypted_aes_key: "AAAA", initial_vector: "AAAA" });
    const responses = [
      await post("{}", sign("{}", "other")),
      await post("{}", sign("{}")),
      await post(other, sign(other)),
    ];
    expect(responses.map(({ status }) => status)).toEqual([432, 400, 421]);
    expect((await ask(url, { action: "ping" }, publicKey)).answer).toEqual({ data: { status: "active" } });
  });
});

// express.raw() itself rejects some of these
test.each(hosts.filter(([name]) => !name.includes("raw")))(
  "an endpoint on %s survives malformed requests of every kind, and reports none",
  async (_name, start) => {
    const url = await start();
    errors.length = 0;
    const checkAlive = async () => expect((await ask(url, { action: "ping" }, publicKey)).status).toBe(200);
    const { hostname, port } = new URL(url);
    const responses = await sendMalformedRequests({ host: hostname, port: Number(port), path: "/flow", checkAlive });
    expect(serverErrors(responses)).toEqual([]);
    expect(errors).toEqual([]); // other senders cannot fill a log
  },
);

test("an endpoint behind a body parser is an error that says so", async () => {
  const seen: unknown[] = [];
  const app = express().use(express.json()).post("/flow", toNodeHandler(endpoint));
  app.use(((error, _request, response, _next) => {
    seen.push(error);
    response.status(500).end();
  }) as express.ErrorRequestHandler);
  expect((await ask(await serve(app), { action: "ping" }, publicKey)).status).toBe(500);
  expect(seen).toMatchObject([{ name: "WebhookAppError", part: "body" }]);
});
