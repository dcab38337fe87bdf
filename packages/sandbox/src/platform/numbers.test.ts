import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { startApp } from "../webhooks/receiver.test-support.ts";

const clock = { now: Date.parse("2026-11-03T09:00:00Z") };
const { sandbox, call } = await shareSandbox({ now: () => clock.now });
const account = "/102290129340398";
const registered = "/108110225544001";
const fields = "fields=code_verification_status,status,name_status,platform_type,is_pin_enabled";

async function addNumber(body: object = { cc: "49", phone_number: "30901820", verified_name: "Harbour Berlin" }) {
  const made = await call("POST", `${account}/phone_numbers`, { body });
  return `/${String(made.body["id"])}`;
}

async function stateOf(number: string) {
  return (await call("GET", `${number}?${fields}`)).body;
}

async function verify(number: string) {
  await call("POST", `${number}/request_code`, { body: { code_method: "SMS", language: "en_US" } });
  return call("POST", `${number}/verify_code`, { body: { code: sandbox.codeFor(number.slice(1)) } });
}

function register(number: string, pin = "581063") {
  return call("POST", `${number}/register`, { body: { messaging_product: "whatsapp", pin } });
}

const failure = (code: number) => ({ status: 400, body: { error: { code } } });

describe("a number", () => {
  test("is listed when it was created, and not verified", async () => {
    const before = (await call("GET", `${account}/phone_numbers`)).body["data"] as object[];
    const number = await addNumber();
    const after = (await call("GET", `${account}/phone_numbers?limit=100`)).body["data"] as object[];
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject([
      { id: number.slice(1), display_phone_number: "+49 30901820", verified_name: "Harbour Berlin" },
    ]);
    expect(await stateOf(number)).toMatchObject({ code_verification_status: "NOT_VERIFIED", status: "UNVERIFIED" });
  });

  test.each(["v23.0", "v24.0", "v25.0", "v26.0"])("is verified, registered and deregistered in %s", async (version) => {
    const number = await addNumber();
    expect((await verify(number)).body).toEqual({ success: true, id: number.slice(1) });
    expect(await stateOf(number)).toMatchObject({ code_verification_status: "VERIFIED", status: "PENDING" });
    expect((await register(number)).body).toEqual({ success: true });
    const { body } = await call("GET", `${number}?${fields}`, { version });
    expect(body).toMatchObject({ status: "CONNECTED", name_status: "APPROVED", platform_type: "CLOUD_API" });
    await call("POST", `${number}/deregister`);
    expect(await stateOf(number)).toMatchObject({ status: "DISCONNECTED", code_verification_status: "VERIFIED" });
    expect((await register(number)).status).toBe(200);
  });

  test("given with or without its country code is the same, and another account cannot have it", async () => {
    const number = await addNumber();
    expect(await addNumber({ phone_number: "4930901820" })).toBe(number);
    const { body } = await call("POST", "/506914307656634/whatsapp_business_accounts", { body: { name: "Pier" } });
    const taken = await call("POST", `/${String(body["id"])}/phone_numbers`, { body: { phone_number: "4930901820" } });
    expect(taken).toMatchObject(failure(100));
    expect(await addNumber({ cc: "1", phone_number: "5550123456" })).toBe(registered);
  });

  test("from a pool is verified from the start", async () => {
    const number = await addNumber({ phone_number: "4930901821", preverified_id: "106540352242922" });
    expect(await stateOf(number)).toMatchObject({ code_verification_status: "VERIFIED" });
  });

  test.each(["12", "soon", "4930901820001234"])("is not made of %s", async (phone_number) => {
    expect(await call("POST", `${account}/phone_numbers`, { body: { phone_number } })).toMatchObject(failure(100));
  });
});

describe("a code", () => {
  test("is refused to a verified number", async () => {
    const body = { code_method: "SMS", language: "en_US" };
    expect(await call("POST", `${registered}/request_code`, { body })).toMatchObject(failure(136024));
  });

  test("must be the last one sent, and works once and for 10 minutes", async () => {
    const number = await addNumber();
    const give = (code: unknown) => call("POST", `${number}/verify_code`, { body: { code } });
    const ask = () => call("POST", `${number}/request_code`, { body: { code_method: "SMS", language: "en_US" } });
    expect(await give("000000")).toMatchObject(failure(136025));
    await ask();
    const code = sandbox.codeFor(number.slice(1)) ?? "";
    expect(code).toMatch(/^\d{6}$/);
    expect(await give(code === "000000" ? "000001" : "000000")).toMatchObject(failure(136025));
    clock.now += 600_000;
    expect(await give(code)).toMatchObject(failure(136025));
    await ask();
    const renewed = sandbox.codeFor(number.slice(1));
    expect((await give(renewed)).status).toBe(200);
    expect(await give(renewed)).toMatchObject(failure(136025));
  });
});

describe("registration", () => {
  test("needs a verified number", async () => {
    expect(await register(await addNumber())).toMatchObject(failure(133006));
  });

  test("keeps the PIN, also after the number was deregistered", async () => {
    await register(registered, "111111");
    await call("POST", `${registered}/deregister`);
    expect(await register(registered, "222222")).toMatchObject(failure(133005));
    expect(await stateOf(registered)).toMatchObject({ status: "DISCONNECTED" });
    await call("POST", registered, { body: { pin: "222222" } });
    expect((await register(registered, "222222")).status).toBe(200);
    expect(await stateOf(registered)).toMatchObject({ is_pin_enabled: true });
    await call("POST", registered, { body: { pin: "" } });
    expect(await stateOf(registered)).toMatchObject({ is_pin_enabled: false });
    expect((await register(registered, "333333")).status).toBe(200);
  });
});

test("the address of a number's webhooks is set and taken away", async () => {
  const read = async () =>
    (await call("GET", `${registered}?fields=webhook_configuration`)).body["webhook_configuration"];
  const set = (uri: string) =>
    call("POST", registered, { body: { webhook_configuration: { override_callback_uri: uri, verify_token: "t" } } });
  const { url } = await startApp("t");
  await set(url);
  expect(await read()).toEqual({ phone_number: url });
  await set("");
  expect(await read()).toBeUndefined();
});

test("neither PIN nor code is shown", async () => {
  const number = await addNumber();
  await call("POST", `${number}/request_code`, { body: { code_method: "SMS", language: "en_US" } });
  await register(registered, "581063");
  const shown = JSON.stringify([(await call("GET", number)).body, (await call("GET", registered)).body]);
  expect(shown).not.toContain("581063");
  expect(shown).not.toContain(sandbox.codeFor(number.slice(1)));
});

test.each(["request_code", "verify_code", "register", "deregister"])("%s refuses unknown numbers", async (edge) => {
  const body = {
    request_code: { code_method: "SMS", language: "en_US" },
    verify_code: { code: "123456" },
    register: { messaging_product: "whatsapp", pin: "581063" },
  }[edge];
  const answer = await call("POST", `/108110225544999/${edge}`, { body });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
});
