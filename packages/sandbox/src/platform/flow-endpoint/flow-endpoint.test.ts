import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { closedFlowJson, days, number, startBusiness } from "./flow-endpoint.test-support.ts";

const { sandbox, call, clock, serve, serveEndpoint, setKey, createFlow, alerts } = await startBusiness();

const published = (id: string) => call("POST", `/${id}/publish`);
const statusOf = async (id: string) => (await call("GET", `/${id}?fields=status`)).body["status"];
const trouble = (type: string, message = "") => ({ type, message: expect.stringContaining(message) });

describe("asking an endpoint", () => {
  test("sends what a phone sends, and returns the answer", async () => {
    const { url, asked } = await serveEndpoint();
    const { id } = await createFlow(url);
    expect(await sandbox.flows.ask(id, { action: "INIT", flow_token: "1" })).toMatchObject({
      request: { version: "4.0", action: "INIT", screen: "", data: {}, flow_token: "1" },
      status: 200,
      answer: { screen: "DAY", data: { days } },
    });
    const step = { action: "data_exchange", screen: "DAY", data: { seats: "2", name: "Zoë ☕" } } as const;
    expect(await sandbox.flows.ask(id, step)).toMatchObject({ answer: { screen: "CONFIRM", data: { left: 2 } } });
    expect(asked.at(-1)).toMatchObject({ ...step, flow_token: "unused" });
  });

  test("tells when the flow token is no longer valid", async () => {
    const { url } = await serveEndpoint();
    const { id } = await createFlow(url);
    const { status, answer, trouble: none } = await sandbox.flows.ask(id, { action: "INIT", flow_token: "used" });
    expect([status, answer, none]).toEqual([427, { error_msg: "Your seats are booked" }, undefined]);
  });

  test("asks again after 421, with the key that the number has by then", async () => {
    const { url, publicKey } = await serveEndpoint();
    const other = await serveEndpoint(); // its key replaces the first one
    const { id } = await createFlow(url);
    expect(await sandbox.flows.ask(id, { action: "INIT" })).toMatchObject({
      status: 421,
      trouble: trouble("business-decryption-error"),
    });
    let requests = 0;
    const rotating = await serve((request, response) => {
      requests += 1;
      request.resume().on("end", () => {
        if (requests > 1) return response.writeHead(302, { location: other.url }).end();
        void call("POST", `/${number}/whatsapp_business_encryption`, { body: { business_public_key: publicKey } }).then(
          () => response.writeHead(421).end(),
        );
      });
    });
    const again = await createFlow(rotating);
    expect(await sandbox.flows.ask(again.id, { action: "INIT" })).toMatchObject({
      status: 302, // redirects are not followed
      trouble: trouble("unexpected_http_status_code", "302"),
    });
    expect(requests).toBe(2);
  });

  test.each([
    ["a screen that is not there", { screen: "NOWHERE", data: {} }, "invalid-screen-transition", "no screen NOWHERE"],
    ["data of another type", { screen: "CONFIRM", data: { left: "2" } }, "payload-schema-error", "left"],
    ["data that is missing", { screen: "CONFIRM" }, "payload-schema-error", "left"],
  ])("tells the endpoint of an answer with %s", async (_name, answer, type, message) => {
    const { url, asked } = await serveEndpoint();
    const { id } = await createFlow(url);
    const result = await sandbox.flows.ask(id, { action: "data_exchange", screen: "DAY", data: { answer } });
    expect(result).toMatchObject({ status: 200, answer, trouble: trouble(type, message) });
    expect(asked.at(-1)).toMatchObject({
      action: "data_exchange",
      screen: "DAY",
      error: type,
      error_message: result.trouble?.message,
    });
  });

  test("knows the way back alone from BACK: no answer goes against the routing model", async () => {
    const { url } = await serveEndpoint();
    const { id } = await createFlow(url);
    const answer = { screen: "DAY", data: { days } };
    const result = await sandbox.flows.ask(id, { action: "data_exchange", screen: "CONFIRM", data: { answer } });
    expect(result).toMatchObject({ trouble: trouble("invalid-screen-transition", "no way from CONFIRM to DAY") });
    expect((await sandbox.flows.ask(id, { action: "BACK", screen: "CONFIRM" })).trouble).toBeUndefined();
  });

  test("says what is wrong with a signature, a status, an address or a key", async () => {
    const stranger = await serveEndpoint({ appSecret: "another secret" });
    const { id } = await createFlow(stranger.url);
    const ask = (flow: string) => sandbox.flows.ask(flow, { action: "INIT" });
    expect(await ask(id)).toMatchObject({ status: 432, trouble: trouble("unexpected_http_status_code", "signature") });
    const lost = await createFlow(undefined);
    expect(await ask(lost.id)).toMatchObject({
      status: 0,
      trouble: trouble("no_http_response_error", "no endpoint_uri"),
    });
    const closed = await createFlow("http://127.0.0.1:1/flow");
    expect(await ask(closed.id)).toMatchObject({ trouble: trouble("no_http_response_error", "ECONNREFUSED") });
    const keyless = await sandbox.flows.ask(id, { action: "INIT", phoneNumberId: "1" });
    expect(keyless).toMatchObject({ status: 0, trouble: trouble("public-key-missing", "the number 1") });
    await expect(sandbox.flows.ask("1", { action: "INIT" })).rejects.toThrow("Cannot act on the flow 1: there is none");
  });

  test("finds no key in what is not the public key of RSA", async () => {
    const { url } = await serveEndpoint({ hasKey: false });
    const { id } = await createFlow(url);
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    for (const pem of [publicKey.export({ type: "spki", format: "pem" }).toString(), "no key"]) {
      await setKey(pem);
      expect(await sandbox.flows.ask(id, { action: "INIT", phoneNumberId: number })).toMatchObject({
        trouble: trouble("public-key-missing"),
      });
    }
  });

  test.each([
    ["plain JSON", '{"screen":"DAY"}'],
    ["nothing", ""],
    ["other bytes", Buffer.alloc(64).toString("base64")],
    ["more than 10 MB", "A".repeat(11 * 1_048_576)],
  ])("survives a response of %s", async (_name, text) => {
    await serveEndpoint();
    const { id } = await createFlow(
      await serve((request, response) => request.resume().on("end", () => response.end(text))),
    );
    const { trouble: found } = await sandbox.flows.ask(id, { action: "INIT" });
    expect(found?.type).toBe(text.length > 1_048_576 ? "no_http_response_error" : "response-decryption-error");
  });

  test("survives an endpoint that hangs up", async () => {
    await serveEndpoint();
    const server = createServer((socket) => socket.on("data", () => socket.destroy()).on("error", () => undefined));
    server.listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { id } = await createFlow(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await sandbox.flows.ask(id, { action: "INIT" })).toMatchObject({
      trouble: trouble("no_http_response_error"),
    });
  });
});

describe("a flow with an endpoint", () => {
  test("is published once its endpoint answers a ping", async () => {
    const { id } = await createFlow("http://127.0.0.1:1/flow");
    expect(await published(id)).toMatchObject({ status: 400, body: { error: { code: 139002 } } });
    expect(await statusOf(id)).toBe("DRAFT");
    const { url } = await serveEndpoint();
    await call("POST", `/${id}`, { body: { endpoint_uri: url } });
    expect((await published(id)).body).toEqual({ success: true });
    expect(await statusOf(id)).toBe("PUBLISHED");
  });

  test("is not published without an address, or by an endpoint that answers something else", async () => {
    await serveEndpoint();
    const details = async (id: string) => JSON.stringify((await published(id)).body);
    expect(await details((await createFlow(undefined)).id)).toContain("the flow has no endpoint_uri");
    const url = await serve((request, response) => request.resume().on("end", () => response.end("pong")));
    expect(await details((await createFlow(url)).id)).toContain("not encrypted for this request");
  });

  test("takes https, or http on loopback alone", async () => {
    const { answer } = await createFlow("http://flows.example/");
    expect(answer).toMatchObject({ error: { code: 100, message: expect.stringContaining("endpoint_uri") } });
  });

  test("without a data_api_version asks nobody", async () => {
    const { id } = await createFlow(undefined, closedFlowJson);
    expect((await published(id)).body).toEqual({ success: true });
  });

  test("is pinged as often when it is published again", async () => {
    const { url } = await serveEndpoint();
    const { id } = await createFlow(url);
    for (const _ of [1, 2, 3]) {
      await published(id);
      expect(await statusOf(id)).toBe("PUBLISHED");
      await sandbox.flows.setStatus(id, "DRAFT");
    }
    expect(JSON.stringify(sandbox.snapshot()).match(/"pingFlow"/g)).toHaveLength(1);
  });

  test("is pinged every 10 minutes while it is published, once however far the clock moves", async () => {
    const { url } = await serveEndpoint();
    const { id } = await createFlow(url);
    await published(id);
    await call("POST", `/${id}`, { body: { endpoint_uri: "http://127.0.0.1:1/flow" } });
    sandbox.clock.advance(24 * 3_600_000);
    await expect.poll(async () => (await alerts()).map(({ event }) => event)).toContain("ENDPOINT_AVAILABILITY");
    expect((await alerts()).filter(({ event }) => event === "ENDPOINT_AVAILABILITY")).toMatchObject([
      { alert_state: "ACTIVATED", threshold: 90, availability: 0, flow_id: id },
    ]);
    await call("POST", `/${id}`, { body: { endpoint_uri: url } });
    sandbox.clock.advance(11 * 60_000);
    await expect
      .poll(async () => (await alerts()).findLast(({ event }) => event === "ENDPOINT_AVAILABILITY"))
      .toMatchObject({ alert_state: "DEACTIVATED", availability: 100 });
  });
});

describe("alerts", () => {
  test("are sent when a threshold is crossed, again when the next one is, and when all is well", async () => {
    const { url } = await serveEndpoint();
    const { id } = await createFlow(url);
    const ask = (answer?: object) =>
      sandbox.flows.ask(id, { action: "data_exchange", screen: "DAY", data: answer ? { answer } : {} });
    for (let count = 0; count < 9; count++) await ask();
    const told = async () => (await alerts()).filter(({ event }) => event === "CLIENT_ERROR_RATE");
    expect(await told()).toEqual([]);
    await ask({ screen: "NOWHERE" });
    expect(await told()).toMatchObject([{ alert_state: "ACTIVATED", threshold: 5, error_rate: 10 }]);
    await ask({ screen: "CONFIRM", data: {} });
    expect((await told()).at(-1)).toMatchObject({
      threshold: 10,
      error_rate: 18.18,
      errors: [
        { error_type: "INVALID_SCREEN_TRANSITION", error_rate: 9.09, error_count: 1 },
        { error_type: "PAYLOAD_SCHEMA_ERROR", error_rate: 9.09, error_count: 1 },
      ],
    });
    clock.now += 61 * 60_000;
    await ask();
    expect(await told()).toMatchObject([{}, {}, { alert_state: "DEACTIVATED", threshold: 10, error_rate: 0 }]);
  });

  test("tell of endpoints that respond with another status", async () => {
    const { url } = await serveEndpoint({ appSecret: "another secret" });
    const { id } = await createFlow(url);
    await sandbox.flows.ask(id, { action: "INIT" });
    expect(await alerts()).toMatchObject([
      {
        event: "ENDPOINT_ERROR_RATE",
        flow_id: id,
        alert_state: "ACTIVATED",
        threshold: 50,
        error_rate: 100,
        errors: [{ error_type: "UNEXPECTED_HTTP_STATUS_CODE", error_count: 1 }],
      },
    ]);
  });
});

test("nothing that is sent, kept or told has the app secret or a private key", async () => {
  const { url } = await serveEndpoint();
  const { id } = await createFlow(url);
  const exchange = await sandbox.flows.ask(id, { action: "INIT" });
  const shown = JSON.stringify([exchange, sandbox.calls, sandbox.webhooks.map(({ body }) => body)]);
  expect(shown).not.toContain(sandbox.appSecret);
  expect(shown).not.toContain("PRIVATE KEY");
});

test("the control routes ask and ping", async () => {
  const { url } = await serveEndpoint();
  const { id } = await createFlow(url);
  const post = async (path: string, body: object) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${sandbox.url}/_sandbox/flows/${id}/${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  const request = { action: "INIT", flow_token: "1", phone_number_id: number };
  expect(await post("ask", request)).toMatchObject({ status: 200, body: { status: 200, answer: { screen: "DAY" } } });
  expect(await post("ping", {})).toMatchObject({ body: { status: 200, answer: { data: { status: "active" } } } });
  expect(await post("ask", { action: "ping" })).toMatchObject({ status: 400 });
});
