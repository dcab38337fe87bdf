import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const clock = { now: Date.parse("2026-11-07T09:00:00Z") };
const { call } = await shareSandbox({ now: () => clock.now });
const user = "/122102345678955";
const day = 86_400_000;
const proof = { appsecret_proof: "a".repeat(64) };

/** Whether calls with a token work. */
async function works(token: unknown) {
  const headers = { Authorization: `Bearer ${String(token)}` };
  return (await call("GET", "/506914307656634", { headers })).status === 200;
}

function newToken(path: string, more: object = {}) {
  const body = { business_app: "670843887433847", scope: "whatsapp_business_management", ...proof, ...more };
  return call("POST", `${path}/access_tokens`, { body });
}

test("a system user gets tokens for an app once it is installed", async () => {
  const business_app = "670843887433901";
  expect(await newToken(user, { business_app })).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  await call("POST", `${user}/applications`, { body: { business_app } });
  const { access_token } = (await newToken(user, { business_app })).body;
  expect(await works(access_token)).toBe(true);
});

test("a token for 60 days works so long, another one for ever", async () => {
  const short = (await newToken(user, { set_token_expires_in_60_days: true })).body["access_token"];
  const long = (await newToken(user)).body["access_token"];
  clock.now += 60 * day - 1;
  expect(await works(short)).toBe(true);
  clock.now += 1;
  expect(await works(short)).toBe(false);
  expect(await works(long)).toBe(true);
});

test("a client has one business token until another is asked for", async () => {
  const path = "/813460912570311/system_user_access_tokens";
  const fetched = async (fetch_only: boolean) =>
    (await call("POST", path, { body: { ...proof, fetch_only } })).body["access_token"];
  const first = await fetched(true);
  expect(await works(first)).toBe(true);
  expect(await fetched(true)).toBe(first);
  const second = await fetched(false);
  expect(second).not.toBe(first);
  expect(await fetched(true)).toBe(second);
});

test("a solution has tokens of its clients alone", async () => {
  const path = "/3311220044556677/access_token";
  const { access_token } = (await call("GET", `${path}?business_id=813460912570311`)).body;
  expect(await works(access_token)).toBe(true);
  expect(await call("GET", `${path}?business_id=1`)).toMatchObject({
    status: 400,
    body: { error: { error_subcode: 33 } },
  });
});
