import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type DedupeStore, memoryDedupe } from "./dedupe.ts";
import type { WebhookEvent } from "./event.ts";
import { createWebhookHandler, type WebhookHandlerOptions } from "./handler.ts";
import type { WebhookHandlers } from "./choose-handler.ts";
import { signatureOf } from "./signature.ts";
import { stopTime } from "./time.test-support.ts";
import {
  address,
  appSecret,
  documentedDeliveries,
  envelope,
  messagesChange,
  signedRequest,
  textMessage,
  texts,
  verifyToken,
} from "./webhooks.test-support.ts";

const deliveries = await documentedDeliveries();

function start(options: Partial<WebhookHandlerOptions> = {}) {
  const handled: string[] = [];
  const errors: [unknown, unknown][] = [];
  const handler = createWebhookHandler({
    appSecret,
    verifyToken,
    on: { messages: ({ message }) => handled.push(message.id) },
    onError: (error, event) => errors.push([error, event?.kind === "message" ? event.message.id : event?.kind]),
    ...options,
  });
  const deliver = async (payload: unknown) => (await handler(await signedRequest(payload))).status;
  return { handler, handled, errors, deliver };
}

/** A store that knows no event, but for what it does otherwise. */
function storeWith(own: Partial<DedupeStore>): DedupeStore {
  return { claim: () => "new", complete: () => undefined, release: () => undefined, ...own };
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
    ["timeout must be above 0, not 0", { timeout: 0 }],
    ["storeTimeout must be above 0, not NaN", { storeTimeout: Number.NaN }],
  ])("rejects options: %s", (detail, options) => {
    expect(() => start(options)).toThrow(new TypeError(`Cannot create a webhook handler: ${detail}`));
  });

  test("returns a function with a telling name for stack traces", () => {
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
  ])("rejects %s", async (_, query) => {
    const answer = await shake(query);
    expect([answer.status, await answer.text()]).toEqual([403, ""]);
  });

  test("rejects a request without a challenge", async () => {
    expect((await shake({ "hub.mode": "subscribe", "hub.verify_token": verifyToken })).status).toBe(403);
  });

  test("responds with the bare challenge", async () => {
    const answer = await shake(right);
    expect([answer.status, await answer.text()]).toEqual([200, "1158201444"]);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("accepts any of several tokens", async () => {
    expect((await shake(right, { verifyToken: ["next", verifyToken] })).status).toBe(200);
  });
});

describe("a webhook handler", () => {
  beforeEach(() => void vi.spyOn(console, "error").mockReturnValue(undefined));
  afterEach(() => void vi.restoreAllMocks());

  test.each(["PUT", "DELETE", "HEAD", "OPTIONS"])("rejects %s", async (method) => {
    const answer = await start().handler(new Request(address, { method }));
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });

  test("rejects a delivery with a wrong signature and says why, without calling onError", async () => {
    const { handler, handled, errors } = start();
    const answer = await handler(await signedRequest(texts("wamid.A"), "other"));
    expect([answer.status, await answer.text()]).toEqual([
      401,
      "Cannot accept the webhook: its signature does not match",
    ]);
    expect([handled, errors]).toEqual([[], []]);
  });

  test("rejects a body that breaks off, and reports nothing: other senders could fill a log", async () => {
    const { handler, errors } = start();
    const body = new ReadableStream({ pull: () => Promise.reject(new Error("connection lost")) });
    const headers = { "x-hub-signature-256": "sha256=0" };
    const answer = await handler(
      new Request(address, { method: "POST", headers, body, duplex: "half" } as RequestInit),
    );
    expect([answer.status, await answer.text()]).toEqual([400, "Cannot accept the webhook: its body broke off"]);
    expect(errors).toEqual([]);
  });

  test("reports what a handler throws, handles the rest, and handles again only what failed", async () => {
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
    expect(errors).toEqual([[expect.objectContaining({ message: "no database" }), "wamid.B"]]);
    isBroken = false;
    expect(await deliver(payload)).toBe(200);
    expect(await deliver(payload)).toBe(200);
    expect(tries.slice(3)).toEqual(["wamid.B"]);
  });

  test("responds with 200 to a failure if so configured, and reports a rejected promise too", async () => {
    const { deliver, errors } = start({ failureStatus: 200, on: { other: () => Promise.reject(new Error("no")) } });
    expect(await deliver(texts("wamid.A"))).toBe(200);
    expect(errors).toHaveLength(1);
  });

  test("survives an onError that throws, and reports to the console without one", async () => {
    const failing = (problem: string) => () => {
      throw new Error(problem);
    };
    const on: WebhookHandlers = { messages: failing("no database") };
    const onError = failing("no log");
    expect(await start({ on, onError }).deliver(texts("wamid.A"))).toBe(500);
    expect(console.error).toHaveBeenLastCalledWith(expect.objectContaining({ message: "no log" }));
    const handler = createWebhookHandler({ appSecret, verifyToken, on });
    expect((await handler(await signedRequest(texts("wamid.A")))).status).toBe(500);
    expect(console.error).toHaveBeenLastCalledWith(expect.objectContaining({ message: "no database" }));
  });

  const away = () => Promise.reject(new Error("away"));
  test.each<[string, Partial<DedupeStore>, number, number]>([
    ["claims cannot be made: nothing is handled, and all comes again", { claim: away }, 503, 0],
    ["an event that was handled cannot be marked: it is not asked for again", { complete: away }, 200, 1],
  ])("reports a store that fails when %s", async (_, broken, status, count) => {
    const { deliver, handled, errors } = start({ dedupe: storeWith(broken) });
    expect(await deliver(texts("wamid.A"))).toBe(status);
    expect(handled).toHaveLength(count);
    expect(errors).toEqual([[expect.objectContaining({ message: "away" }), "wamid.A"]]);
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["object", { claim: "new" }],
    ['"OK"', "OK"],
    ["null", null],
  ])("takes a claim that is %s for a fault of the store, never for an event that was handled", async (name, claim) => {
    const { deliver, handled, errors } = start({ dedupe: storeWith({ claim: () => claim as "new" }) });
    expect([await deliver(texts("wamid.A")), handled]).toEqual([503, []]);
    const message = `Cannot handle the webhook: claim() of the store returned ${name}, not "new", "busy" or "done"`;
    expect(errors).toEqual([[expect.objectContaining({ name: "WebhookAppError", message, part: "store" }), "wamid.A"]]);
  });

  test("reports a body that the app has already consumed as a WebhookAppError", async () => {
    const { handler, errors } = start();
    const request = await signedRequest(texts("wamid.A"));
    await request.text();
    expect((await handler(request)).status).toBe(500);
    const message = expect.stringContaining("already consumed");
    expect(errors).toEqual([[expect.objectContaining({ name: "WebhookAppError", part: "body", message }), undefined]]);
  });

  test("handles the rest of a delivery with a change that cannot be read, reports it, and does not ask again", async () => {
    const { handler, handled, errors } = start();
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const text = JSON.stringify(texts("wamid.A")).replace(
      '"changes":[',
      `"changes":[{"field":"messages","value":${deep}},`,
    );
    const headers = { "x-hub-signature-256": await signatureOf(text, appSecret) };
    const answer = await handler(new Request(address, { method: "POST", headers, body: text }));
    const message = 'Cannot read a change of "messages": it is nested more than 500 levels deep';
    expect([answer.status, await answer.text(), handled]).toEqual([
      200,
      `Left out 1 of the changes: ${message}`,
      ["wamid.A"],
    ]);
    expect(errors).toEqual([[expect.objectContaining({ name: "WebhookChangeError", message }), undefined]]);
  });

  test("handles events without a key every time: twice in one delivery, and when delivered again", async () => {
    const seen: unknown[] = [];
    const { deliver } = start({ on: { errors: ({ error }) => seen.push(error.code) } });
    const error = { code: 130429, title: "Rate limit hit", message: "Rate limit hit" };
    const payload = envelope(messagesChange({ errors: [error, error] }), messagesChange({ errors: [error] }));
    expect([await deliver(payload), seen.length]).toEqual([200, 3]);
    expect([await deliver(payload), seen.length]).toEqual([200, 6]);
  });

  test("handles an event once, in one delivery and over several", async () => {
    const { deliver, handled } = start();
    expect(await deliver(texts("wamid.A", "wamid.A", "wamid.B"))).toBe(200);
    expect(await deliver(texts("wamid.B", "wamid.A"))).toBe(200);
    expect(handled).toEqual(["wamid.A", "wamid.B"]);
  });

  test("asks again for an event in progress, and does not handle it a second time", async () => {
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

  test("handles a limited number of events of a delivery at a time, started in order", async () => {
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

  test("responds before the work is done where the host waits for it, and reports what fails", async () => {
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

describe("a webhook handler whose app hangs", () => {
  stopTime();
  afterEach(() => void vi.restoreAllMocks());

  const never = () => new Promise<never>(() => undefined);
  const hangs = (what: string, part: string) =>
    expect.objectContaining({ name: "WebhookAppError", part, message: `Cannot handle the webhook: ${what}` });

  /** Status of a delivery that settles within a number of ms. */
  async function statusWithin(delivery: Promise<number>, milliseconds: number): Promise<number | string> {
    let status: number | string = "nothing yet";
    void delivery.then((value) => (status = value));
    await vi.advanceTimersByTimeAsync(milliseconds);
    return status;
  }

  test("ends a delivery whose handler never settles after a minute, handles the rest, and keeps the claim for the lease", async () => {
    const seen: string[] = [];
    const on: WebhookHandlers = {
      "messages.text"({ message }) {
        seen.push(message.id);
        return message.id === "wamid.A" ? never() : undefined;
      },
    };
    const { deliver, errors } = start({ on, concurrency: 1 });
    const delivery = deliver(texts("wamid.A", "wamid.B"));
    expect(await statusWithin(delivery, 59_999)).toBe("nothing yet");
    expect(await statusWithin(delivery, 1)).toBe(500);
    expect(seen).toEqual(["wamid.A", "wamid.B"]);
    expect(errors).toEqual([[hangs("the handler messages.text did not settle within 60000 ms", "handler"), "wamid.A"]]);
    expect(await deliver(texts("wamid.A"))).toBe(503);
    await vi.advanceTimersByTimeAsync(240_000);
    void deliver(texts("wamid.A"));
    await vi.waitFor(() => expect(seen).toEqual(["wamid.A", "wamid.B", "wamid.A"]));
  });

  test.each([
    ["succeeds", 200, 1],
    ["fails", 200, 2],
  ])("takes note of a handler that %s after its delivery has ended", async (end, status, count) => {
    const gate = createGate();
    let calls = 0;
    const { deliver, errors } = start({
      timeout: 100,
      on: {
        async messages() {
          if (++calls > 1) return;
          await gate.opened;
          if (end === "fails") throw new Error("no database");
        },
      },
    });
    expect(await statusWithin(deliver(texts("wamid.A")), 100)).toBe(500);
    expect(await deliver(texts("wamid.A"))).toBe(503);
    gate.open();
    await vi.advanceTimersByTimeAsync(0);
    expect([await deliver(texts("wamid.A")), calls]).toEqual([status, count]);
    expect(errors.map(([error]) => (error as Error).message)).toEqual([
      "Cannot handle the webhook: the handler messages did not settle within 100 ms",
      ...(end === "fails" ? ["no database"] : []),
    ]);
  });

  test("ends the work after the response too", async () => {
    const { handler, errors } = start({ on: { messages: never }, timeout: 100 });
    const request = await signedRequest(texts("wamid.A"));
    const waitUntil = vi.fn<(work: Promise<unknown>) => void>();
    expect((await handler(request, { waitUntil })).status).toBe(200);
    const ended = vi.fn<() => void>();
    void waitUntil.mock.calls[0]?.[0].then(ended);
    await vi.advanceTimersByTimeAsync(100);
    expect(ended).toHaveBeenCalledOnce();
    expect(errors).toHaveLength(1);
  });

  test.each<[keyof DedupeStore & string, number, number]>([
    ["claim", 503, 0],
    ["complete", 200, 1],
  ])("ends a delivery when %s() of the store never settles, after five seconds", async (name, status, count) => {
    const { deliver, handled, errors } = start({ dedupe: storeWith({ [name]: never }) });
    const delivery = deliver(texts("wamid.A"));
    expect(await statusWithin(delivery, 4999)).toBe("nothing yet");
    expect([await statusWithin(delivery, 1), handled.length]).toEqual([status, count]);
    expect(errors).toEqual([[hangs(`${name}() of the store did not settle within 5000 ms`, "store"), "wamid.A"]]);
  });

  test("ends a delivery when release() of the store never settles", async () => {
    const on: WebhookHandlers = { messages: () => Promise.reject(new Error("no database")) };
    const { deliver, errors } = start({ dedupe: storeWith({ release: never }), on, storeTimeout: 50 });
    expect(await statusWithin(deliver(texts("wamid.A")), 50)).toBe(500);
    expect(errors.map(([error]) => error)).toEqual([
      expect.objectContaining({ message: "no database" }),
      hangs("release() of the store did not settle within 50 ms", "store"),
    ]);
  });

  test("ends a delivery when onError never settles, and says so to the console", async () => {
    const logged = vi.spyOn(console, "error").mockReturnValue(undefined);
    const on: WebhookHandlers = { messages: () => Promise.reject(new Error("no database")) };
    expect(await statusWithin(start({ on, onError: never, timeout: 100 }).deliver(texts("wamid.A")), 100)).toBe(500);
    expect(logged).toHaveBeenCalledExactlyOnceWith(hangs("onError did not settle within 100 ms", "onError"));
  });

  test("does not end a claim that a slow handler has lost to another owner", async () => {
    const [slow, next] = [createGate(), createGate()];
    const store = memoryDedupe({ lease: 1000 });
    const first = start({
      dedupe: store,
      on: {
        async messages() {
          await slow.opened;
          throw new Error("too late");
        },
      },
    });
    const second = start({ dedupe: store, on: { messages: () => next.opened } });
    const failing = first.deliver(texts("wamid.A"));
    await vi.advanceTimersByTimeAsync(1000);
    const succeeding = second.deliver(texts("wamid.A"));
    await vi.advanceTimersByTimeAsync(0);
    slow.open();
    expect(await failing).toBe(500);
    expect(await first.deliver(texts("wamid.A"))).toBe(503);
    next.open();
    expect(await succeeding).toBe(200);
    expect(await first.deliver(texts("wamid.A"))).toBe(200);
  });

  test("claims an event again that has waited for half its lease, and leaves it to an owner that has it by now", async () => {
    const [begun, gate] = [[] as string[], createGate()];
    const store = memoryDedupe({ lease: 1000 });
    const worker = (name: string) =>
      start({
        dedupe: store,
        concurrency: 1,
        on: {
          async messages({ message }) {
            begun.push(`${name} ${message.id}`);
            if (message.id === "wamid.A") await gate.opened;
          },
        },
      });
    const delivery = worker("slow").deliver(texts("wamid.A", "wamid.B", "wamid.C"));
    await vi.waitFor(() => expect(begun).toEqual(["slow wamid.A"]));
    vi.advanceTimersByTime(1000);
    expect(await worker("other").deliver(texts("wamid.B"))).toBe(200);
    gate.open();
    expect(await delivery).toBe(200);
    expect(begun).toEqual(["slow wamid.A", "other wamid.B", "slow wamid.C"]);
  });
});

describe("a webhook handler whose store goes away", () => {
  test("handles what it has claimed before, and reports that it could not claim it again", async () => {
    const claim = vi.fn<DedupeStore["claim"]>().mockReturnValueOnce("new").mockRejectedValue(new Error("away"));
    const { deliver, handled, errors } = start({ dedupe: storeWith({ claim, lease: 0 }) });
    expect([await deliver(texts("wamid.A")), handled]).toEqual([200, ["wamid.A"]]);
    expect(errors).toEqual([[expect.objectContaining({ message: "away" }), "wamid.A"]]);
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

  test("skips a handler that is undefined", async () => {
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

  test("passes the fields of other objects only to other", async () => {
    expect(await keysFor({ ...texts("wamid.A"), object: "instagram" }, "messages", "other")).toEqual(["other"]);
  });

  test("passes a message without a type to messages", async () => {
    const { type, ...untyped } = textMessage("wamid.A");
    expect(type).toBe("text");
    expect(await keysFor(envelope(messagesChange({ messages: [untyped as never] })), "messages")).toEqual(["messages"]);
  });
});
