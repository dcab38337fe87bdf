import { beforeEach, describe, expect, it } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";

const start = Date.UTC(2026, 10, 20);
let now = start; // the sandbox's own token is as old as the sandbox
beforeEach(() => {
  now = start;
});
const { sandbox, call } = await shareSandbox({ now: () => now });

const pool = "/506914307656634/preverified_numbers";
const use = (token: string) => call("GET", pool, { headers: { Authorization: `Bearer ${token}` } });
const exchange = (query: Record<string, string>, via = call) => {
  const client = { client_id: "670843887433847", client_secret: "secret" };
  return via("GET", `/oauth/access_token?${new URLSearchParams({ ...client, ...query })}`);
};
const inspect = async (token: string) =>
  Object((await call("GET", `/debug_token?input_token=${encodeURIComponent(token)}`)).body["data"]);
const refusal = (code: number, subcode?: number) => ({
  body: { error: { code, ...(subcode && { error_subcode: subcode }) } },
});

describe("an issued token", () => {
  it("works until it expires by the clock of the sandbox", async () => {
    const token = sandbox.issueToken({ expiresIn: 3600 });
    expect(await use(token)).toMatchObject({ status: 200 });
    now += 3_600_000;
    expect(await use(token)).toMatchObject({ status: 401, ...refusal(190, 463) });
    expect(await use(sandbox.accessToken)).toMatchObject({ status: 200 });
  });

  it("works until reset()", async () => {
    const token = sandbox.issueToken();
    expect(await use(token)).toMatchObject({ status: 200 });
    sandbox.reset();
    expect(await use(token)).toMatchObject({ status: 401, ...refusal(190) });
  });

  it("must not expire before it is issued", async () => {
    expect(() => sandbox.issueToken({ expiresIn: -1 })).toThrow(TypeError);
  });
});

describe("an exchange", () => {
  it("returns a token that works for a code, once", async () => {
    const { body } = await exchange({ code: "AQB" });
    expect(body).toEqual({ access_token: expect.stringMatching(/^sandbox-/), token_type: "bearer" });
    expect(await use(String(body["access_token"]))).toMatchObject({ status: 200 });
    expect(await exchange({ code: "AQB" })).toMatchObject(refusal(100, 36009));
  });

  it("returns a token that lasts longer for one that works", async () => {
    const short = sandbox.issueToken({ expiresIn: 60 });
    const extend = (query: Record<string, string>) => exchange({ grant_type: "fb_exchange_token", ...query });
    const { body } = await extend({ fb_exchange_token: short });
    expect(body).toMatchObject({ expires_in: 5_184_000 });
    now += 60_000;
    expect(await use(short)).toMatchObject(refusal(190, 463));
    expect(await use(String(body["access_token"]))).toMatchObject({ status: 200 });
    expect(await extend({ fb_exchange_token: short })).toMatchObject(refusal(190, 463));
    expect(await extend({ fb_exchange_token: "EAAB" })).toMatchObject(refusal(190));
    expect(await extend({})).toMatchObject(refusal(100));
  });

  it("returns the token of the app", async () => {
    const { body } = await exchange({ grant_type: "client_credentials" });
    expect(await inspect(String(body["access_token"]))).toMatchObject({ type: "APP", is_valid: true });
  });

  it("takes id and secret of the app for its token, with the secret that the sandbox names", async () => {
    const ask = async (token: string) => {
      const query = new URLSearchParams({ input_token: sandbox.accessToken });
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${sandbox.url}/v25.0/debug_token?${query}`, { headers })).status;
    };
    expect(await ask(`670843887433847|${sandbox.appSecret}`)).toBe(200);
    expect(await ask("670843887433847|other")).toBe(401);
    expect(await ask(`x|${sandbox.appSecret}`)).toBe(401);
  });

  it("needs something to exchange", async () => {
    expect(await exchange({})).toMatchObject({ status: 400, ...refusal(100) });
  });

  it("needs the secret where there is one", async () => {
    const secured = await startSandbox({ appSecret: "secret" });
    expect(await exchange({ client_secret: "other", code: "AQB" }, secured.call)).toMatchObject(refusal(100));
    expect((await exchange({ grant_type: "client_credentials" }, secured.call)).body).toMatchObject({
      access_token: "670843887433847|secret",
    });
  });
});

const revoke = (query: Record<string, string>, via = call) => {
  const usual = { client_id: "670843887433847", client_secret: "secret", access_token: sandbox.accessToken };
  return via("GET", `/oauth/revoke?${new URLSearchParams({ ...usual, ...query })}`);
};

describe("a revoked token", () => {
  it("works no more, wherever it is used, and the one of the caller does", async () => {
    const token = sandbox.issueToken();
    expect(await revoke({ revoke_token: token })).toMatchObject({ status: 200, body: { success: "true" } });
    expect(await use(token)).toMatchObject({ status: 401, ...refusal(190) });
    expect(await inspect(token)).toMatchObject({ is_valid: false, scopes: [], error: { code: 190 } });
    const asCaller = { access_token: token, revoke_token: sandbox.issueToken() };
    expect(await revoke(asCaller)).toMatchObject({ status: 401, ...refusal(190) });
    const refreshed = await exchange({ grant_type: "fb_exchange_token", fb_exchange_token: token });
    expect(refreshed).toMatchObject(refusal(190));
    expect(await use(sandbox.accessToken)).toMatchObject({ status: 200 });
  });

  it("is not revoked again", async () => {
    const token = sandbox.issueToken();
    await revoke({ revoke_token: token });
    expect(await revoke({ revoke_token: token })).toMatchObject({ status: 400, ...refusal(100) });
  });

  it("is revoked after a restore of what came later, and works after one of what came before", async () => {
    const token = sandbox.issueToken();
    const before = sandbox.snapshot();
    await revoke({ revoke_token: token });
    const after = sandbox.snapshot();
    sandbox.restore(before);
    expect(await use(token)).toMatchObject({ status: 200 });
    sandbox.restore(after);
    expect(await use(token)).toMatchObject(refusal(190));
  });

  it("may be the sandbox's own, which works again after reset()", async () => {
    const access_token = sandbox.issueToken();
    await revoke({ access_token, revoke_token: sandbox.accessToken });
    expect(await use(sandbox.accessToken)).toMatchObject({ status: 401, ...refusal(190) });
    sandbox.reset();
    expect(await use(sandbox.accessToken)).toMatchObject({ status: 200 });
  });

  it.each([
    ["unknown", () => "EAAB"],
    ["of another app", () => sandbox.issueToken({ appId: "1" })],
  ])("cannot be one that is %s", async (_, token) => {
    const other = token();
    expect(await revoke({ revoke_token: other })).toMatchObject({ status: 400, ...refusal(100) });
    expect(await inspect(other)).toMatchObject({ is_valid: other !== "EAAB" });
  });

  it("cannot be revoked for another app, without the secret, or be that of the app", async () => {
    const secured = await startSandbox({ appSecret: "secret" });
    const app = "670843887433847|secret";
    const token = secured.sandbox.issueToken();
    const attempt = (query: Record<string, string>) =>
      revoke({ access_token: app, revoke_token: token, ...query }, secured.call);
    expect(await attempt({ client_id: "1" })).toMatchObject(refusal(100));
    expect(await attempt({ client_secret: "other" })).toMatchObject(refusal(100));
    expect(await attempt({ revoke_token: app })).toMatchObject(refusal(100));
    expect(await attempt({})).toMatchObject({ status: 200 });
  });
});

it("the token of a client that was revoked is not fetched again", async () => {
  const body = { fetch_only: true, appsecret_proof: "0".repeat(64) };
  const fetchToken = async () =>
    String((await call("POST", "/813460912570311/system_user_access_tokens", { body })).body["access_token"]);
  const first = await fetchToken();
  expect(first).toMatch(/^sandbox-/);
  expect(await fetchToken()).toBe(first);
  await revoke({ revoke_token: first });
  expect(await use(await fetchToken())).toMatchObject({ status: 200 });
});

describe("debug_token", () => {
  it("knows the sandbox's own token", async () => {
    expect(await inspect(sandbox.accessToken)).toMatchObject({
      is_valid: true,
      type: "SYSTEM_USER",
      expires_at: 0,
      issued_at: now / 1000,
    });
  });

  it("says when a token expires and that it has expired", async () => {
    const token = sandbox.issueToken({ expiresIn: 60 });
    const expires_at = now / 1000 + 60;
    expect(await inspect(token)).toMatchObject({ is_valid: true, expires_at });
    now += 60_000;
    expect(await inspect(token)).toMatchObject({
      is_valid: false,
      expires_at,
      scopes: [],
      error: { code: 190, subcode: 463 },
    });
  });

  it("knows nothing about other tokens", async () => {
    expect(await inspect("EAAB")).toEqual({
      is_valid: false,
      error: { code: 190, message: expect.any(String) },
      scopes: [],
    });
  });
});
