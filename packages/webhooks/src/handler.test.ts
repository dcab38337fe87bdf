import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DedupeStore } from "./dedupe.ts";
import type { WebhookEvent } from "./event.ts";
import { createWebhookHandler, type WebhookHandlerOptions } from "./handler.ts";
import type { WebhookHandlers } from "./handlers.ts";
import { address, appSecret, documentedDeliveries, envelope, messagesChange, signedRequest, textMessage, texts, verifyToken } from "./webhooks.test-support.ts";

const deliveries = await documentedDeliveries();

function start(options: Partial<WebhookHandlerOptions> = {}) {
  const handled: string[] = [];
  const errors: [unknown, string | undefined][] = [];
  const handler = createWebhookHandler({
    appSecret,
    verifyToken,
    on: { messages: ({ message }) => handled.push(message.id) },
    onError: (error, event) => errors.push([error, event?.dedupeKey]),
    ...options,
  });
  const deliver = async (payload: unknown) => (await handler(await signedRequest(payload))).status;
  return { handler, handled, errors, deliver };
}

function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("createWebhookHandler()", () => {
  test.each([
    ["appSecret is empty", { appSecret: "" }],
    ["appSecret is empty", { appSecret: [] }],
    ["appSecret is empty", { appSecret: ["old", ""] }],
    ["appSecret is empty", { appSecret: undefined as unknown as string }],
    ["verifyToken is empty", { verifyToken: "" }],
    ["concurrency must be at least 1, not 0", { concurrency: 0 }],
    ["concurrency must be at least 1, not NaN", { concurrency: Number.NaN }],
  ])("refuses options: %s", (detail, options) => {
    expect(() => start(options)).toThrow(new TypeError(`Cannot create a webhook handler: ${detail}`));
  });

  test("makes a function whose name tells what it is in a stack trace", () => {
    expect(start().handler.name).toBe("webhookHandler");
  });
});

describe("the handshake", () => {
  const right = { "hub.mode": "subscribe", "hub.verify_token": verifyToken, "hub.challenge": "1158201444" };
  const shake = (query: Record<string, string>, options?: Partial<WebhookHandlerOptions>) =>
    start(options).handler(new Request(`${address}?${new URLSearchParams(query)}`));

  test.each([
    ["no query", {}],
    ["another mode", { ...right, "hub.mode": "unsubscribe" }],
    ["another token", { ...right, "hub.verify_token": "quiet-lantern-harboux" }],
    ["an empty token", { ...right, "hub.verify_token": "" }],
    ["the beginning of the token", { ...right, "hub.verify_token": "quiet" }],
    ["the token twice", { ...right, "hub.verify_token": verifyToken + verifyToken }],
  ])("refuses %s", async (_, query) => {
    const answer = await shake(query);
    expect([answer.status, await answer.text()]).toEqual([403, ""]);
  });

  test("refuses a request without a challenge", async () => {
    expect((await shake({ "hub.mode": "subscribe", "hub.verify_token": verifyToken })).status).toBe(403);
  });

  test("answers the bare challenge", async () => {
    const answer = await shake(right);
    expect([answer.status, await answer.text()]).toEqual([200, "1158201444"]);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("takes any of several tokens", async () => {
    expect((await shake(right, { verifyToken: ["next", verifyToken] })).status).toBe(200);
  });
});

describe("a webhook handler", () => {
  beforeEach(() => {
    vi.spyOn(console, "error").mockReturnValue(undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each(["PUT", "DELETE", "HEAD", "OPTIONS"])("refuses %s", async (method) => {
    const answer = await start().handler(new Request(address, { method }));
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });

  test("refuses a delivery with a wrong signature and says why, without a word to onError", async () => {
    const { handler, handled, errors } = start();
    const answer = await handler(await signedRequest(texts("wamid.A"), "other"));
    expect([answer.status, await answer.text()]).toEqual([
      401,
      "Cannot accept the webhook: its signature does not fit its body and the app secret",
    ]);
    expect([handled, errors]).toEqual([[], []]);
  });

  test("reports a body that breaks, and wants it once more", async () => {
    const { handler, errors } = start();
    const body = new ReadableStream({ pull: () => Promise.reject(new Error("connection lost")) });
    const headers = { "x-hub-signature-256": "sha256=0" };
    const answer = await handler(new Request(address, { method: "POST", headers, body, duplex: "half" } as RequestInit));
    expect(answer.status).toBe(500);
    expect(errors).toEqual([[expect.objectContaining({ message: "connection lost" }), undefined]]);
  });

  test("reports what a handler throws, handles the rest, and handles again what failed alone", async () => {
    const tries: string[] = [];
    let isBroken = true;
    const { deliver, errors } = start({
      on: {
        messages({ message }) {
          tries.push(message.id);
          if (message.id === "wamid.B" && isBroken) throw new Error("no database");
        },
      },
    });
    const payload = texts("wamid.A", "wamid.B", "wamid.C");
    expect(await deliver(payload)).toBe(500);
    expect(tries).toEqual(["wamid.A", "wamid.B", "wamid.C"]);
    expect(errors).toEqual([[expect.objectContaining({ message: "no database" }), "messages:message:106540352242922:wamid.B"]]);
    isBroken = false;
    expect(await deliver(payload)).toBe(200);
    expect(await deliver(payload)).toBe(200);
    expect(tries.slice(3)).toEqual(["wamid.B"]);
  });

  test("answers 200 in spite of a failure when told to, and reports a promise that is rejected too", async () => {
    const { deliver, errors } = start({ failureStatus: 200, on: { other: () => Promise.reject(new Error("no")) } });
    expect(await deliver(texts("wamid.A"))).toBe(200);
    expect(errors).toHaveLength(1);
  });

  test("survives an onError that throws, and reports to the console without one", async () => {
    const on: WebhookHandlers = {
      messages() {
        throw new Error("no database");
      },
    };
    const onError = () => {
      throw new Error("no log");
    };
    expect(await start({ on, onError }).deliver(texts("wamid.A"))).toBe(500);
    expect(console.error).toHaveBeenLastCalledWith(expect.objectContaining({ message: "no log" }));
    const handler = createWebhookHandler({ appSecret, verifyToken, on });
    expect((await handler(await signedRequest(texts("wamid.A")))).status).toBe(500);
    expect(console.error).toHaveBeenLastCalledWith(expect.objectContaining({ message: "no database" }));
  });

  test.each<[string, Partial<DedupeStore>, number, number]>([
    ["claims cannot be made: nothing is handled, and all comes again", { claim: () => Promise.reject(new Error("away")) }, 503, 0],
    ["an event that was handled cannot be marked: it is not asked for again", { complete: () => Promise.reject(new Error("away")) }, 200, 1],
  ])("reports a store that fails when %s", async (_, broken, status, count) => {
    const store: DedupeStore = { claim: () => "new", complete: () => undefined, release: () => undefined, ...broken };
    const { deliver, handled, errors } = start({ dedupe: store });
    expect(await deliver(texts("wamid.A"))).toBe(status);
    expect(handled).toHaveLength(count);
    expect(errors).toEqual([[expect.objectContaining({ message: "away" }), "messages:message:106540352242922:wamid.A"]]);
  });

  test("handles an event once, in one delivery and over several", async () => {
    const { deliver, handled } = start();
    expect(await deliver(texts("wamid.A", "wamid.A", "wamid.B"))).toBe(200);
    expect(await deliver(texts("wamid.B", "wamid.A"))).toBe(200);
    expect(handled).toEqual(["wamid.A", "wamid.B"]);
  });

  test("wants an event once more that is in handling, and handles it no second time", async () => {
    const [handled, gate] = [[] as string[], createGate()];
    const { deliver } = start({
      on: {
        async messages({ message }) {
          handled.push(message.id);
          await gate.opened;
        },
      },
    });
    const first = deliver(texts("wamid.A"));
    await vi.waitFor(() => expect(handled).toEqual(["wamid.A"]));
    expect(await deliver(texts("wamid.A"))).toBe(503);
    gate.open();
    expect(await first).toBe(200);
    expect(await deliver(texts("wamid.A"))).toBe(200);
    expect(handled).toEqual(["wamid.A"]);
  });

  test("handles everything again without dedupe", async () => {
    const { deliver, handled } = start({ dedupe: false });
    await deliver(texts("wamid.A", "wamid.A"));
    await deliver(texts("wamid.A"));
    expect(handled).toEqual(["wamid.A", "wamid.A", "wamid.A"]);
  });

  test("handles so many events of a delivery at a time, begun in their order", async () => {
    let [running, most] = [0, 0];
    const begun: string[] = [];
    const { deliver } = start({
      concurrency: 3,
      on: {
        async messages({ message }) {
          begun.push(message.id);
          most = Math.max(most, ++running);
          await Promise.resolve();
          running--;
        },
      },
    });
    const ids = Array.from({ length: 20 }, (_, index) => `wamid.${index}`);
    expect(await deliver(texts(...ids))).toBe(200);
    expect([most, running]).toEqual([3, 0]);
    expect(begun).toEqual(ids);
  });

  test("answers before the work is done where the host waits for it, and reports what fails", async () => {
    const gate = createGate();
    const { handler, errors } = start({
      on: {
        async messages() {
          await gate.opened;
          throw new Error("no database");
        },
      },
    });
    const context = {
      work: [] as Promise<unknown>[],
      waitUntil(work: Promise<unknown>) {
        this.work.push(work);
      },
    };
    const answer = await handler(await signedRequest(texts("wamid.A")), context);
    expect([answer.status, errors]).toEqual([200, []]);
    gate.open();
    await Promise.all(context.work);
    expect(errors).toHaveLength(1);
  });

  test("waits for the work where the second argument is something else", async () => {
    const { handler, handled } = start();
    const answer = await handler(await signedRequest(texts("wamid.A")), { params: Promise.resolve({}) } as object);
    expect([answer.status, handled]).toEqual([200, ["wamid.A"]]);
  });
});

describe("the choice of a handler", () => {
  async function keysFor(payload: unknown, ...keys: string[]): Promise<string[]> {
    const called: string[] = [];
    const on = Object.fromEntries(keys.map((key) => [key, () => called.push(key)]));
    expect(await start({ on: on as WebhookHandlers }).deliver(payload)).toBe(200);
    return called;
  }

  test("prefers the most specific one, and calls it alone", async () => {
    const payload = texts("wamid.A");
    expect(await keysFor(payload, "other", "messages", "messages.text")).toEqual(["messages.text"]);
    expect(await keysFor(payload, "other", "messages", "messages.image")).toEqual(["messages"]);
    expect(await keysFor(payload, "other", "statuses")).toEqual(["other"]);
    expect(await keysFor(payload, "statuses")).toEqual([]);
  });

  test("passes over a handler that is undefined", async () => {
    const other = vi.fn<(event: WebhookEvent) => void>();
    const on = { "messages.text": undefined, other } as unknown as WebhookHandlers;
    expect(await start({ on }).deliver(texts("wamid.A"))).toBe(200);
    expect(other).toHaveBeenCalledOnce();
  });

  test.each([
    ["delivered", ["statuses.delivered"]],
    ["delivered", ["statuses"]],
    ["errors", ["errors"]],
    ["user_actions", ["user_actions"]],
    ["calls_status", ["calls"]],
    ["history", ["history"]],
    ["standby_message", ["standby"]],
    ["account_update_banned", ["account_update"]],
    ["other_change", ["other"]],
    ["other_message", ["messages"]],
    ["other_status", ["statuses"]],
  ])("hands %s to %j", async (name, [key = ""]) => {
    const called = await keysFor(deliveries[name], key, "messages.text");
    expect([...new Set(called)]).toEqual([key]);
  });

  test.each([
    ["a field named as a key is", "statuses", { a: 1 }],
    ["a field named as a message type is", "messages.text", { a: 1 }],
    ["a list that holds something else", "messages", { messages: ["text"] }],
    ["a field with lists, but without any", "calls", {}],
    ["a field named as a property of every object", "constructor", {}],
  ])("hands %s to other alone", async (_, field, value) => {
    const payload = { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field, value }] }] };
    expect(await keysFor(payload, "statuses", "messages.text", "messages", "calls", "other")).toEqual(["other"]);
  });

  test("hands the fields of other objects to other alone", async () => {
    expect(await keysFor({ ...texts("wamid.A"), object: "instagram" }, "messages", "other")).toEqual(["other"]);
  });

  test("hands a message without a type to messages", async () => {
    const { type, ...untyped } = textMessage("wamid.A");
    expect(type).toBe("text");
    expect(await keysFor(envelope(messagesChange({ messages: [untyped as never] })), "messages")).toEqual(["messages"]);
  });
});
