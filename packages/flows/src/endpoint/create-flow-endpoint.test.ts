import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { completeFlow, showError } from "./answers.ts";
import { createFlowEndpoint, type FlowEndpointOptions } from "./create-flow-endpoint.ts";
import {
  address,
  appSecret,
  ask,
  createKeys,
  encryptKey,
  encryptRequest,
  newSession,
  sign,
  signed,
} from "./endpoint.test-support.ts";
import { InvalidFlowTokenError } from "./errors.ts";

const keys = createKeys();
const flow_token = "booking-8841";

function start(options: Partial<FlowEndpointOptions> = {}) {
  const onError = vi.fn<NonNullable<FlowEndpointOptions["onError"]>>();
  const endpoint = createFlowEndpoint({ privateKey: keys.pem, appSecret, on: {}, onError, ...options });
  const send = (payload: unknown) => ask(endpoint, payload, keys.publicKey);
  const errors = () => onError.mock.calls.map(([error]) => error);
  return { endpoint, onError, errors, send };
}

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue(undefined));
afterEach(() => void vi.restoreAllMocks());

describe("createFlowEndpoint()", () => {
  test.each<[string, Partial<FlowEndpointOptions>, string]>([
    ["no key", { privateKey: [] }, "Cannot read the private key: there is none"],
    [
      "a key that is none",
      { privateKey: "secret" },
      "Cannot read the private key: it is not an RSA private key in PEM",
    ],
    ["a second key that is none", { privateKey: [keys.pem, ""] }, "Cannot read private key 2 of 2: it is not an RSA"],
    ["an empty secret", { appSecret: "" }, "Cannot create a flow endpoint: appSecret is empty"],
    ["no secret", { appSecret: [] }, "Cannot create a flow endpoint: appSecret is empty"],
    ["a limit of 0", { maxSize: 0 }, "Cannot create a flow endpoint: maxSize must be above 0, not 0"],
    ["no timeout", { timeout: Number.NaN }, "Cannot create a flow endpoint: timeout must be above 0, not NaN"],
  ])("throws with %s", (_, options, message) => {
    expect(() => start(options)).toThrow(new RegExp(`^${message}`));
    expect(() => start(options)).toThrow(TypeError);
  });
});

describe("an endpoint", () => {
  const ping = () => JSON.stringify(encryptRequest('{"version":"3.0","action":"ping"}', keys.publicKey));

  test.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])("responds to %s with 405", async (method) => {
    const response = await start().endpoint(new Request(address, { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("responds with 432 to a missing, malformed or wrong signature, without reading keys or reporting it", async () => {
    const { endpoint, onError } = start();
    const body = ping();
    const missing = await endpoint(new Request(address, { method: "POST", body }));
    const others = ["", "sha256=", sign(body).toUpperCase(), sign(body, "other"), sign(`${body} `)];
    const statuses = await Promise.all(others.map(async (other) => (await endpoint(signed(body, other))).status));
    expect([missing.status, ...statuses]).toEqual([432, 432, 432, 432, 432, 432]);
    expect(await missing.text()).toBe("");
    expect(onError).not.toHaveBeenCalled();
  });

  test("takes the old app secret beside the new one", async () => {
    expect((await start({ appSecret: ["new", appSecret] }).send({ action: "ping" })).status).toBe(200);
  });

  test("responds with 413 to a large body before its signature is checked, and closes the connection", async () => {
    const response = await start({ maxSize: 100 }).endpoint(signed(ping()));
    expect([response.status, response.headers.get("connection")]).toEqual([413, "close"]);
  });

  test("responds with 400 to a body that breaks off", async () => {
    const { endpoint, onError } = start();
    const body = new ReadableStream({ pull: () => Promise.reject(new Error("connection lost")) });
    const init = { method: "POST", headers: { "x-hub-signature-256": sign("") }, body, duplex: "half" };
    expect((await endpoint(new Request(address, init))).status).toBe(400);
    expect(onError).not.toHaveBeenCalled();
  });

  test("responds with 500 to a body that a parser has consumed, and reports it", async () => {
    const { endpoint, errors } = start();
    const request = signed(ping());
    await request.json();
    expect((await endpoint(request)).status).toBe(500);
    expect(errors()).toEqual([expect.objectContaining({ name: "WebhookAppError", part: "body" })]);
  });

  const parts = encryptRequest("{}", keys.publicKey);
  test.each([
    ["no JSON", "encrypted"],
    ["no object", "[]"],
    ["an empty object", "{}"],
    ["a part missing", JSON.stringify({ ...parts, initial_vector: undefined })],
    ["a part of another type", JSON.stringify({ ...parts, encrypted_flow_data: [parts.encrypted_flow_data] })],
  ])("responds with 400 to a signed body with %s, and reports it", async (_, body) => {
    const { endpoint, errors } = start();
    expect((await endpoint(signed(body))).status).toBe(400);
    expect(errors()).toEqual([expect.objectContaining({ name: "FlowEndpointError", reason: "request" })]);
  });

  test.each([
    ["what another key encrypts", encryptRequest("{}", createKeys().publicKey)],
    ["another AES key", { ...parts, encrypted_aes_key: encryptRequest("{}", keys.publicKey).encrypted_aes_key }],
    ["another IV", { ...parts, initial_vector: newSession().iv.toString("base64") }],
    ["an IV of 12 bytes", { ...parts, initial_vector: Buffer.alloc(12).toString("base64") }],
    ["an AES key of 32 bytes", withAesKey(32)],
    ["an AES key of 15 bytes", withAesKey(15)],
    ["no tag", { ...parts, encrypted_flow_data: "AAAA" }],
    ["no data", { ...parts, encrypted_flow_data: "" }],
    ["something else than Base64", { ...parts, encrypted_aes_key: "%%%%" }],
  ])("responds with 421 to %s, and reports it without naming any of it", async (_, body) => {
    const { endpoint, errors } = start();
    const response = await endpoint(signed(JSON.stringify(body)));
    expect([response.status, await response.text()]).toEqual([421, ""]);
    const error = expect.objectContaining({
      reason: "decryption",
      message: "Cannot answer the flow: no private key decrypts the request",
    });
    expect(errors()).toEqual([error]);
  });

  /** A request whose AES key has another size. */
  function withAesKey(size: number) {
    const aesKey = Buffer.alloc(size);
    return { ...parts, encrypted_aes_key: encryptKey(aesKey, keys.publicKey) };
  }

  test.each(["", "text", "[]", "{}", '{"action":1}', '"ping"', "\uD800"])(
    "responds with 400 to an encrypted %j, and reports it",
    async (plaintext) => {
      const { endpoint, errors } = start();
      const body = JSON.stringify(encryptRequest(plaintext, keys.publicKey));
      expect((await endpoint(signed(body))).status).toBe(400);
      expect(errors()).toEqual([expect.objectContaining({ reason: "request" })]);
    },
  );

  test("responds to a ping, as Base64 in plain text", async () => {
    const { send, onError } = start();
    for (const action of ["ping", "PING"]) {
      const { status, headers, answer } = await send({ version: "3.0", action });
      expect([status, answer]).toEqual([200, { data: { status: "active" } }]);
      expect(headers.get("content-type")).toMatch(/^text\/plain/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect(onError).not.toHaveBeenCalled();
  });

  test("decrypts with each of several keys, whichever the client has fetched", async () => {
    const next = createKeys();
    const { endpoint } = start({ privateKey: [next.pem, keys.pem] });
    for (const { publicKey } of [keys, next]) {
      expect((await ask(endpoint, { action: "ping" }, publicKey)).status).toBe(200);
    }
    const { publicKey } = createKeys();
    expect((await ask(endpoint, { action: "ping" }, publicKey)).status).toBe(421);
  });

  test("decrypts with a CryptoKey", async () => {
    const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };
    const der = keys.privateKey.export({ type: "pkcs8", format: "der" });
    const privateKey = await crypto.subtle.importKey("pkcs8", der, algorithm, false, ["decrypt"]);
    expect((await start({ privateKey }).send({ action: "ping" })).status).toBe(200);
  });

  test("calls the handlers of INIT, BACK and data_exchange, and encrypts what they return", async () => {
    const seen: unknown[] = [];
    const note = ({ signal, ...event }: { signal: AbortSignal }) => {
      seen.push({ ...event, isAborted: signal.aborted });
      return { screen: "SIGN_UP", data: { plans: ["Monthly ☕"] } };
    };
    const { send } = start({
      on: { INIT: note, BACK: note, data_exchange: { SIGN_UP: async (event) => note(event) } },
    });
    const requests = [
      { version: "3.0", action: "INIT", flow_token },
      { version: "4.0", action: "back", screen: "PLAN", data: {}, flow_token, flow_token_signature: "e30.e30.AA" },
      { version: "3.0", action: "DATA_EXCHANGE", screen: "SIGN_UP", data: { email: "ada@example.com" }, flow_token },
    ];
    for (const request of requests) {
      const { status, answer } = await send(request);
      expect([status, answer]).toEqual([200, { screen: "SIGN_UP", data: { plans: ["Monthly ☕"] } }]);
    }
    const common = { flow_token, isAborted: false };
    expect(seen).toEqual([
      { ...common, version: "3.0", action: "INIT", screen: "", data: {}, flow_token_signature: undefined },
      { ...common, version: "4.0", action: "BACK", screen: "PLAN", data: {}, flow_token_signature: "e30.e30.AA" },
      { ...common, version: "3.0", action: "data_exchange", screen: "SIGN_UP", data: { email: "ada@example.com" } },
    ]);
  });

  test("calls one handler for all screens, and one by screen for BACK", async () => {
    const answer = ({ screen }: { screen: string }) => ({ screen });
    const { send } = start({ on: { data_exchange: answer, BACK: { PLAN: answer } } });
    expect((await send({ action: "data_exchange", screen: "ANY" })).answer).toEqual({ screen: "ANY" });
    expect((await send({ action: "BACK", screen: "PLAN" })).answer).toEqual({ screen: "PLAN" });
    expect((await send({ action: "BACK", screen: "ANY" })).status).toBe(500);
  });

  test("keeps the texts of a request that has none empty", async () => {
    const INIT = vi.fn<() => { screen: string }>(() => ({ screen: "A" }));
    await start({ on: { INIT } }).send({ action: "INIT", screen: null, data: [1], flow_token: 5, version: {} });
    expect(INIT).toHaveBeenCalledWith(
      expect.objectContaining({ screen: "", data: {}, flow_token: "", version: "", flow_token_signature: undefined }),
    );
  });

  test.each([
    [{ action: "data_exchange", screen: "SIGN_UP" }, '"data_exchange" on "SIGN_UP"'],
    [{ action: "data_exchange", screen: "constructor" }, '"data_exchange" on "constructor"'],
    [{ action: "data_exchange", screen: "__proto__" }, '"data_exchange" on "__proto__"'],
    [{ action: "INIT" }, '"INIT"'],
    [{ action: "navigate", screen: "X" }, '"navigate" on "X"'],
    [{ action: "error", screen: "X" }, '"error" on "X"'],
    [{ action: "constructor" }, '"constructor"'],
    [{ action: "x".repeat(1000) }, `"${"x".repeat(100)}"`],
  ])("responds with 500 to %j without a handler, and reports it", async (request, name) => {
    const error = vi.fn<() => void>();
    const { send, onError } = start({ on: { data_exchange: {}, error } });
    expect(await send(request)).toMatchObject({ status: 500, answer: undefined });
    const message = `Cannot answer the flow: there is no handler of ${name}`;
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message, reason: "handler" }),
      expect.objectContaining({ action: request.action }),
    );
    expect(error).not.toHaveBeenCalled();
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("the password is 1234");
      },
    ],
    ["rejects", () => Promise.reject(new Error("the password is 1234"))],
  ])("responds with 500 without a text when a handler %s, and reports it", async (_, INIT) => {
    const { send, onError } = start({ on: { INIT } });
    expect(await send({ action: "INIT", flow_token })).toMatchObject({ status: 500, answer: undefined });
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      new Error("the password is 1234"),
      expect.objectContaining({ action: "INIT", flow_token }),
    );
  });

  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;
  test.each([
    ["nothing", undefined, "FlowEndpointError"],
    ["a text", "SIGN_UP", "FlowEndpointError"],
    ["no screen", { data: {} }, "FlowEndpointError"],
    ["an empty screen", { screen: "" }, "FlowEndpointError"],
    ["data that is no object", { screen: "A", data: [] }, "FlowEndpointError"],
    ["what is no JSON", { screen: "A", data: cycle }, "TypeError"],
    ["a bigint", { screen: "A", data: { count: 1n } }, "TypeError"],
  ])("responds with 500 when a handler returns %s, and reports it", async (_, answer, name) => {
    const { send, onError } = start({ on: { INIT: () => answer as never } });
    expect((await send({ action: "INIT" })).status).toBe(500);
    expect(onError.mock.calls).toMatchObject([[{ name }, { action: "INIT" }]]);
  });

  test("responds with 500 when a handler exceeds the timeout, and aborts its signal", async () => {
    let signal: AbortSignal | undefined;
    const INIT = (event: { signal: AbortSignal }) => {
      signal = event.signal;
      return new Promise<never>((_, reject) => event.signal.addEventListener("abort", () => reject(new Error("late"))));
    };
    const { send, onError } = start({ timeout: 5, on: { INIT } });
    expect((await send({ action: "INIT" })).status).toBe(500);
    const message = 'Cannot answer the flow: the handler of "INIT" did not settle within 5 ms';
    expect(onError.mock.calls).toMatchObject([[{ message, reason: "handler" }, { action: "INIT" }]]);
    expect(signal?.reason).toMatchObject({ message });
  });

  test.each<[string | undefined, unknown]>([
    ["This link has expired", { error_msg: "This link has expired" }],
    ["", { error_msg: "" }],
    [undefined, undefined],
  ])("responds with 427 to an InvalidFlowTokenError with %j, and does not report it", async (text, answer) => {
    const INIT = () => {
      throw new InvalidFlowTokenError(text);
    };
    const { send, onError } = start({ on: { INIT } });
    expect(await send({ action: "INIT", flow_token })).toMatchObject({ status: 427, answer });
    expect(onError).not.toHaveBeenCalled();
  });

  test("passes error notifications to the handler error, and acknowledges them", async () => {
    const error = vi.fn<() => void>();
    const { send, onError } = start({ on: { error, data_exchange: () => ({ screen: "A" }) } });
    const data = { error: "invalid-screen-transition", error_message: "no route" };
    const request = { version: "3.0", flow_token, screen: "SIGN_UP", action: "data_exchange" };
    expect((await send({ ...request, data })).answer).toEqual({ data: { acknowledged: true } });
    expect((await send({ action: "navigate", data: { error: "new-error" } })).answer).toEqual({
      data: { acknowledged: true },
    });
    expect(error.mock.calls).toMatchObject([
      [{ ...request, ...data }],
      [{ action: "navigate", error: "new-error", error_message: undefined }],
    ]);
    expect(onError).not.toHaveBeenCalled();
  });

  test("reports error notifications when there is no handler of them", async () => {
    const { send, onError } = start();
    const data = { error: "payload-schema-error", error_message: "ada@example.com is not a number" };
    expect((await send({ action: "INIT", screen: "A", data })).status).toBe(200);
    const message = 'Cannot answer the flow: a client reports "payload-schema-error" after "INIT" on "A"';
    expect(onError.mock.calls).toMatchObject([[{ message, reason: "client" }, data]]);
  });

  test("acknowledges error notifications when their handler throws or hangs, and reports that", async () => {
    for (const error of [() => Promise.reject(new Error("no")), () => new Promise(() => undefined)]) {
      const { send, onError } = start({ timeout: 5, on: { error } });
      expect((await send({ action: "INIT", data: { error: "timeout_error" } })).status).toBe(200);
      expect(onError).toHaveBeenCalledOnce();
    }
  });

  test("never throws, whatever onError does; the console gets that", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const hanging = () => {
        void vi.advanceTimersByTimeAsync(1000);
        return new Promise(() => undefined);
      };
      for (const onError of [() => Promise.reject(new Error("no log")), hanging]) {
        expect((await start({ onError }).send({ action: "INIT" })).status).toBe(500);
      }
    } finally {
      vi.useRealTimers();
    }
    expect(vi.mocked(console.error).mock.calls).toMatchObject([
      [{ message: "no log" }],
      [{ message: "Cannot report an error: onError did not settle within 1000 ms" }],
    ]);
  });

  test("reports to the console by default", async () => {
    const endpoint = createFlowEndpoint({ privateKey: keys.pem, appSecret, on: {} });
    await ask(endpoint, { action: "INIT" }, keys.publicKey);
    expect(console.error).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: "handler" }));
  });

  test("reports no key, token or entry in its own errors", async () => {
    const { send, endpoint, onError } = start();
    await send({ action: "data_exchange", screen: "A", data: { pin: "4711-secret" }, flow_token: "secret-token" });
    await endpoint(signed(JSON.stringify(encryptRequest('{"pin":"4711-secret"', keys.publicKey))));
    await endpoint(signed('{"pin":"4711-secret"}'));
    const texts = onError.mock.calls.map(([error]) => `${(error as Error).stack} ${JSON.stringify(error)}`);
    expect(texts).toHaveLength(3);
    for (const text of texts) expect(text).not.toMatch(/secret|4711|PRIVATE|MII/);
  });
});

describe("answers", () => {
  const event = { screen: "SIGN_UP", flow_token } as const;

  test("showError() stays on the screen with a message", () => {
    expect(showError(event, "Taken")).toEqual({ screen: "SIGN_UP", data: { error_message: "Taken" } });
    expect(showError(event, "Taken", { plans: [] })).toEqual({
      screen: "SIGN_UP",
      data: { plans: [], error_message: "Taken" },
    });
  });

  test("completeFlow() ends with the flow token, which params do not replace", () => {
    const answer = (params: object) => ({ screen: "SUCCESS", data: { extension_message_response: { params } } });
    expect(completeFlow(event)).toEqual(answer({ flow_token }));
    expect(completeFlow(event, { plan: "Yearly", flow_token: "other" })).toEqual(
      answer({ plan: "Yearly", flow_token }),
    );
  });
});
