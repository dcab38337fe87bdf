import { createMessagesClient } from "@openwaba/messages";
import { isGraphError, tokenProvider, unwrap, withAppSecret } from "@openwaba/runtime";
import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import { afterEach, describe, expect, test } from "vitest";
import { createTokensClient } from "./index.ts";

const appSecret = "0badc0de0badc0de0badc0de0badc0de";
const appId = "670843887433847";
const start = Date.parse("2026-11-20T08:00:00Z");
let sandbox: Sandbox;
let clock = start;

async function open(secret?: string): Promise<Sandbox> {
  clock = start;
  sandbox = await createSandbox({ strict: true, now: () => clock, ...(secret !== undefined && { appSecret: secret }) });
  return sandbox;
}

afterEach(() => sandbox.close());

const secrets = { client_id: appId, client_secret: appSecret };

function oauth() {
  return createTokensClient({ auth: null, baseUrl: sandbox.url });
}

const message = { messaging_product: "whatsapp", to: "+15550123456", type: "text", text: { body: "Hi" } } as const;

function send(auth: Parameters<typeof createMessagesClient>[0]["auth"]) {
  const client = createMessagesClient({ auth, baseUrl: sandbox.url, ids: { phone_number_id: "108110225544001" } });
  return client.POST("/{phone_number_id}/messages", { body: message });
}

describe("the code of Embedded Signup", () => {
  test("is exchanged without a token, once, for one that works", async () => {
    await open(appSecret);
    const query = { ...secrets, code: "AQD-code" };
    const { access_token } = unwrap(await oauth().GET("/oauth/access_token", { params: { query } }));
    unwrap(await send(withAppSecret(access_token, appSecret)));
    const again = await oauth().GET("/oauth/access_token", { params: { query } });
    expect(again.error?.error.code).toBe(100);
    expect(JSON.stringify(sandbox.calls)).not.toContain(access_token);
  });

  test("is refused with a wrong secret", async () => {
    await open(appSecret);
    const query = { ...secrets, client_secret: "wrong", code: "AQD-code" };
    expect((await oauth().GET("/oauth/access_token", { params: { query } })).error?.error.message).toContain(
      "client_secret",
    );
  });
});

describe("a token that has expired", () => {
  test("is told by debug_token", async () => {
    await open();
    const input_token = sandbox.issueToken({ expiresIn: 60 });
    const client = createTokensClient({ auth: sandbox.accessToken, baseUrl: sandbox.url });
    const inspect = async () => unwrap(await client.GET("/debug_token", { params: { query: { input_token } } })).data;
    expect(await inspect()).toMatchObject({ is_valid: true, expires_at: start / 1000 + 60 });
    clock += 60_000;
    expect(await inspect()).toMatchObject({ is_valid: false, error: { code: 190 } });
  });

  test("is renewed once for all calls that are refused, and none of them is lost or sent twice", async () => {
    await open();
    const first = sandbox.issueToken({ expiresIn: 60 });
    const kept = sandbox.issueToken();
    let loads = 0;
    const token = tokenProvider(async () => {
      loads++;
      return { access_token: loads === 1 ? first : kept };
    });
    unwrap(await send(token));
    clock += 60_000;
    const results = await Promise.all(Array.from({ length: 10 }, () => send(token)));
    for (const result of results) unwrap(result);
    expect(loads).toBe(2);
    expect(sandbox.calls.filter(({ status }) => status === 200)).toHaveLength(11);
  });

  test("is renewed by fb_exchange_token before it expires", async () => {
    await open();
    const first = sandbox.issueToken({ expiresIn: 3600 });
    const token = tokenProvider(async (previous = first) => {
      const query = { ...secrets, grant_type: "fb_exchange_token", fb_exchange_token: previous } as const;
      return unwrap(await oauth().GET("/oauth/access_token", { params: { query } }));
    });
    const value = await token();
    expect(value).not.toBe(first);
    unwrap(await send(value));
  });

  test("ends a call with code 190 where nothing renews it", async () => {
    await open();
    const token = sandbox.issueToken({ expiresIn: 60 });
    clock += 60_000;
    const sent = send(token).then(unwrap);
    await expect(sent).rejects.toSatisfy((error) => isGraphError(error, "auth"));
  });
});

describe("an app that requires its secret", () => {
  test.each([false, true])("takes calls with a proof of it, with its time: %s", async (time) => {
    await open(appSecret);
    clock = Date.now();
    expect((await send(withAppSecret(sandbox.accessToken, appSecret, { time }))).error).toBeUndefined();
  });

  test.each([
    ["without a proof", () => sandbox.accessToken],
    ["with the proof of another secret", () => withAppSecret(sandbox.accessToken, "f".repeat(32))],
  ])("refuses calls %s", async (_, auth) => {
    await open(appSecret);
    expect((await send(auth())).error?.error.code).toBe(100);
  });
});

test("each customer has a client of its own, and none sees the token of another", async () => {
  await open();
  const tokens = [sandbox.issueToken(), sandbox.issueToken()];
  const seen: (string | null)[] = [];
  const client = createMessagesClient({
    auth: null,
    baseUrl: sandbox.url,
    fetch: (url, init) => {
      seen.push(new Headers(init.headers).get("Authorization"));
      return fetch(url, init);
    },
  });
  const customers = tokens.map((auth) => client.with({ auth, ids: { phone_number_id: "108110225544001" } }));
  await Promise.all(customers.map((customer) => customer.POST("/{phone_number_id}/messages", { body: message })));
  expect(seen.toSorted()).toEqual(tokens.map((token) => `Bearer ${token}`).toSorted());
});
