import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";

const clock = { now: Date.UTC(2026, 10, 5) };
const { sandbox, call } = await shareSandbox({ now: () => clock.now });
const phoneNumberId = "108110225544001";
const session = { sdp_type: "offer", sdp: "v=0\r\n" };
const ada = () => sandbox.customer("+15550123456");

const enable = (own: object = {}, number = phoneNumberId) =>
  call("POST", `/${number}/settings`, { body: { calling: { status: "ENABLED", ...own } } });

async function manage(action: string, own: object = {}) {
  const body = { messaging_product: "whatsapp", action, ...own };
  return call("POST", `/${phoneNumberId}/calls`, { body });
}

async function connect(own: object = { to: "15550123456" }): Promise<{ id: string }> {
  const { body } = await manage("connect", { session, ...own });
  const [made] = (body["calls"] ?? []) as { id: string }[];
  if (!made) throw new Error(JSON.stringify(body));
  return made;
}

interface Told {
  readonly event?: string;
  readonly status?: string;
}

/** What was told of calls, each as documented: events of calls and statuses. */
async function told(): Promise<Told[]> {
  await sandbox.settled();
  return sandbox.webhooks.flatMap(({ body }) => {
    expect(schemaProblems(body)).toEqual([]);
    const [{ field, value }] = JSON.parse(body).entry[0].changes;
    return field === "calls" ? ([...(value.calls ?? []), ...(value.statuses ?? [])] as Told[]) : [];
  });
}

const words = async () =>
  (await told()).map(({ event, status }) => [event, status].filter((word) => word !== undefined).join(" "));

async function control(method: string, path: string, body?: unknown) {
  const headers = { "content-type": "application/json" };
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox/customers/${path}`, { method, ...sent });
  return { status: response.status, body: await response.json() };
}

describe("a customer calls", () => {
  test("and the business accepts, and ends it", async () => {
    await enable();
    const { id, deliveries } = await ada().call({ payload: "order-7" });
    expect(deliveries).toMatchObject([{ fields: ["calls"] }]);
    expect(await told()).toMatchObject([
      { id, event: "connect", direction: "USER_INITIATED", from: "15550123456", cta_payload: "order-7" },
    ]);
    expect(ada().calls()).toEqual([
      { id, phoneNumberId, direction: "USER_INITIATED", state: "ringing", time: clock.now / 1000 },
    ]);
    const answer = { sdp_type: "answer", sdp: "v=0\r\n" };
    expect(await manage("pre_accept", { call_id: id, session: answer })).toMatchObject({ status: 200 });
    expect(ada().calls()).toMatchObject([{ state: "connecting" }]);
    expect(await manage("accept", { call_id: id, session: answer })).toMatchObject({ status: 200 });
    expect(ada().calls()).toMatchObject([{ state: "taken" }]);
    sandbox.clock.advance(90_000);
    expect(await manage("terminate", { call_id: id })).toMatchObject({ status: 200 });
    expect(ada().calls()).toMatchObject([{ state: "ended", startedAt: clock.now / 1000 }]);
    expect((await told()).at(-1)).toMatchObject({ event: "terminate", status: "COMPLETED", duration: 90 });
  });

  test("and hangs up before or after it is taken", async () => {
    await enable();
    const early = await ada().call();
    await ada().hangUp(early);
    expect(await words()).toEqual(["connect", "terminate FAILED"]);
    const { id } = await ada().call();
    await manage("accept", { call_id: id, session: { sdp_type: "answer", sdp: "v=0\r\n" } });
    await ada().hangUp({ id });
    expect((await words()).at(-1)).toBe("terminate COMPLETED");
    expect(ada().calls()).toMatchObject([{ state: "ended" }, { state: "ended" }]);
    await expect(ada().hangUp({ id })).rejects.toThrow(`there is no call ${id} going on`);
  });

  test("and nobody takes it for a minute, or the business rejects it", async () => {
    await enable();
    await ada().call();
    sandbox.clock.advance(60_000);
    const { id } = await ada().call();
    await manage("reject", { call_id: id });
    expect(await words()).toEqual(["connect", "terminate FAILED", "connect", "terminate FAILED"]);
  });

  test("the number that wrote last, unless another is named", async () => {
    await enable();
    await enable({}, "108110225544002");
    const template = { name: "hello_world", language: { code: "en_US" } };
    const body = { messaging_product: "whatsapp", to: "15550123456", type: "template", template };
    await call("POST", "/108110225544002/messages", { body });
    await ada().call();
    await ada().call({ phoneNumberId });
    expect(ada().calls()).toMatchObject([{ phoneNumberId: "108110225544002" }, { phoneNumberId }]);
  });

  test("in vain a number that is not there or has calling off, or where one blocked the other", async () => {
    await call("POST", `/${phoneNumberId}/settings`, { body: { calling: { status: "DISABLED" } } });
    await expect(ada().call()).rejects.toThrow(new TypeError(`Cannot call ${phoneNumberId}: it has calling off`));
    await enable();
    await expect(ada().call({ phoneNumberId: "1" })).rejects.toThrow("there is no such business number");
    ada().block();
    await expect(ada().call()).rejects.toThrow("the customer blocked it");
    ada().unblock();
    const block_users = [{ user: "+15550123456" }];
    await ada().text("Hello");
    await call("POST", `/${phoneNumberId}/block_users`, { body: { messaging_product: "whatsapp", block_users } });
    await expect(ada().call()).rejects.toThrow("it blocked the customer");
    ada().leave();
    await expect(ada().call()).rejects.toThrow("the customer has left WhatsApp");
    expect(ada().calls()).toEqual([]);
  });
});

describe("a business calls", () => {
  test("and the customer takes it, and hangs up", async () => {
    await enable();
    const { id } = await connect({ to: "15550123456", biz_opaque_callback_data: "agent-7" });
    expect(ada().calls()).toEqual([
      { id, phoneNumberId, direction: "BUSINESS_INITIATED", state: "ringing", time: clock.now / 1000 },
    ]);
    await ada().answer({ id });
    sandbox.clock.advance(5000);
    await ada().hangUp({ id });
    expect(await words()).toEqual(["RINGING", "connect", "ACCEPTED", "terminate COMPLETED"]);
  });

  test("and the customer declines, by number or by user id", async () => {
    await enable();
    await ada().decline(await connect());
    await ada().decline(await connect({ recipient: "US.13491208655302741918" }));
    expect(await words()).toEqual([
      "RINGING",
      "REJECTED",
      "terminate FAILED",
      "RINGING",
      "REJECTED",
      "terminate FAILED",
    ]);
    expect(ada().calls()).toMatchObject([{ state: "ended" }, { state: "ended" }]);
  });

  test("whom the customer permits that", async () => {
    await enable();
    const bea = sandbox.customer("+442079460999");
    const to = { to: "442079460999" };
    await bea.send({ type: "call_permission_reply", response: "reject" });
    expect(await manage("connect", { session, ...to })).toMatchObject({ body: { error: { code: 138_006 } } });
    sandbox.clock.advance(1000);
    await bea.send({ type: "call_permission_reply", response: "accept", is_permanent: true });
    await bea.answer(await connect(to));
    expect(bea.calls()).toMatchObject([{ state: "taken" }]);
  });
});

describe("a call", () => {
  test("of somebody else is not theirs, and one that does not ring is not taken", async () => {
    await enable();
    const made = await connect();
    const bea = sandbox.customer("+442079460999");
    expect(bea.calls()).toEqual([]);
    for (const act of [bea.answer, bea.decline, bea.hangUp])
      await expect(act(made)).rejects.toThrow(`${made.id}: the customer has no such call`);
    await ada().answer(made);
    await expect(ada().answer(made)).rejects.toThrow("it is not ringing");
    await expect(ada().decline(made)).rejects.toThrow(TypeError);
    const own = await ada().call();
    await expect(ada().answer(own)).rejects.toThrow("it is not ringing");
    for (const id of ["", "wacid.x", "__proto__"]) await expect(ada().hangUp({ id })).rejects.toThrow(TypeError);
    sandbox.reset();
    expect(ada().calls()).toEqual([]);
  });

  test("is in a snapshot", async () => {
    await enable();
    const made = await connect();
    const snapshot = JSON.parse(JSON.stringify(sandbox.snapshot()));
    await ada().decline(made);
    sandbox.restore(snapshot);
    await ada().answer(made);
    expect(ada().calls()).toMatchObject([{ state: "taken" }]);
  });
});

describe("over HTTP", () => {
  test("a customer calls, and takes, declines and ends calls", async () => {
    await enable();
    const made = await control("POST", "15550123456/call", { phone_number_id: phoneNumberId, payload: "order-7" });
    expect(made).toMatchObject({ status: 200, body: { deliveries: [{ fields: ["calls"] }] } });
    const act = async (id: string, action: string) =>
      control("POST", `15550123456/calls/${encodeURIComponent(id)}/${action}`);
    expect(await act(made.body.id, "hang-up")).toMatchObject({ status: 200 });
    const [taken, declined] = [await connect(), await connect({ to: "15550123456" }).catch(() => undefined)];
    expect(declined).toBeUndefined(); // one call at a time
    expect(await act(taken.id, "answer")).toMatchObject({ status: 200, body: { id: taken.id } });
    expect(await act(taken.id, "hang-up")).toMatchObject({ status: 200 });
    expect(await act((await connect()).id, "decline")).toMatchObject({ status: 200 });
    expect((await control("GET", "15550123456/calls")).body.data).toMatchObject([
      { direction: "USER_INITIATED", state: "ended" },
      { direction: "BUSINESS_INITIATED", state: "ended", startedAt: clock.now / 1000 },
      { direction: "BUSINESS_INITIATED", state: "ended" },
    ]);
  });

  test.each([
    ["15550123456/call", { phone_number_id: "1" }, "there is no such business number"],
    ["15550123456/call", { payload: 7 }, "payload must be a string"],
    ["15550123456/call", { number: "1" }, "Unknown parameter number: allowed here are"],
    ["15550123456/calls/wacid.x/answer", undefined, "the customer has no such call"],
    ["15550123456/calls/wacid.x/hang-up", {}, "the customer has no such call"],
    ["15550123456/calls/wacid.x/hold", undefined, "the routes there are"],
  ])("%s with %j is refused", async (path, body, message) => {
    expect(await control("POST", path, body)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(message) } },
    });
    expect(await told()).toEqual([]);
  });
});

test("a permission that the customer gives in the second in which her call was taken counts", async () => {
  await enable({ callback_permission_status: "ENABLED" });
  const dora = sandbox.customer("+491701234567");
  const { id } = await dora.call();
  await manage("accept", { call_id: id, session: { sdp_type: "answer", sdp: "v=0\r\n" } });
  const status = async () => {
    const { body } = await call("GET", `/${phoneNumberId}/call_permissions?user_wa_id=491701234567`);
    return (body["permission"] as { status: string }).status;
  };
  expect(await status()).toBe("temporary");
  await dora.send({ type: "call_permission_reply", response: "accept", is_permanent: true });
  expect(await status()).toBe("permanent");
});
