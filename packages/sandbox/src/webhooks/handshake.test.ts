import { createWebhookHandler, toNodeHandler } from "@openwaba/webhooks";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { shakeHands, showHandshake } from "./handshake.ts";
import { serve } from "./receiver.test-support.ts";

const verifyToken = "quiet lantern & harbour";

describe("shakeHands()", () => {
  it("succeeds with a handler of our own, and keeps the query of the URL", async () => {
    const handler = toNodeHandler(createWebhookHandler({ appSecret: "secret", verifyToken, on: {} }));
    const queries: string[] = [];
    const url = await serve((request, response) => {
      queries.push(new URL(request.url ?? "", "http://localhost").searchParams.get("tenant") ?? "");
      return handler(request, response);
    });
    expect(await shakeHands(`${url}?tenant=7`, verifyToken, { timeout: 5000 })).toEqual({ isVerified: true });
    expect(queries).toEqual(["7"]);
    expect(await shakeHands(url, "another", { timeout: 5000 })).toEqual({
      isVerified: false,
      status: 403,
      reason: "the response has status 403 instead of 200",
    });
  });

  it("sends the three parameters of the platform with a number as challenge", async () => {
    let query = new URLSearchParams();
    const url = await serve((request, response) => {
      query = new URL(request.url ?? "", "http://localhost").searchParams;
      response.end(query.get("hub.challenge"));
    });
    expect(await shakeHands(url, verifyToken, { timeout: 5000 })).toEqual({ isVerified: true });
    expect(Object.fromEntries(query)).toEqual({
      "hub.mode": "subscribe",
      "hub.verify_token": verifyToken,
      "hub.challenge": expect.stringMatching(/^\d{10}$/),
    });
  });

  const challengeOf = ({ req }: ServerResponse) =>
    new URL(req.url ?? "", "http://localhost").searchParams.get("hub.challenge");
  it.each<[string, (response: ServerResponse) => void, number, string]>([
    ["another text", (response) => response.end("EVENT_RECEIVED"), 200, "the response is not the challenge"],
    [
      "the challenge as JSON",
      (response) => response.end(`"${challengeOf(response)}"`),
      200,
      "the response is not the challenge",
    ],
    [
      "a redirect",
      (response) => response.writeHead(302, { location: response.req.url }).end(),
      302,
      "the response has status 302 instead of 200",
    ],
    ["a closed connection", (response) => void response.destroy(), 0, "there was no response: "],
    ["silence", () => undefined, 0, "there was no response: no complete response within 50 ms"],
    [
      "an endless response",
      (response) => void response.writeHead(200).write("1"),
      0,
      "there was no response: no complete response within 50 ms",
    ],
  ])("fails with %s", async (_, respond, status, reason) => {
    const url = await serve((__, response) => respond(response));
    const handshake = await shakeHands(url, verifyToken, { timeout: 50 });
    expect(handshake).toEqual({ isVerified: false, status, reason: expect.stringContaining(reason) });
  });

  it.each([
    "http://example.com/",
    "http://127.0.0.1.example.com/",
    "https://user@127.0.0.1/",
    "javascript:0",
    "no URL",
  ])("does not call %s", async (url) => {
    const handshake = await shakeHands(url, verifyToken, { timeout: 50 });
    expect(handshake).toEqual({ isVerified: false, status: 0, reason: expect.stringMatching(/^it /) });
  });
});

describe("showHandshake()", () => {
  it("shows what was sent and the beginning of what came back", async () => {
    const url = await serve((_, response) => response.writeHead(404).end("no such page"));
    expect(await showHandshake(url, verifyToken, { timeout: 5000 })).toEqual({
      outcome: { isVerified: false, status: 404, reason: "the response has status 404 instead of 200" },
      request: { method: "GET", url: expect.stringContaining(`${url}?hub.mode=subscribe&hub.challenge=`) },
      response: { status: 404, response: "no such page" },
    });
  });

  it("shows no request where none was sent", async () => {
    expect(await showHandshake("http://example.com/", verifyToken, { timeout: 50 })).toEqual({
      outcome: { isVerified: false, status: 0, reason: "it must be https, or http on loopback" },
    });
  });
});
