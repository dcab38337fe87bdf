import { once } from "node:events";
import { Agent, createServer, request as httpRequest, type RequestListener } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import express from "express";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { listen } from "../../../scripts/lib/loopback.ts";
import { sendMalformedRequests, serverErrors } from "../../../scripts/lib/malformed-requests.ts";
import { createWebhookHandler } from "./handler.ts";
import {
  type FetchHandler,
  type NodeHandler,
  type NodeHandlerOptions,
  type NodeRequest,
  type NodeResponse,
  toNodeHandler,
} from "./node.ts";
import { signWebhook } from "./sign.ts";
import { appSecret, handshake, texts, verifyToken } from "./webhooks.test-support.ts";

let handled: string[] = [];
const handler = createWebhookHandler({
  appSecret,
  verifyToken,
  dedupe: false,
  on: { messages: ({ message }) => handled.push(message.id) },
});
const consumed = expect.objectContaining({
  name: "WebhookAppError",
  part: "body",
  message: "Cannot handle the webhook: its body was already consumed: mount the webhook before any body parser",
});

async function serve(listener: RequestListener): Promise<string> {
  const { url, stop } = await listen(createServer(listener));
  onTestFinished(stop);
  return `${url}/webhook`;
}

beforeEach(() => {
  handled = [];
  vi.spyOn(console, "error").mockReturnValue(undefined);
});
afterEach(() => void vi.restoreAllMocks());

/** A request and a response of a host that is not Node. */
const emptyRequest: NodeRequest = { headers: {}, [Symbol.asyncIterator]: () => [][Symbol.iterator]() as never };
const createResponse = () => ({
  statusCode: 0,
  setHeader: vi.fn<NodeResponse["setHeader"]>(),
  end: vi.fn<NodeResponse["end"]>(),
});

const servers: [string, RequestListener][] = [
  ["node:http", toNodeHandler(handler)],
  ["Express", express().all("/webhook", toNodeHandler(handler))],
  ["Express in front of a body parser", express().all("/webhook", toNodeHandler(handler)).use(express.json())],
  ["Express mounted", express().use("/webhook", toNodeHandler(handler))],
  [
    "Express behind express.raw()",
    express()
      .use(express.raw({ type: "application/json" }))
      .all("/webhook", toNodeHandler(handler)),
  ],
];

describe.each(servers)("toNodeHandler() with %s", (name, listener) => {
  test("rejects a forged delivery", async () => {
    const { method, headers, body } = await signWebhook(texts("wamid.A"), "other");
    const answer = await fetch(await serve(listener), { method, headers, body });
    expect([answer.status, await answer.text()]).toEqual([
      401,
      "Cannot accept the webhook: its signature does not match",
    ]);
    expect(handled).toEqual([]);
  });

  test("responds to the handshake", async () => {
    const answer = await fetch((await serve(listener)) + handshake);
    expect([answer.status, await answer.text()]).toEqual([200, "1158201444"]);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("accepts a delivery of a megabyte with its bytes unchanged", async () => {
    const limit = name.includes("raw") ? 90_000 : 1_000_000; // express.raw() takes 100 kB
    const signed = await signWebhook(texts("wamid.A", `wamid.${"ü".repeat(limit / 6)}`), appSecret);
    const answer = await fetch(await serve(listener), signed);
    expect(answer.status).toBe(200);
    expect(handled).toEqual(["wamid.A", `wamid.${"ü".repeat(limit / 6)}`]);
  });
});

describe.each(servers.slice(0, 4))("toNodeHandler() with %s", (name, listener) => {
  test("survives malformed requests of every kind, without a rejection and without status 500", async () => {
    const rejections: unknown[] = [];
    const note = (error: unknown) => void rejections.push(error);
    process.on("unhandledRejection", note);
    onTestFinished(() => void process.off("unhandledRejection", note));
    const url = await serve(listener);
    const checkAlive = async () =>
      expect((await fetch(url, await signWebhook(texts("wamid.A"), appSecret))).status).toBe(200);
    const { hostname, port } = new URL(url);
    const responses = await sendMalformedRequests({ host: hostname, port: Number(port), path: "/webhook", checkAlive });
    expect(rejections).toEqual([]);
    expect(serverErrors(responses)).toEqual([]);
    if (name !== "node:http") return;
    const statuses = (start: string) => responses.find((response) => response.name.startsWith(start))?.statuses;
    const wrongMethods = ['method "TRACE"', 'TRACE "http://["', 'method "OPTIONS"'];
    const wrongTargets = ['GET "http://["', 'POST "*"', 'GET "ftp://localhost/"'];
    expect([...wrongMethods, ...wrongTargets].map(statuses)).toEqual([[405], [405], [405], [400], [400], [400]]);
  });
});

describe("toNodeHandler()", () => {
  test("passes an error to Express when a body parser came before it", async () => {
    const errors: unknown[] = [];
    const app = express().use(express.json()).all("/webhook", toNodeHandler(handler));
    app.use(((error, _request, response, _next) => {
      errors.push(error);
      response.status(500).end();
    }) as express.ErrorRequestHandler);
    const answer = await fetch(await serve(app), await signWebhook(texts("wamid.A"), appSecret));
    expect(answer.status).toBe(500);
    expect(errors).toEqual([consumed]);
    expect(handled).toEqual([]);
  });

  test("calls onError without Express, the console by default, and responds with 500", async () => {
    const errors: unknown[] = [];
    const behindParser = (listener: NodeHandler) =>
      serve((request, response) => {
        request.resume().on("end", () => void listener(request, response));
      });
    const signed = await signWebhook(texts("wamid.A"), appSecret);
    const url = await behindParser(toNodeHandler(handler, { onError: (error) => errors.push(error) }));
    expect((await fetch(url, signed)).status).toBe(500);
    expect(errors).toEqual([consumed]);
    expect((await fetch(await behindParser(toNodeHandler(handler)), signed)).status).toBe(500);
    expect(console.error).toHaveBeenCalledExactlyOnceWith(consumed);
  });

  const rejecting = () => Promise.reject(new Error("no"));
  test.each<[string, FetchHandler, NodeHandlerOptions]>([
    ["a handler that throws", rejecting, {}],
    ["an onError that throws too", rejecting, { onError: () => Promise.reject(new Error("no log")) }],
    ["a header that Node does not take", () => new Response(null, { headers: { "x-name": "\u0001" } }), {}],
  ])("responds, and never rejects, with %s", async (_, broken, options) => {
    const listener = toNodeHandler(broken, options);
    const outcomes: unknown[] = [];
    const url = await serve(
      (request, response) =>
        void listener(request, response).then(
          () => outcomes.push("fulfilled"),
          (error) => outcomes.push(error),
        ),
    );
    expect((await fetch(url)).status).toBe(500);
    await vi.waitFor(() => expect(outcomes).toEqual(["fulfilled"]));
  });

  test("never rejects when the client is gone, when other code has responded, or when next throws", async () => {
    const response = createResponse();
    const gone = () => {
      throw new Error("the socket is closed");
    };
    await toNodeHandler(handler)(emptyRequest, { ...response, setHeader: gone, end: gone });
    await toNodeHandler(handler)(emptyRequest, { ...response, headersSent: true });
    expect(response.end).not.toHaveBeenCalled();
    await toNodeHandler(rejecting)(emptyRequest, response, gone);
    expect(response.end).not.toHaveBeenCalled();
    expect(console.error).toHaveBeenLastCalledWith(new Error("the socket is closed"));
  });

  test("responds with 413 to a body that never ends, closes the connection and stops reading", async () => {
    const sockets = new Set<Socket>();
    const listener = toNodeHandler(createWebhookHandler({ appSecret, verifyToken, maxSize: 1000, on: {} }));
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      void listener(request, response);
    });
    const sending = httpRequest(url, {
      method: "POST",
      headers: { "x-hub-signature-256": "sha256=0" },
      agent: new Agent({ keepAlive: true }),
    });
    sending.on("error", () => undefined);
    sending.write("x".repeat(2000));
    const [answer] = await once(sending, "response");
    expect([answer.statusCode, answer.headers.connection]).toEqual([413, "close"]);
    const pump = setInterval(() => sending.write("x".repeat(10_000)), 1);
    onTestFinished(() => clearInterval(pump));
    await vi.waitFor(() => expect([...sockets].map(({ destroyed }) => destroyed)).toEqual([true]));
    expect([...sockets][0]?.bytesRead).toBeLessThan(1_000_000);
  });

  test.each([
    ["413", "sha256=0", 413],
    ["401", undefined, 401],
  ])(
    "lets a client that still sends a large body have its %s, and keeps no connection of it",
    async (_, signature, status) => {
      const url = await serve(toNodeHandler(createWebhookHandler({ appSecret, verifyToken, maxSize: 1000, on: {} })));
      const headers: HeadersInit = signature === undefined ? {} : { "x-hub-signature-256": signature };
      for (let count = 0; count < 10; count++) {
        const answer = await fetch(url, { method: "POST", headers, body: "x".repeat(5_000_000) });
        expect([answer.status, answer.headers.get("connection")]).toEqual([status, "close"]);
      }
    },
  );

  test("keeps the connection of a delivery that it has read", async () => {
    const answer = await fetch(await serve(toNodeHandler(handler)), await signWebhook(texts("wamid.A"), appSecret));
    expect([answer.status, answer.headers.get("connection")]).toEqual([200, "keep-alive"]);
  });

  test("serves HTTP/2", async () => {
    const server = createHttp2Server(toNodeHandler(handler)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    onTestFinished(() => {
      session.destroy();
      server.close();
    });
    const { headers, body } = await signWebhook(texts("wamid.A"), appSecret);
    const stream = session.request({ ...headers, ":method": "POST", ":path": "/webhook" });
    stream.end(body);
    const [answer] = await once(stream, "response");
    expect([answer[":status"], handled]).toEqual([200, ["wamid.A"]]);
  });

  test("uses the raw bytes that a host has kept", async () => {
    const { method, headers, body } = await signWebhook(texts("wamid.A"), appSecret);
    const request: NodeRequest = {
      ...emptyRequest,
      method,
      url: "http://lantern.example/webhook",
      headers: { ...headers, cookie: undefined },
      rawBody: Buffer.from(body),
      body: JSON.parse(body),
      readableDidRead: true,
    };
    const response = createResponse();
    await toNodeHandler(handler)(request, response);
    expect([response.statusCode, handled]).toEqual([200, ["wamid.A"]]);
  });

  test("responds to HEAD and to an empty request", async () => {
    const response = createResponse();
    await toNodeHandler(handler)({ ...emptyRequest, method: "HEAD" }, response);
    expect(response.statusCode).toBe(405);
    await toNodeHandler(handler)(emptyRequest, response);
    expect(response.statusCode).toBe(403);
  });
});
