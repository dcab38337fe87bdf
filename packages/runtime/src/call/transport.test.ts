import { describe, expect, test, vi } from "vitest";
import { json, lost } from "../answers.test-support.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import { attemptOf } from "./requests.test-support.ts";
import { retry } from "./retry.ts";
import type { NetworkFetch } from "./network-fetch.ts";
import { attemptDeadline, transport } from "./transport.ts";
import { maxAnswer, withText } from "./read-response.ts";
import { stopTime } from "../time.test-support.ts";

stopTime();

/** A body that sends the text and then does what it is told. */
function streamOf(text: string, then: (stream: ReadableStreamDefaultController) => void = () => {}) {
  const start = (stream: ReadableStreamDefaultController) => {
    stream.enqueue(new TextEncoder().encode(text));
    then(stream);
  };
  return new ReadableStream<Uint8Array>({ start });
}

function stating(headers: Record<string, string>, body: BodyInit = '{"id":"ä"}') {
  return new Response(body, { headers });
}

describe("transport() fails", () => {
  test("with the code of the connection error, and nothing else of it", async () => {
    const send = transport(async () => {
      throw lost("ECONNREFUSED");
    });
    const error = await send(attemptOf()).catch((caught: unknown) => caught);
    expect(error).toEqual(new GraphConnectionError("Cannot GET /{shelf_id}", "ECONNREFUSED"));
    expect(Object.keys(error as object)).toEqual(["name", "reason"]);
  });

  test("when a fetch throws instead of returning a promise", async () => {
    const broken: NetworkFetch = () => {
      throw new TypeError("Load failed");
    };
    await expect(transport(broken)(attemptOf())).rejects.toThrow("Cannot GET /{shelf_id}: Load failed");
  });

  test("when the response breaks off", async () => {
    const answer = new Response(streamOf('{"id"', (stream) => stream.error(new TypeError("terminated"))));
    await expect(transport(async () => answer)(attemptOf())).rejects.toThrow("Cannot GET /{shelf_id}: terminated");
  });

  test.each([
    ["the headers do not come", () => new Promise<never>(() => {})],
    ["the body stalls", async () => new Response(streamOf('{"id"'))],
    ["the body stalls before its stated length", async () => stating({ "Content-Length": "9" }, streamOf('{"id"'))],
  ])("after the timeout when %s, whether or not the network listens", async (_, fetch) => {
    const outcome = attemptDeadline(transport(fetch))(attemptOf({ call: { timeout: 50 } })).catch(
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(50);
    expect(await outcome).toEqual(new GraphConnectionError("Cannot GET /{shelf_id}", "timeout"));
    expect(await outcome).toMatchObject({ reason: "timeout" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([50, Number.POSITIVE_INFINITY])(
    "with the reason of its signal when %d milliseconds are allowed",
    async (timeout) => {
      const fetch: NetworkFetch = (_, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
      for (const isStream of [false, true]) {
        const controller = new AbortController();
        const outcome = attemptDeadline(transport(fetch))(
          attemptOf({ signal: controller.signal, call: { timeout, isStream } }),
        );
        controller.abort(new Error("enough"));
        await expect(outcome).rejects.toThrow("enough");
      }
    },
  );

  test("with the reason of its signal when the response breaks off because of it", async () => {
    const controller = new AbortController();
    const body = streamOf("{", (stream) => {
      controller.abort(new Error("enough"));
      stream.error(new DOMException("aborted", "AbortError"));
    });
    const request = attemptOf({ signal: controller.signal, call: { isStream: true } });
    await expect(transport(async () => new Response(body, { status: 500 }))(request)).rejects.toThrow("enough");
  });

  const read = new Response("{}");
  const locked = new Response("{}");
  locked.body?.getReader();
  const breaking = (reason?: Error) => new Response(streamOf("{", (stream) => stream.error(reason)));
  const isNone = (what: string) => `fetch returned ${what}, not a Response`;
  test.each([
    ["undefined", undefined, isNone("undefined")],
    ["null", null, isNone("null")],
    ["text", '{"id":"7"}', isNone("string")],
    ["a number", 200, isNone("number")],
    ["parsed JSON", { id: "7" }, isNone("object")],
    ["half a response", { ok: true, status: 200, json: async () => ({}) }, isNone("object")],
    ["a Response that was read", read, "fetch returned a Response that was already read"],
    ["a Response that is locked", locked, "fetch returned a Response that was already read"],
    ["a Response whose body breaks off", breaking(new Error("gone")), "gone"],
    ["a Response whose body breaks off without a reason", breaking(), "the connection failed"],
  ])("when fetch returns %s, and a POST is not repeated after it", async (_, value, reason) => {
    if (value === read && !read.bodyUsed) await read.text();
    const fetch = vi.fn(async () => value as Response);
    const request = attemptOf({ method: "POST", body: "{}", call: { method: "POST" } });
    const sent = retry()(attemptDeadline(transport(fetch)))(request);
    await expect(sent).rejects.toEqual(new GraphConnectionError("Cannot POST /{shelf_id}", reason));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("on a response that is too long, and lets go of the rest", async () => {
    const cancel = vi.fn();
    const piece = new Uint8Array(2 ** 23);
    const body = new ReadableStream({ pull: (stream) => stream.enqueue(piece), cancel });
    const outcome = transport(async () => new Response(body))(attemptOf());
    await expect(outcome).rejects.toThrow(`Cannot GET /{shelf_id}: the response exceeds ${maxAnswer} bytes`);
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test("on a response that is too long, also when it cannot let go of it", async () => {
    const cancel = () => Promise.reject(new Error("no"));
    const body = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(2 ** 25)), cancel });
    const headers = { "Content-Length": String(maxAnswer + 1) };
    await expect(transport(async () => new Response(body, { headers }))(attemptOf())).rejects.toThrow(
      "the response exceeds",
    );
  });
});

describe("attemptDeadline()", () => {
  const tooLate = new GraphConnectionError("Cannot GET /{shelf_id}", "timeout");

  test("ends a stream whose headers do not come, but not one whose bytes take long", async () => {
    const stalled = attemptOf({ call: { isStream: true, timeout: 50 } });
    const outcome = attemptDeadline(transport(() => new Promise<never>(() => {})))(stalled).catch(
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(50);
    expect(await outcome).toEqual(tooLate);
    let network: AbortSignal | null | undefined;
    const fetch: NetworkFetch = async (_, { signal }) => {
      network = signal;
      return new Response(new ReadableStream());
    };
    const controller = new AbortController();
    await attemptDeadline(transport(fetch))(
      attemptOf({ signal: controller.signal, call: { isStream: true, timeout: 50 } }),
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(network?.aborted).toBe(false);
    controller.abort(new Error("enough"));
    expect(network?.reason).toEqual(new Error("enough"));
  });

  test.each([0, "", null, false])("ends an attempt that ignores its signal with the reason %j", async (reason) => {
    const controller = new AbortController();
    const outcome = attemptDeadline(() => new Promise<never>(() => {}))(attemptOf({ signal: controller.signal })).catch(
      (error: unknown) => [error],
    );
    controller.abort(reason);
    expect(await outcome).toEqual([reason]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("passes a request on unchanged when nothing limits it", async () => {
    const next = vi.fn(async () => json({}));
    const request = attemptOf({ call: { timeout: Number.POSITIVE_INFINITY } });
    await attemptDeadline(next)(request);
    expect(next).toHaveBeenCalledWith(request);
  });

  test("leaves no timer behind when what it wraps throws at once", async () => {
    const broken = () => {
      throw new Error("broken");
    };
    await expect(attemptDeadline(broken)(attemptOf())).rejects.toThrow("broken");
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("transport() sends", () => {
  test.each([
    ["no more than is needed", attemptOf(), []],
    ["its signal", attemptOf({ signal: new AbortController().signal }), ["signal"]],
    ["text", attemptOf({ method: "POST", body: "{}" }), ["body"]],
    ["a stream", attemptOf({ method: "POST", body: new ReadableStream() }), ["body", "duplex"]],
    ["for a stream", attemptOf({ call: { isStream: true } }), ["isStream"]],
  ])("%s", async (_, request, more) => {
    const fetch = vi.fn<NetworkFetch>(async () => json({}));
    await transport(fetch)(request);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe(request.url);
    expect(new Set(Object.keys(init ?? {}))).toEqual(new Set(["headers", "method", "redirect", ...more]));
    expect(init).toMatchObject({ method: request.method, redirect: "manual" });
    expect(init?.headers).toBe(request.headers);
  });

  test("nothing when its signal is aborted already", async () => {
    const fetch = vi.fn<NetworkFetch>(async () => json({}));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(transport(fetch)(attemptOf({ signal }))).rejects.toThrow("enough");
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("transport() returns", () => {
  test.each([
    ["whose length is known", stating({ "Content-Length": "11" })],
    ["that comes in pieces", new Response(streamOf('{"id":"ä"}', (stream) => stream.close()))],
    ["that was compressed", stating({ "Content-Length": "3", "Content-Encoding": "gzip" })],
    ["that states a senseless length", stating({ "Content-Length": "11, 11" })],
    ["that the network has read already", withText(new Response(null), '{"id":"ä"}')],
  ])("a body %s, as often as wanted", async (_, answer) => {
    const request = attemptOf();
    const response = await transport(async () => answer)(request);
    const read = [await response.text(), await response.text(), await response.json(), await response.json()];
    expect(read).toEqual(['{"id":"ä"}', '{"id":"ä"}', { id: "ä" }, { id: "ä" }]);
    expect(response).toMatchObject({ content: '{"id":"ä"}' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("characters that are cut in two by the pieces they come in", async () => {
    const bytes = new TextEncoder().encode('{"id":"äöü€😀"}');
    const body = new ReadableStream({
      start(stream) {
        for (const byte of bytes) stream.enqueue(Uint8Array.of(byte));
        stream.close();
      },
    });
    const response = await transport(async () => new Response(body))(attemptOf());
    expect(await response.json()).toEqual({ id: "äöü€😀" });
  });

  test("an empty text where there is no body", async () => {
    const response = await transport(async () => new Response(null, { status: 204 }))(attemptOf());
    expect(await response.text()).toBe("");
  });

  test("a stream unread, but the error of one read", async () => {
    const request = attemptOf({ call: { isStream: true } });
    const streamed = await transport(async () => new Response(streamOf("bytes")))(request);
    expect(streamed).not.toHaveProperty("content");
    expect(streamed.bodyUsed).toBe(false);
    const refused = await transport(async () => json({ error: {} }, { status: 404 }))(request);
    expect(refused).toMatchObject({ content: '{"error":{}}' });
  });

  test("the text of a response that has no stream of it, such as that of React Native", async () => {
    const answer = Object.defineProperty(json({ id: "7" }), "body", { value: undefined });
    expect(await (await transport(async () => answer)(attemptOf())).text()).toBe('{"id":"7"}');
  });
});
