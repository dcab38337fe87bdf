import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import { withAppSecret } from "./call/app-secret.ts";
import { createClient } from "./client.ts";
import type { FetchMiddleware } from "./call/middleware.ts";
import { GraphConnectionError } from "./errors/connection-error.ts";
import { unwrap } from "./errors/call-result.ts";
import { logTo } from "./observe/logger.ts";
import { observe } from "./observe/observe.ts";
import { testClient, type TestPaths } from "./paths.test-support.ts";
import { throttle } from "./throttle/throttle.ts";

const options = { params: { path: { shelf_id: "7" } } };
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const letters = (minLength: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${minLength},${minLength + 60}}$`));

/** What no error may tell. */
const secrets = fc.record({
  token: letters(40).map((rest) => `EAA${rest}`),
  appToken: fc.tuple(fc.integer({ min: 1e9, max: 1e15 }), hex(32)).map(([id, secret]) => `${id}|${secret}`),
  proof: hex(64),
  shelfId: fc.integer({ min: 1e14, max: 9e15 }).map(String),
  cursor: letters(12).map((text) => `after-${text}`),
});
type Secrets = typeof secrets extends fc.Arbitrary<infer Values> ? Values : never;

/** Sentences in which the platform, a proxy or a network could repeat them. */
const sentences: ((given: Secrets) => string)[] = [
  ({ token }) => `Malformed access token ${token}`,
  ({ token }) => `"${token}".`,
  ({ token }) => `<b>Bearer ${token}</b>`,
  ({ token }) => `token=${token}&x=1`,
  ({ token }) => `${" ".repeat(1980)}${token}`,
  ({ appToken }) => `(#190) ${appToken} has expired`,
  ({ proof }) => `Invalid appsecret_proof ${proof} provided`,
  ({ token, cursor }) => `Unsupported request: /v25.0/me?access_token=${token}&after=${cursor}`,
  ({ shelfId, cursor }) => `GET https://graph.facebook.com/v25.0/${shelfId}/books?after=${cursor} failed`,
  ({ shelfId }) => `Shelf ${shelfId} does not exist`,
  ({ token, proof, appToken }) => `${token} ${proof} ${appToken}`,
];
const message = (given: Secrets) => fc.constantFrom(...sentences).map((sentence) => sentence(given));

/** The responses and errors that can contain such a message. */
const outcomes: ((text: string) => Response | Error)[] = [
  (text) => Response.json({ error: { message: text, type: text, code: 190, fbtrace_id: text } }, { status: 401 }),
  (text) =>
    Response.json({ error: { message: "no", code: 4, error_user_title: text, error_user_msg: text } }, { status: 400 }),
  (text) =>
    Response.json(
      { error: { message: "no", code: 100, error_data: { details: text, more: [text] } } },
      { status: 400 },
    ),
  (text) => Response.json({ error: { message: "no", code: 100, error_data: text } }),
  (text) => Response.json({ oops: text }, { status: 500 }),
  (text) => new Response(`<html><title>502</title>${text}`, { status: 502, headers: { "Content-Type": "text/html" } }),
  (text) => new Response(text),
  (text) => new Response(`{"error":{"message":${JSON.stringify(text)}`, { status: 400 }),
  (text) => new TypeError(text),
  (text) => new TypeError("fetch failed", { cause: new Error(text) }),
  (text) => Object.assign(new Error(text), { url: text, request: { headers: { Authorization: text } } }),
];

/** All that a user can see of an error without looking for it. */
function tellAll(value: unknown): string {
  const error = value as Error;
  const parts = [String(error), error.message, error.stack, JSON.stringify(error), JSON.stringify(error.cause)];
  return [...parts, inspect(error, { depth: 9, showHidden: true }), inspect(error.cause)].join("\n");
}

const scenario = secrets.chain((given) =>
  fc.record({ given: fc.constant(given), text: message(given), outcome: fc.constantFrom(...outcomes) }),
);

test("no error reveals a token, a proof, a query or an id of the path, whatever the platform or the network says", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.boolean(), async ({ given, text, outcome }, isStandard) => {
      const { token, shelfId, cursor } = given;
      const client = testClient(answering(outcome(text)).fetch, { auth: token });
      if (isStandard) client.use({ onRequest: () => undefined });
      const params = { path: { shelf_id: shelfId }, query: { after: cursor } };
      let told: string;
      try {
        const result = await client.GET("/{shelf_id}/books", { params });
        told = JSON.stringify(result.error) + inspect(result.error, { depth: 9 });
        unwrap(result);
        expect.unreachable("the call failed");
      } catch (error) {
        if (error instanceof Error && error.name === "AssertionError") throw error;
        expect(error).toBeInstanceOf(outcome(text) instanceof Error ? GraphConnectionError : Error);
        told = tellAll(error);
      }
      for (const [name, secret] of Object.entries(given)) expect(told, `${name} in ${told}`).not.toContain(secret);
      expect(told).not.toMatch(/[?&](access_token|after)=/);
    }),
    { numRuns: 500 },
  );
});

test("no error reveals the beginning of a token that is cut off", async () => {
  const token = `EAA${"xY9".repeat(30)}`;
  for (const length of [1970, 1990, 2000, 3970, 3995, 4000]) {
    const { fetch } = answering(new Response(" ".repeat(length) + token, { status: 502 }));
    const { error } = await testClient(fetch, { auth: token }).GET("/{shelf_id}", options);
    expect(error?.error.message).not.toMatch(/EAA|xY9/);
  }
});

test("no error reveals what a token source throws", async () => {
  const token = `EAA${"x".repeat(60)}\n`;
  const sent = testClient(answering().fetch, { auth: () => token }).GET("/{shelf_id}", options);
  const error: unknown = await sent.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TypeError);
  expect(tellAll(error)).not.toMatch(/EAA|xxx/);
});

/** What looks like no secret, so that only who knows it can hide it. */
const plain = { token: "tenant-seven.of/the_lantern", appSecret: "app-secret-that-nobody-guesses" };
const proof = createHmac("sha256", plain.appSecret).update(plain.token).digest("hex");

/** How strangers give it back. */
const echoes: [string, (secret: string) => Response | Error | string][] = [
  ["a text that fetch throws", (secret) => `cannot send ${secret}`],
  ["the code of an error", (secret) => Object.assign(new Error("no"), { code: secret })],
  ["the name of an error", (secret) => Object.assign(new Error("no"), { name: secret })],
  ["the cause of an error", (secret) => new TypeError("fetch failed", { cause: `from ${secret}` })],
  ["a message", (secret) => graphError(401, { code: 190, message: `Malformed token ${secret}` })],
  [
    "the name of a property",
    (secret) => graphError(400, { code: 100, error_data: { [secret]: { [`x${secret}`]: 1 } } }),
  ],
  ["the trace", (secret) => graphError(400, { code: 100, fbtrace_id: secret.replaceAll(/\W/g, "") })],
  [
    "a message with escapes",
    (secret) =>
      new Response(JSON.stringify({ error: { code: 1, message: secret } }).replaceAll("e", "\\u0065"), { status: 400 }),
  ],
  ["the content type", (secret) => new Response("no", { status: 502, headers: { "Content-Type": `text/${secret}` } })],
  ["a page", (secret) => new Response(`<p>${secret}</p>`, { status: 502 })],
  ["a page that cuts it", (secret) => new Response(`<p>${secret.slice(0, 20)}`, { status: 502 })],
  ["a page that splits it by tags", (secret) => new Response(secret.split("").join("<wbr>"), { status: 502 })],
  ["a page that breaks its lines", (secret) => new Response(secret.split("-").join("-\n"), { status: 502 })],
  [
    "the address of a page",
    (secret) => new Response(`see https://graph.example/${encodeURIComponent(secret)}`, { status: 404 }),
  ],
];

describe.each(Object.entries({ ...plain, proof }))(
  "neither error, hook nor log tells the %s that comes back as",
  (_, secret) => {
    test.each(echoes)("%s", async (_how, echo) => {
      const events: unknown[] = [];
      const write = (...values: unknown[]) => void events.push(values);
      const listen = (event: unknown) => void events.push(event);
      const client = createClient<{ "v25.0": TestPaths }>({
        auth: withAppSecret(() => plain.token, plain.appSecret),
        retry: { attempts: 2, delay: 0 },
        middleware: [
          observe(logTo({ debug: write, info: write, warn: write, error: write }, { ids: "none" })),
          observe({ onResponse: listen, onRetry: listen, onRequest: listen }),
        ],
        fetch: async () => {
          const answer = echo(secret);
          if (answer instanceof Response) return answer;
          throw answer;
        },
      });
      const calls = [client.GET("/{shelf_id}", options).then(unwrap), client.fetch("/7")];
      const errors = await Promise.all(calls.map((call: Promise<unknown>) => call.catch((error: unknown) => error)));
      const told = [...errors.map(tellAll), inspect(events, { depth: 9 })].join("\n");
      for (const error of errors)
        expect(error).toMatchObject({ name: expect.stringMatching(/^Graph(Connection)?Error$/) });
      expect(events.length).toBeGreaterThan(2);
      for (const form of [secret, encodeURIComponent(secret), secret.slice(0, 20), secret.split("").join(" ")])
        expect(told).not.toContain(form);
    });
  },
);

describe("nothing that middleware throws reveals the token:", () => {
  const failing = async () => {
    throw Object.assign(new Error(`it was ${plain.token}`), { config: { headers: { authorization: plain.token } } });
  };

  test.each<[string, FetchMiddleware]>([
    ["middleware of the user", (next) => (request) => next(request).then(failing)],
    ["the store of a throttle", throttle({ limiters: { account: { consume: failing } }, whenStoreFails: "closed" })],
  ])("%s", async (_, middleware) => {
    const { fetch } = answering(json({}));
    const settings = { auth: plain.token, fetch, retry: false, middleware: [middleware] } as const;
    const client = createClient<{ "v25.0": AccountPaths }>(settings);
    const sent = client.GET("/{waba_id}", { params: { path: { waba_id: "7" } } });
    const error: unknown = await sent.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(tellAll(error)).toContain("it was …");
    expect(tellAll(error)).not.toContain(plain.token);
  });
});

test("nothing that a token function throws reveals the token that it returned before", async () => {
  let count = 0;
  const auth = () => {
    if (count++ > 0) throw new Error(`cannot renew ${plain.token}`);
    return plain.token;
  };
  const client = testClient(answering(json({})).fetch, { auth });
  await client.GET("/shelves");
  const error: unknown = await client.GET("/shelves").catch((thrown: unknown) => thrown);
  expect(tellAll(error)).toContain("cannot renew …");
  expect(tellAll(error)).not.toContain(plain.token);
});

interface AccountPaths {
  "/{waba_id}": {
    get: {
      parameters: { path: { waba_id: string } };
      responses: { 200: { content: { "application/json": { id: string } } } };
    };
  };
}
