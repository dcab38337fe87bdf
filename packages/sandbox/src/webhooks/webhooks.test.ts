import { parseWebhook, verifySignature } from "@openwaba/webhooks";
import { createHmac } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import type { WebhookDelivery } from "./delivery-log.ts";
import { envelopeLimits } from "./envelope.ts";
import { serve, startReceiver } from "./receiver.test-support.ts";
import type { Subscription, WebhookEvent } from "./webhook-event.ts";
import { documentedDeliveries, schemaProblems } from "./webhook-schema.test-support.ts";
import { createWebhooks, type WebhookSettings } from "./webhooks.ts";

const appSecret = "9f2c4d61e8a07b35";
const wabaId = "102290129340398";
const metadata = { display_phone_number: "15550123456", phone_number_id: "108110225544001" };

function text(body: string, more: Partial<WebhookEvent> = {}): WebhookEvent {
  const message = {
    id: `wamid.${body.slice(0, 20)}`,
    from: "14155550142",
    timestamp: "1795602000",
    type: "text",
    text: { body },
  };
  const value = { messaging_product: "whatsapp", metadata, messages: [message] };
  return { wabaId, phoneNumberId: "108110225544001", field: "messages", value, ...more };
}

function start(
  subscriptions: readonly (Partial<Subscription> & { url: string })[],
  more: Partial<WebhookSettings> = {},
) {
  const complete = subscriptions.map((each) => ({ appId: "670843887433847", ...each }));
  const settings = { appSecret, now: () => 1_795_602_000_000, subscriptionsFor: () => complete, delay: 0, ...more };
  const webhooks = createWebhooks(settings);
  onTestFinished(() => webhooks.clear());
  return webhooks;
}

/** The texts of the messages in a body. */
function textsIn(body: string): string[] {
  return [...body.matchAll(/"body":"([^"]*)"/g)].map(([, found = ""]) => found);
}

/** A timer that is run by hand. */
function manualSchedule() {
  const waiting: { action: () => void; milliseconds: number }[] = [];
  function schedule(action: () => void, milliseconds: number) {
    const timer = { action, milliseconds };
    waiting.push(timer);
    return () => void waiting.splice(waiting.indexOf(timer), 1);
  }
  return { waiting, schedule, run: () => waiting.shift()?.action() };
}

/** Whether a promise is settled after everything that is due has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  const turn = new Promise((resolve) => setImmediate(resolve, pending));
  return (await Promise.race([promise, turn])) !== pending;
}

describe("createWebhooks()", () => {
  it.each([
    [{ batch: 0 }, "batch must be a whole number from 1 to 1000, not 0"],
    [{ batch: 1001 }, "batch must be a whole number from 1 to 1000, not 1001"],
    [{ attempts: 0 }, "attempts must be a whole number of at least 1, not 0"],
    [{ delay: -1 }, "delay must be a whole number of at least 0, not -1"],
    [{ timeout: 0.5 }, "timeout must be a whole number of at least 0, not 0.5"],
  ])("rejects the settings %j", (settings, detail) => {
    expect(() => start([], settings)).toThrow(new TypeError(`Cannot deliver: ${detail}`));
  });
});

describe("emit()", () => {
  it("throws for a value that no delivery can hold, and sends nothing", async () => {
    const { url, posts } = await startReceiver();
    const webhooks = start([{ url }]);
    const cyclic: Record<string, unknown> = {};
    cyclic["self"] = cyclic;
    for (const value of [undefined, null, "text", [], cyclic, { big: 1n }])
      expect(() => webhooks.emit(text("A", { value }))).toThrow(TypeError);
    await webhooks.settled();
    expect(posts).toEqual([]);
    expect(webhooks.deliveries).toEqual([]);
  });

  it("sends what a receiver of the platform's webhooks can verify and parse", async () => {
    const { url, posts } = await startReceiver();
    const event = text("Grüße 🍵");
    await start([{ url: `${url}?tenant=7` }]).emit(event);
    const [{ headers, body, url: path } = { headers: {}, body: "", url: "" }] = posts;
    expect(posts).toHaveLength(1);
    expect(path).toBe("/webhook?tenant=7");
    expect(body).toContain(String.raw`Gr\u00fc\u00dfe \ud83c\udf75`);
    expect(JSON.parse(body)).toEqual({
      object: "whatsapp_business_account",
      entry: [{ id: wabaId, changes: [{ field: "messages", value: event.value }] }],
    });
    expect(await verifySignature(body, headers["x-hub-signature-256"] as string, appSecret)).toBe(true);
    expect(headers["x-hub-signature"]).toBe(`sha1=${createHmac("sha1", appSecret).update(body).digest("hex")}`);
    expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "facebookexternalua" });
    const request = new Request(url, { method: "POST", headers: headers as Record<string, string>, body });
    expect(await parseWebhook(request, { appSecret })).toMatchObject([{ kind: "message" }]);
  });

  it("has the time of the entry where the event has one", async () => {
    const { url, posts } = await startReceiver();
    const value = { display_phone_number: "15550123456", event: "PIN_CHANGED" };
    await start([{ url }]).emit({ wabaId: "7", field: "security", value, time: 1_795_602_001 });
    expect(JSON.parse(posts[0]?.body ?? "")).toEqual({
      object: "whatsapp_business_account",
      entry: [{ id: "7", time: 1_795_602_001, changes: [{ field: "security", value }] }],
    });
  });

  it.each(documentedDeliveries)("sends the documented delivery %s as it is documented", async (_, documented) => {
    const { url, posts } = await startReceiver();
    const webhooks = start([{ url }], { batch: 10 });
    for (const { id, time, changes } of documented.entry)
      for (const change of changes) void webhooks.emit({ wabaId: id, ...(time !== undefined && { time }), ...change });
    await webhooks.settled();
    expect(posts.map(({ body }) => JSON.parse(body))).toEqual([documented]);
    expect(posts.flatMap(({ body }) => schemaProblems(body))).toEqual([]);
  });

  it("sends what the value was, whatever becomes of it", async () => {
    const { url, posts } = await startReceiver();
    const value: Record<string, unknown> = { decision: "APPROVED" };
    const told = start([{ url }]).emit({ wabaId, field: "account_review_update", value });
    value["decision"] = "REJECTED";
    await told;
    expect(posts[0]?.body).toContain("APPROVED");
  });

  it("resolves with its own deliveries, which the log keeps", async () => {
    const { url, posts } = await startReceiver((response) => response.writeHead(201).end("EVENT_RECEIVED"));
    const times = [1000, 2000, 3000];
    const webhooks = start([{ url }], { now: () => times.shift() ?? 0 });
    const told = await webhooks.emit(text("A"));
    expect(told).toEqual([
      {
        id: "1",
        state: "accepted",
        appId: "670843887433847",
        url,
        wabaId,
        fields: ["messages"],
        time: 1000,
        headers: expect.objectContaining({ "x-hub-signature-256": posts[0]?.headers["x-hub-signature-256"] }),
        body: posts[0]?.body,
        attempts: [{ status: 201, response: "EVENT_RECEIVED", sentAt: 2000, answeredAt: 3000 }],
      },
    ]);
    expect(webhooks.deliveries).toEqual(told);
    expect(JSON.stringify(webhooks.deliveries)).not.toContain(appSecret);
  });

  it("keeps in the log what nobody subscribed to, and does not send it", async () => {
    const { url, posts } = await startReceiver();
    const webhooks = start([{ url, fields: ["flows", "security"] }]);
    expect(await webhooks.emit(text("A"))).toEqual([
      {
        id: "1",
        state: "unsent",
        reason: "no app is subscribed to messages",
        wabaId,
        fields: ["messages"],
        time: 1_795_602_000_000,
        headers: {},
        body: expect.stringContaining("wamid.A"),
        attempts: [],
      },
    ]);
    expect(posts).toEqual([]);
  });

  it("tells each app once, at its most specific URL that takes the field", async () => {
    const { url, posts } = await startReceiver();
    const webhooks = start([
      { url: `${url}/number`, fields: ["messages"] },
      { url: `${url}/account` },
      { url: `${url}/app` },
      { url: `${url}/other`, appId: "2" },
    ]);
    await webhooks.emit(text("A"));
    await webhooks.emit({ wabaId, field: "flows", value: {} });
    expect(posts.map((post) => post.url).toSorted()).toEqual([
      "/webhook/account",
      "/webhook/number",
      "/webhook/other",
      "/webhook/other",
    ]);
  });

  it.each([
    ["http://example.com/webhook", "it must be https, or http on loopback"],
    ["ftp://127.0.0.1/webhook", "it must be https, or http on loopback"],
    ["https://user:secret@127.0.0.1/", "it contains a user name or a password"],
    ["/webhook", "it is not an absolute URL"],
  ])("does not call %s", async (url, reason) => {
    expect(await start([{ url }]).emit(text("A"))).toMatchObject([{ state: "unsent", reason, attempts: [] }]);
  });

  it("sends in order, one delivery at a time", async () => {
    let concurrent = 0;
    let most = 0;
    const { url, posts } = await startReceiver((response) => {
      most = Math.max(most, ++concurrent);
      setImmediate(() => {
        concurrent--;
        response.end();
      });
    });
    const webhooks = start([{ url }]);
    const names = Array.from({ length: 30 }, (_, index) => `T${index}`);
    for (const name of names) void webhooks.emit(text(name));
    await webhooks.settled();
    expect(posts.flatMap(({ body }) => textsIn(body))).toEqual(names);
    expect(most).toBe(1);
    expect(webhooks.deliveries.map(({ id }) => Number(id))).toEqual(names.map((_, index) => index + 1));
  });

  it("joins events of one turn, of one account and time, up to the batch", async () => {
    const { url, posts } = await startReceiver();
    const webhooks = start([{ url }], { batch: 3 });
    const told = ["A", "B", "C", "D"].map((name) => webhooks.emit(text(name)));
    void webhooks.emit(text("E", { wabaId: "7" }));
    void webhooks.emit(text("F", { wabaId: "7", time: 1 }));
    void webhooks.emit(text("G", { wabaId: "7", time: 1 }));
    await webhooks.settled();
    void webhooks.emit(text("H", { wabaId: "7", time: 1 }));
    await webhooks.settled();
    expect(posts.map(({ body }) => textsIn(body).join(""))).toEqual(["ABC", "D", "E", "FG", "H"]);
    const [first, second, , fourth] = (await Promise.all(told)).flat();
    expect(second).toBe(first);
    expect(first?.fields).toEqual(["messages", "messages", "messages"]);
    expect(fourth?.id).toBe("2");
  });

  it("sends no more than 3 MiB in one delivery", async () => {
    const { url, posts } = await startReceiver();
    const webhooks = start([{ url }], { batch: 10 });
    const half = envelopeLimits.bytes / 2;
    void webhooks.emit(text("A".repeat(half - 500)));
    void webhooks.emit(text("é".repeat(10)));
    void webhooks.emit(text("B".repeat(half)));
    const [tooLong] = await webhooks.emit(text("é".repeat(envelopeLimits.bytes / 6)));
    await webhooks.settled();
    expect(posts.map(({ body }) => textsIn(body).length)).toEqual([2, 1]);
    expect(Math.max(...posts.map(({ body }) => body.length))).toBeLessThanOrEqual(envelopeLimits.bytes);
    expect(tooLong).toMatchObject({ state: "unsent", reason: expect.stringContaining("up to 3 MiB") });
  });
});

describe("retries", () => {
  it("come with doubled delays by the given timer, until a 2xx, before all later deliveries", async () => {
    const statuses = [500, 302, 404, 204];
    const { url, posts } = await startReceiver((response) =>
      response.writeHead(statuses.shift() ?? 200, { location: "/elsewhere" }).end("no"),
    );
    const { waiting, schedule, run } = manualSchedule();
    const webhooks = start([{ url }], { attempts: 4, delay: 100, schedule });
    const first = webhooks.emit(text("A"));
    const second = webhooks.emit(text("B"));
    const delays: number[] = [];
    for (const _ of [1, 2, 3]) {
      await expect.poll(() => waiting.length).toBe(1);
      delays.push(waiting[0]?.milliseconds ?? 0);
      expect(webhooks.deliveries[0]).toMatchObject({ state: "pending", attempts: { length: delays.length } });
      expect(await isSettled(first)).toBe(false);
      run();
    }
    expect(delays).toEqual([100, 200, 400]);
    expect((await first)[0]?.attempts.map(({ status }) => status)).toEqual([500, 302, 404, 204]);
    await second;
    expect(posts.map((post) => [post.url, ...textsIn(post.body)].join(" "))).toEqual(
      ["A", "A", "A", "A", "B"].map((name) => `/webhook ${name}`),
    );
    expect(new Set(posts.slice(0, 4).map(({ body }) => body)).size).toBe(1);
  });

  it("end after the last attempt, and the next delivery follows", async () => {
    const { url } = await startReceiver((response, { body }) =>
      response.writeHead(body.includes("wamid.A") ? 500 : 200).end(),
    );
    const webhooks = start([{ url }], { attempts: 2 });
    void webhooks.emit(text("A"));
    await webhooks.emit(text("B"));
    expect(webhooks.deliveries).toMatchObject([
      { state: "failed", attempts: [{ status: 500 }, { status: 500 }] },
      { state: "accepted", attempts: [{ status: 200 }] },
    ]);
  });

  it("follow a connection that was refused, closed or broken off, and say what went wrong", async () => {
    const closing = await serve((request) => void request.socket.destroy());
    const garbage = await serve((request) => void request.socket.end("SMTP?\r\n\r\n"));
    const cut = await serve((_, response) => {
      response.writeHead(200, { "content-length": "9" }).write("o", () => response.destroy());
    });
    const upgrade = await serve(
      (request) => void request.socket.write("HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
    );
    const headers = await serve((_, response) => void response.writeHead(200, { long: "x".repeat(100_000) }).end());
    const urls = ["http://127.0.0.1:1/", closing, closing.replace("http:", "https:"), garbage, cut, upgrade, headers];
    const webhooks = start(
      urls.map((url, index) => ({ url, appId: String(index) })),
      { attempts: 2 },
    );
    for (const { attempts, state } of await webhooks.emit(text("A"))) {
      expect(state).toBe("failed");
      expect(attempts.map(({ status }) => status)).toEqual([0, 0]);
      for (const { problem } of attempts) expect(problem).toMatch(/\w/);
    }
  });

  it("are told as they come, and the end once", async () => {
    const { url } = await startReceiver((response) => response.writeHead(500).end());
    const told: string[] = [];
    const tell = ({ id, state, attempts }: WebhookDelivery) => told.push(`${id} ${state} ${attempts.length}`);
    const webhooks = start([{ url }], { attempts: 3, onProgress: tell, onDelivery: tell });
    await webhooks.emit(text("a"));
    expect(told).toEqual(["1 pending 0", "1 pending 1", "1 pending 2", "1 failed 3"]);
  });

  it("are no reason for others to wait", async () => {
    const hung = await serve(() => undefined);
    const { url, posts } = await startReceiver();
    const webhooks = start([
      { url: hung, appId: "1" },
      { url, appId: "2" },
    ]);
    for (const name of ["A", "B", "C"]) void webhooks.emit(text(name));
    await expect.poll(() => posts.length).toBe(3);
    expect(webhooks.deliveries.filter(({ state }) => state === "pending").map((delivery) => delivery.url)).toEqual([
      hung,
      hung,
      hung,
    ]);
  });

  it("follow a response that does not end in time, or is endless", async () => {
    const silent = await serve((_, response) => void response.writeHead(200).write("o"));
    const endless = await serve((_, response) => {
      response.writeHead(200);
      const send = () => response.write(new Uint8Array(65_536), (error) => error ?? send());
      send();
    });
    const patient = start([{ url: endless }], { attempts: 1, timeout: 60_000 });
    const hasty = start([{ url: silent }], { attempts: 2, timeout: 20 });
    expect(await patient.emit(text("A"))).toMatchObject([
      { state: "failed", attempts: [{ status: 0, problem: "the response has more than 1048576 bytes" }] },
    ]);
    const late = { status: 0, problem: "no complete response within 20 ms" };
    expect(await hasty.emit(text("A"))).toMatchObject([{ state: "failed", attempts: [late, late] }]);
  });
});

describe("deliveries", () => {
  it("keep the beginning of a response", async () => {
    const { url } = await startReceiver((response) => void response.end("é".repeat(10_000)));
    const [delivery] = await start([{ url }]).emit(text("A"));
    expect(delivery?.attempts[0]?.response).toBe("é".repeat(500));
  });

  it("cannot be changed through what was returned before", async () => {
    const { url } = await startReceiver((response) => void response.writeHead(500).end());
    const { waiting, schedule, run } = manualSchedule();
    const webhooks = start([{ url }], { schedule, attempts: 2 });
    const told = webhooks.emit(text("A"));
    await expect.poll(() => waiting.length).toBe(1);
    const before = webhooks.deliveries;
    run();
    await told;
    expect(before).toMatchObject([{ state: "pending", attempts: { length: 1 } }]);
    expect(webhooks.deliveries).toMatchObject([{ state: "failed", attempts: { length: 2 } }]);
  });
});

describe("redeliver()", () => {
  it("sends the same bytes again, in any order and number", async () => {
    const { url, posts } = await startReceiver();
    const webhooks = start([{ url }]);
    for (const name of ["A", "B"]) await webhooks.emit(text(name));
    for (const id of ["2", "1", "1"]) await webhooks.redeliver(id);
    expect(posts.flatMap(({ body }) => textsIn(body))).toEqual(["A", "B", "B", "A", "A"]);
    expect(posts[4]).toEqual(posts[0]);
    expect(webhooks.deliveries.at(-1)).toMatchObject({ id: "5", redeliveryOf: "1", state: "accepted" });
  });

  it("repeats what failed with attempts of its own", async () => {
    const statuses = [500, 500];
    const { url } = await startReceiver((response) => response.writeHead(statuses.shift() ?? 200).end());
    const webhooks = start([{ url }], { attempts: 2 });
    await webhooks.emit(text("A"));
    expect(await webhooks.redeliver("1")).toMatchObject({ state: "accepted", attempts: [{ status: 200 }] });
    expect(webhooks.deliveries).toMatchObject([{ state: "failed" }, { redeliveryOf: "1" }]);
  });

  it("rejects an unknown delivery, and one that was never sent", async () => {
    const webhooks = start([]);
    await webhooks.emit(text("A"));
    await expect(webhooks.redeliver("7")).rejects.toThrow("Cannot redeliver 7: the log has no such delivery");
    await expect(webhooks.redeliver("1")).rejects.toThrow(
      "Cannot redeliver 1: it was not sent, because no app is subscribed to messages",
    );
    await webhooks.settled();
  });
});

describe("settled()", () => {
  it("waits for what the receiver causes before it responds", async () => {
    const { url, posts } = await startReceiver((response, { body }) => {
      if (body.includes("wamid.A")) void webhooks.emit(text("B"));
      response.end();
    });
    const webhooks = start([{ url }]);
    void webhooks.emit(text("A"));
    await webhooks.settled();
    expect(posts.flatMap(({ body }) => textsIn(body))).toEqual(["A", "B"]);
    await webhooks.settled();
  });
});

describe("clear()", () => {
  it("gives up what waits, is being sent, or is to be sent again", async () => {
    let isClosed = false;
    const hung = await serve((_, response) => void response.on("close", () => (isClosed = true)));
    const failing = await startReceiver((response) => void response.writeHead(500).end());
    const { waiting, schedule } = manualSchedule();
    const webhooks = start(
      [
        { url: hung, appId: "1" },
        { url: failing.url, appId: "2" },
      ],
      { schedule },
    );
    const told = ["A", "B"].map((name) => webhooks.emit(text(name)));
    await expect.poll(() => waiting.length).toBe(1);
    const unsent = webhooks.emit(text("C"));
    webhooks.clear();
    expect(webhooks.deliveries).toEqual([]);
    await webhooks.settled();
    const reason = "the deliveries were cleared";
    for (const delivery of (await Promise.all(told)).flat())
      expect(delivery).toMatchObject({ state: "failed", reason });
    for (const delivery of await unsent) expect(delivery).toMatchObject({ state: "unsent", reason });
    expect(waiting).toEqual([]);
    await expect.poll(() => isClosed).toBe(true);
    expect(failing.posts).toHaveLength(1);
    expect(webhooks.deliveries).toEqual([]);
  });

  it("lets the next event begin anew", async () => {
    const hung = await serve(() => undefined);
    const { url, posts } = await startReceiver();
    const subscriptions = [{ appId: "1", url: hung }];
    const webhooks = start([], { subscriptionsFor: () => subscriptions });
    const first = webhooks.emit(text("A"));
    await Promise.resolve();
    webhooks.clear();
    subscriptions[0] = { appId: "1", url };
    expect(await webhooks.emit(text("B"))).toMatchObject([{ id: "1", state: "accepted" }]);
    await first;
    expect(webhooks.deliveries).toMatchObject([{ id: "1", state: "accepted" }]);
    expect(posts.flatMap(({ body }) => textsIn(body))).toEqual(["B"]);
  });

  it("gives up handshakes", async () => {
    let asked = 0;
    const hung = await serve(() => asked++);
    const webhooks = start([], { timeout: 60_000 });
    const waiting = Array.from({ length: 20 }, () => webhooks.handshake(hung, "token"));
    await expect.poll(() => asked).toBe(20);
    webhooks.clear();
    const reason = "there was no response: it was cancelled";
    for (const handshake of await Promise.all(waiting))
      expect(handshake).toEqual({ isVerified: false, status: 0, reason });
  });
});
