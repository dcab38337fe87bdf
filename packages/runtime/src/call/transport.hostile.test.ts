import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createRawServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import type { ClientOptions } from "../client-types.ts";
import type { CallResult } from "../errors/call-result.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import { testClient } from "../paths.test-support.ts";
import type { RetryOptions } from "./retry.ts";
import { maxAnswer } from "./read-response.ts";
import { listen } from "../servers.test-support.ts";

const token = "EAAsecret";
const params = { path: { shelf_id: "7" } };
const json = { "Content-Type": "application/json" };

interface Attack {
  options?: Partial<ClientOptions>;
  /** Sends the call as this client does, with `use()` or not. */
  isStandard?: boolean;
}

/** Outcome of `GET /{shelf_id}` with a server that responds like this, and what that server received. */
async function attack(listener: RequestListener, { options, isStandard = false }: Attack = {}) {
  const received: IncomingMessage[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    received.push(request);
    listener(request, response);
  };
  const { origin, sockets } = await listen(createServer(answer));
  const outcome = await get(origin, { options: { ...options }, isStandard });
  return { outcome, received, sockets };
}

/** The same with a server that writes these bytes, whatever it is asked. */
async function attackWith(bytes: string | Buffer, { isLeftOpen = false, isStandard = false } = {}) {
  const server = createRawServer((socket) => {
    socket.once("data", () => {
      socket.write(bytes);
      if (!isLeftOpen) socket.end();
    });
  });
  const { origin } = await listen(server);
  return get(origin, { options: { timeout: 1000 }, isStandard });
}

function get(baseUrl: string, { options, isStandard }: Attack): Promise<CallResult | Error> {
  const client = testClient((url, init) => fetch(url, init), { auth: token, baseUrl, ...options });
  if (isStandard) client.use({ onResponse: () => undefined });
  return client.GET("/{shelf_id}", { params }).catch((error: unknown) => error as Error);
}

const dies = (reason: unknown) => ({ name: "GraphConnectionError", reason });
const isData = { data: { id: "7" } };
const isLost = { name: "GraphConnectionError" };
const isStranger = (message: unknown) => ({ error: { error: { code: -1, message } } });
const isNoGraph = isStranger(expect.stringContaining("expected a Graph response"));

describe("a response that does not end", () => {
  test("fails when it is longer than the maximum response, and its connection is closed", async () => {
    const piece = Buffer.alloc(2 ** 20, "0");
    const { outcome, sockets } = await attack((_, response) => {
      const pump = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on("drain", pump);
      pump();
    });
    expect(outcome).toMatchObject(dies(`the response exceeds ${maxAnswer} bytes`));
    await vi.waitFor(() => expect(sockets.size).toBe(0));
  });

  test("fails after its time when it comes drop by drop", async () => {
    const { outcome, sockets } = await attack(
      (_, response) => {
        const drip = setInterval(() => response.write(" "), 5);
        response.on("close", () => clearInterval(drip));
      },
      { options: { timeout: 100 } },
    );
    expect(outcome).toMatchObject(dies("timeout"));
    await vi.waitFor(() => expect(sockets.size).toBe(0));
  });

  test("fails after its time when nothing comes", async () => {
    const { outcome } = await attack(() => {}, { options: { timeout: 50 } });
    expect(outcome).toMatchObject(dies("timeout"));
  });

  test("is requested as often as retry allows, and no more", async () => {
    const retry: RetryOptions = { attempts: 3, delay: 0 };
    const { outcome, received } = await attack(() => {}, { options: { timeout: 50, retry } });
    expect(outcome).toBeInstanceOf(GraphConnectionError);
    expect(received).toHaveLength(3);
  });
});

describe("a deeply nested response", () => {
  const brackets = "[".repeat(200_000) + "]".repeat(200_000);

  test.each([true, false])("is data (with use(): %s)", async (isStandard) => {
    const { outcome } = await attack((_, response) => response.writeHead(200, json).end(`{"data":${brackets}}`), {
      isStandard,
    });
    expect(outcome).toHaveProperty("data.data");
  });

  test.each([200, 400])("is no Graph error, with status %i", async (status) => {
    const text = `{"error":{"code":4,"message":"no","error_data":${brackets}}}`;
    for (const isStandard of [true, false]) {
      const { outcome } = await attack((_, response) => response.writeHead(status, json).end(text), { isStandard });
      expect(outcome).toMatchObject(
        isStranger(
          expect.stringContaining(`expected a Graph response, got ${text.length} characters of application/json`),
        ),
      );
    }
  });

  test("is no Graph error when it is one outside", async () => {
    const { outcome } = await attack((_, response) => response.writeHead(500, json).end(brackets), {
      options: { retry: { delay: 0 } },
    });
    expect(outcome).toMatchObject({
      ...isStranger(expect.stringContaining("expected a Graph response, got 400000 characters")),
      attempts: 4,
    });
  });
});

describe("keys that would reach the prototype", () => {
  const evil = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"hasOwnProperty":1';

  test.each([
    ["data", 200, `{"data":[{${evil}}],${evil}}`, { data: { data: [{ toString: 1 }] } }],
    [
      "an error",
      400,
      `{"error":{"code":100,"message":"no",${evil}}}`,
      { error: { error: { code: 100, message: "no" } } },
    ],
    ["an error alone", 400, `{${evil}}`, isNoGraph],
  ])("pollute nothing in %s", async (_, status, text, expected) => {
    const { outcome } = await attack((_request, response) => response.writeHead(status, json).end(text));
    expect(outcome).toMatchObject(expected);
    expect(Object.prototype).not.toHaveProperty("polluted");
    expect(Object.prototype.toString.call({})).toBe("[object Object]");
  });
});

describe("a body that is not what its headers say", () => {
  test.each([
    ["another charset", { "Content-Type": "application/json; charset=utf-16" }, Buffer.from('{"id":"7"}'), isData],
    ["bytes of another charset", json, Buffer.from('{"id":"\xe4"}', "latin1"), { data: { id: "\ufffd" } }],
    ["a byte order mark", json, Buffer.from('\ufeff{"id":"7"}'), isData],
    ["another type", { "Content-Type": "image/png" }, Buffer.from('{"id":"7"}'), isData],
    ["bytes that are no text", json, Buffer.from([0, 255, 254, 1]), isNoGraph],
    ["no gzip", { "Content-Encoding": "gzip" }, Buffer.from('{"id":"7"}'), isLost],
    ["half of a gzip", { "Content-Encoding": "gzip" }, gzipSync('{"id":"7"}').subarray(0, 15), isNoGraph],
    ["an unknown encoding", { "Content-Encoding": "zip" }, Buffer.from('{"id":"7"}'), isData],
  ])("has a clear result when it is %s", async (_, headers, body, expected) => {
    const { outcome } = await attack((_request, response) => response.writeHead(200, headers).end(body));
    expect(outcome).toMatchObject(expected);
  });

  test("is read up to the maximum only when it decompresses from a few bytes", async () => {
    const bomb = gzipSync(Buffer.alloc(maxAnswer + 1, "0"), { level: 1 });
    const headers = { "Content-Encoding": "gzip", "Content-Length": bomb.length };
    const { outcome } = await attack((_, response) => response.writeHead(200, headers).end(bomb));
    expect(outcome).toMatchObject(dies(`the response exceeds ${maxAnswer} bytes`));
  });

  const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  test.each([
    ["shorter than its length says", `${head}Content-Length: 99\r\n\r\n{"id":"7"}`, false, isLost],
    [
      "shorter than its length says, with the connection held",
      `${head}Content-Length: 99\r\n\r\n{"id":"7"}`,
      true,
      dies("timeout"),
    ],
    ["longer than its length says", `${head}Content-Length: 10\r\n\r\n{"id":"7"}{"evil":1}`, false, isData],
    ["of a length that is no number", `${head}Content-Length: ten\r\n\r\n{"id":"7"}`, false, isLost],
    ["of two lengths", `${head}Content-Length: 10\r\nContent-Length: 4\r\n\r\n{"id":"7"}`, false, isLost],
    ["cut off between its pieces", `${head}Transfer-Encoding: chunked\r\n\r\na\r\n{"id":"7"}\r\n`, false, isLost],
    ["in pieces of no size", `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{"id":"7"}\r\n0\r\n\r\n`, false, isLost],
    ["nothing at all", "", false, isLost],
    ["no HTTP", "SSH-2.0-OpenSSH_9.9\r\n", false, isLost],
  ])("has a clear result when it is %s", async (_, bytes, isLeftOpen, expected) => {
    const outcome = await attackWith(bytes, { isLeftOpen });
    expect(outcome).toMatchObject(expected);
    if (outcome instanceof Error) expect(outcome.message).toMatch(/^Cannot GET \/\{shelf_id\}: ./);
  });
});

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])(
    "with status %i is not followed, and no other server gets the token",
    async (status) => {
      const stolen: IncomingMessage[] = [];
      const thief = await listen(createServer((request) => void stolen.push(request)));
      for (const target of [thief.origin, "/v25.0/8", "//127.0.0.1:1/", "http://[", undefined]) {
        for (const isStandard of [true, false]) {
          const { outcome, received } = await attack(
            (_, response) =>
              response.writeHead(status, { ...(target !== undefined && { Location: target }) }).end("moved"),
            { isStandard },
          );
          expect(outcome).toMatchObject(isStranger("the response is a redirect, which is never followed"));
          expect(received.map(({ url }) => url)).toEqual(["/v25.0/7"]);
        }
      }
      expect(stolen).toEqual([]);
    },
  );
});

describe("an odd status", () => {
  const early = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(3);
  const last = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"id":"7"}';
  test.each([
    ["hints before the answer", early + last, isData],
    ["hints and no answer", early, isLost],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", isLost],
    ["204", "HTTP/1.1 204 No Content\r\n\r\n", { data: undefined, attempts: 1 }],
    ["204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}", { data: undefined, attempts: 1 }],
    [
      "205 with a body",
      "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\n{}",
      isStranger("the response is empty"),
    ],
    ["205", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", isStranger("the response is empty")],
    ["304", "HTTP/1.1 304 Not Modified\r\n\r\n", isStranger("the response is a redirect, which is never followed")],
    ["599", "HTTP/1.1 599 Odd\r\nContent-Length: 0\r\n\r\n", isStranger("the response is empty")],
    ["999", "HTTP/1.1 999 Odder\r\nContent-Length: 0\r\n\r\n", isStranger("the response is empty")],
  ])("has a clear result: %s", async (_, bytes, expected) => {
    for (const isStandard of [true, false])
      expect(await attackWith(bytes, { isStandard })).toMatchObject(expected as object);
  });
});

describe("odd headers", () => {
  const refusal = '{"error":{"code":4,"message":"slow down","type":"OAuthException"}}';

  test.each([
    ["bytes beyond ASCII", "X-Odd: \xff\xfe\x80", { error: { error: { code: 4 } } }],
    [
      "a control character",
      "X-Odd: \x01",
      dies("Response does not match the HTTP/1.1 protocol (Invalid header value char)"),
    ],
    ["no name", ": odd", isLost],
    ["an endless one", `X-Odd: ${"x".repeat(200_000)}`, isLost],
  ])("have a clear result: %s", async (_, line, expected) => {
    const text = `HTTP/1.1 400 Bad\r\n${line}\r\nContent-Length: ${refusal.length}\r\n\r\n${refusal}`;
    expect(await attackWith(Buffer.from(text, "latin1"))).toMatchObject(expected as object);
  });

  test.each([
    ["Retry-After", "-5"],
    ["Retry-After", "NaN"],
    ["Retry-After", "1e99"],
    ["Retry-After", "99999999999999999999999"],
    ["Retry-After", "\xff"],
    ["X-Business-Use-Case-Usage", "garbage"],
    ["X-Business-Use-Case-Usage", '{"__proto__":{"polluted":1}}'],
    ["X-Business-Use-Case-Usage", '{"1":[{"estimated_time_to_regain_access":1e99}]}'],
    ["X-Business-Use-Case-Usage", `{"1":[{"estimated_time_to_regain_access":${"9".repeat(400)}}]}`],
    ["X-Business-Use-Case-Usage", '"estimated_time_to_regain_access":-1'.repeat(100)],
    ["X-App-Usage", '{"call_count":'],
  ])("neither hang a call nor pollute anything: %s %.60s", async (name, value) => {
    const { outcome } = await attack(
      (_, response) => response.writeHead(400, { ...json, [name]: value }).end(refusal),
      {
        options: { retry: { maxDelay: 10, delay: 0 } },
      },
    );
    expect(outcome).toMatchObject({ error: { error: { code: 4 } } });
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});

test("the server that is meant gets the token, in the header alone", async () => {
  const { received } = await attack((_, response) => response.end("{}"));
  expect(received[0]?.headers.authorization).toBe(`Bearer ${token}`);
  expect(received[0]?.url).toBe("/v25.0/7");
});
