import { describe, expect, it } from "vitest";
import { createSandbox } from "./sandbox.ts";
import { startSandbox } from "./sandbox.test-support.ts";
import type { RecordedCall } from "./server/recorded-call.ts";
import type { WebhookDelivery } from "./webhooks/delivery-log.ts";
import { startReceiver } from "./webhooks/receiver.test-support.ts";

describe("createSandbox()", () => {
  it.each([
    [{ port: 65_536 }, "the port must be a whole number from 0 to 65535, not 65536"],
    [{ port: 0.5 }, "the port must be a whole number from 0 to 65535, not 0.5"],
    [{ host: "" }, "the host is empty"],
    [{ mediaPort: -1 }, "the port must be a whole number from 0 to 65535, not -1"],
    [{ webhook: { url: "bot" } }, "the webhook is bot, it is not an absolute URL"],
    [{ webhook: { url: "http://bot:3000" } }, "the webhook is http://bot:3000, it must be https, or http on loopback"],
    [{ webhook: { url: "https://bot.example", verifyToken: "" } }, "the verify token of the webhook is empty"],
    [
      { webhook: { url: "https://bot.example", version: "24" } },
      "the version of the webhook must be one such as v25.0, got 24",
    ],
    [{ accessToken: "" }, "the access token must be printable ASCII without spaces, and not empty"],
    [{ accessToken: "two words" }, "the access token must be printable ASCII without spaces, and not empty"],
    [{ keptMessages: 0 }, "keptMessages must be a whole number from 1, not 0"],
    [{ keptMessages: 1.5 }, "keptMessages must be a whole number from 1, not 1.5"],
    [{ businesses: [] }, "there must be at least one business"],
    [{ businesses: [{ id: "b1", name: "B" }] }, "the business id b1 must be digits"],
    [
      {
        businesses: [
          { id: "1", name: "A" },
          { id: "1", name: "B" },
        ],
      },
      "there are two businesses with the id 1",
    ],
  ])("rejects the options %j", async (options, message) => {
    await expect(createSandbox(options)).rejects.toThrow(TypeError);
    await expect(createSandbox(options)).rejects.toThrow(`Cannot start the sandbox: ${message}`);
  });

  it("says where the documents are missing", async () => {
    await expect(createSandbox({ specs: "none/at/all" })).rejects.toThrow("none/at/all cannot be read, run the build");
  });

  it("says which port is taken", async () => {
    const { sandbox } = await startSandbox();
    const port = Number(new URL(sandbox.url).port);
    await expect(createSandbox({ port })).rejects.toThrow(
      `Cannot start the sandbox on 127.0.0.1 port ${port}: listen EADDRINUSE`,
    );
  });

  it("serves files on the port of its caller", async () => {
    const { sandbox: first } = await startSandbox();
    const mediaPort = Number(new URL(first.mediaUrl).port);
    await expect(createSandbox({ mediaPort })).rejects.toThrow(`on 127.0.0.1 port ${mediaPort}: listen EADDRINUSE`);
    await first.close();
    const { sandbox } = await startSandbox({ mediaPort });
    expect(sandbox.mediaUrl).toBe(first.mediaUrl);
  });

  it("listens on a free port of loopback with one business and its own token", async () => {
    const one = (await startSandbox()).sandbox;
    const two = (await startSandbox()).sandbox;
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(one.url).not.toBe(two.url);
    expect(one.accessToken).not.toBe(two.accessToken);
    expect(one.businesses).toEqual([{ id: "506914307656634", name: "Lantern Telecom" }]);
  });

  it("accepts the token and the businesses of its caller", async () => {
    const businesses = [
      { id: "1", name: "One" },
      { id: "2", name: "Two" },
    ];
    const { sandbox, call } = await startSandbox({ accessToken: "mine", businesses });
    expect(sandbox).toMatchObject({ accessToken: "mine", businesses });
    const added = await call("POST", "/2/add_phone_numbers", { body: { phone_number: "+15550123456" } });
    const owner = await call("GET", `/${String(added.body["id"])}?fields=owner_business`);
    expect(owner.body).toMatchObject({ owner_business: { id: "2", name: "Two" } });
    expect((await call("GET", "/1/preverified_numbers")).body).toMatchObject({ data: [] });
  });

  it("leaves the global Request and Response alone", async () => {
    const before = [globalThis.Request, globalThis.Response];
    await startSandbox();
    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });
});

describe("a sandbox", () => {
  it("restores the initial state on reset()", async () => {
    const { sandbox, call } = await startSandbox();
    const body = { phone_number: "+15550123456" };
    const added = await call("POST", "/506914307656634/add_phone_numbers", { body });
    const id = String(added.body["id"]);
    await call("POST", `/${id}/request_code`, { body: { code_method: "SMS", language: "en_US" } });
    expect(sandbox.codeFor(id)).toMatch(/^\d{6}$/);
    sandbox.inject({ kind: "transient" });
    sandbox.reset();
    expect(sandbox.codeFor(id)).toBeUndefined();
    expect(sandbox.calls).toEqual([]);
    expect(await call("GET", `/${id}`)).toMatchObject({ status: 400 });
    expect(await call("POST", "/506914307656634/add_phone_numbers", { body })).toMatchObject({ status: 200 });
  });

  it("shows calls that its user cannot change", async () => {
    const { sandbox, call } = await startSandbox();
    await call("GET", "/1234");
    Object.assign(sandbox.calls[0] ?? {}, { status: 999 });
    expect(sandbox.calls[0]?.status).toBe(400);
  });

  it("tells of each call and delivery, as they are then in its lists", async () => {
    const { url } = await startReceiver();
    const calls: RecordedCall[] = [];
    const deliveries: WebhookDelivery[] = [];
    const { sandbox, call } = await startSandbox({
      webhook: { url },
      strict: false,
      onCall: (one) => calls.push(one),
      onDelivery: (one) => deliveries.push(one),
    });
    await call("GET", "/1234");
    await fetch(`${sandbox.mediaUrl}/none`);
    const form = new URLSearchParams({
      access_token: sandbox.accessToken,
      batch: JSON.stringify([{ method: "GET", relative_url: "108110225544001?colour=blue" }]),
    });
    await fetch(`${sandbox.url}/v25.0/`, { method: "POST", body: form });
    await sandbox.customer("15550123456").text("Hello");
    // an item of a batch is answered before its batch
    expect(calls.map(({ path, status }) => [path, status])).toEqual([
      ["/v25.0/1234", 400],
      ["/none", 401],
      ["/v25.0/108110225544001", 200],
      ["/v25.0/", 200],
    ]);
    expect(calls).toEqual(expect.arrayContaining([...sandbox.calls]));
    expect(calls.map(({ id }) => id)).toEqual(["1", "2", "4", "3"]);
    expect(calls.every(({ duration = -1 }) => duration >= 0)).toBe(true);
    expect(deliveries).toEqual(sandbox.webhooks);
    expect(deliveries).toMatchObject([{ state: "accepted", attempts: [{ status: 200 }] }]);
  });

  it("tells of deliveries that nobody gets", async () => {
    const deliveries: WebhookDelivery[] = [];
    const { sandbox } = await startSandbox({ onDelivery: (one) => deliveries.push(one) });
    await sandbox.customer("15550123456").text("Hello");
    expect(deliveries).toMatchObject([{ state: "unsent", reason: "no app is subscribed to messages" }]);
  });

  it("has its control routes without a token", async () => {
    const { sandbox, call } = await startSandbox();
    const send = (path: string, body?: string) =>
      fetch(
        `${sandbox.url}/_sandbox${path}`,
        body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body },
      );
    expect((await send("/faults", '{"kind":"throttle","time":2}')).status).toBe(400);
    expect((await send("/faults", '{"kind":"throttle"}')).status).toBe(200);
    expect(await call("GET", "/506914307656634/preverified_numbers")).toMatchObject({ status: 429 });
    const calls = await (await send("/calls")).json();
    expect(calls).toMatchObject({ data: [{ operation: "listPreverifiedNumbers", fault: "throttle", status: 429 }] });
    expect((await send("/faults", '{"kind":"slow","operation":"sendMessage"}')).status).toBe(200);
    expect(await (await send("/faults")).json()).toEqual({ data: sandbox.faults });
    expect(sandbox.faults).toEqual([{ id: "2", kind: "slow", operation: "sendMessage", left: 1 }]);
    const missing = await fetch(`${sandbox.url}/_sandbox/faults/1`, { method: "DELETE" });
    expect(await missing.json()).toEqual({
      error: { message: "Cannot remove the fault 1: none with this id is pending" },
    });
    expect((await send("/reset", "")).status).toBe(200);
    expect(sandbox.faults).toEqual([]);
    expect(sandbox.calls).toEqual([]);
  });

  it("refuses connections after close(), which may be called twice", async () => {
    const { sandbox } = await startSandbox();
    await sandbox.close();
    await expect(fetch(`${sandbox.url}/v25.0/1234`)).rejects.toThrow("fetch failed");
    await sandbox.close();
  });
});
