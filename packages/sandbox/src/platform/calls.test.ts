import { describe, expect, test } from "vitest";
import { contextOf, shareSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";
import type { WebhookEvent } from "../webhooks/webhook-event.ts";
import { asciiJson } from "../webhooks/envelope.ts";
import { World } from "../world/world.ts";
import { callPermission, setCallPermission } from "./call-permissions.ts";
import { answerCall, callsOf, declineCall, hangUp, ringBusiness } from "./calls.ts";
import { callOperations, createCalls } from "./manage-call.ts";

const phoneNumberId = "108110225544001";
const contact = { profile: { name: "Nadia" }, wa_id: "14155550142", user_id: "US.81602457713094425" };
const product = { messaging_product: "whatsapp" };
const session = { sdp_type: "offer", sdp: "v=0\r\n" };

/** A number that can call and be called, without a sandbox; what happens is noted. */
function start(calling: object = { status: "ENABLED" }) {
  const clock = { now: 1_793_700_000_000 };
  const events: WebhookEvent[] = [];
  const timers: [number, string, Readonly<Record<string, unknown>>][] = [];
  const world = new World();
  world.put("phone_number", "102290129340398", { display_phone_number: "+1 555-012-3456" }, phoneNumberId);
  world.put("phone_number_settings", phoneNumberId, { calling }, phoneNumberId);
  const context = contextOf({
    world,
    now: () => clock.now,
    after: (milliseconds, name, about) => void timers.push([milliseconds, name, about]),
    emit(event) {
      events.push(event);
      return Promise.resolve([]);
    },
  });
  const domain = createCalls(context);
  const handle = callOperations["manageCall"]?.handle(world, context);
  const manage = (body: object) => handle?.({ path: { phone_number_id: phoneNumberId }, query: {}, body: { ...body } });
  const permit = (person = "14155550142") =>
    setCallPermission(world, { phoneNumberId, person, time: 0 }, { status: "permanent" });
  const connect = (to = "14155550142") =>
    (manage({ action: "connect", to, session }) as unknown as { calls: { id: string }[] }).calls[0]?.id ?? "";
  const told = () => {
    for (const { wabaId, field, value } of events) {
      const body = asciiJson({
        object: "whatsapp_business_account",
        entry: [{ id: wabaId, changes: [{ field, value }] }],
      });
      expect(schemaProblems(body)).toEqual([]);
    }
    return events.map(({ value }) => {
      const { calls = [], statuses = [] } = value as { calls?: Call[]; statuses?: Call[] };
      return [...calls.map(({ event, status }) => [event, status]), ...statuses.map(({ status }) => status)][0];
    });
  };
  return { clock, context, world, manage, permit, connect, told, events, timers, domain };
}

interface Call {
  event?: string;
  status?: string;
}

const failing = (code: number) => expect.objectContaining({ message: expect.stringContaining(`(#${code})`) });

function failure(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return "nothing was thrown";
}

describe("a call of the business", () => {
  test("rings, is taken and hung up, each of which is told", async () => {
    const { connect, permit, context, clock, told, events } = start();
    permit();
    const id = connect();
    clock.now += 8000;
    await answerCall(context, id);
    clock.now += 79_000;
    await hangUp(context, id);
    expect(told()).toEqual(["RINGING", ["connect", undefined], "ACCEPTED", ["terminate", "COMPLETED"]]);
    expect(events.at(-1)?.value).toMatchObject({
      metadata: { display_phone_number: "15550123456" },
      calls: [{ id, from: "15550123456", to: "14155550142", duration: 79 }],
    });
    await expect(async () => hangUp(context, id)).rejects.toThrow("no call");
  });

  test("can be declined, and ends by itself when nobody takes it", async () => {
    const { connect, permit, context, told, timers, domain } = start();
    permit();
    await declineCall(context, connect());
    connect();
    const [wait, name, about] = timers.at(-1) ?? [0, "", {}];
    expect(wait).toBe(60_000);
    domain.timers?.[name]?.(about);
    const failed = ["terminate", "FAILED"];
    expect(told()).toEqual(["RINGING", "REJECTED", failed, "RINGING", failed]);
    await expect(answerCall(context, String(about["id"]))).rejects.toThrow("not ringing");
  });

  test("that was taken goes on after the minute", async () => {
    const { connect, permit, context, timers, domain } = start();
    permit();
    await answerCall(context, connect());
    domain.timers?.["ringingEnds"]?.(timers[0]?.[2] ?? {});
    expect(callsOf(context, phoneNumberId)).toMatchObject([{ state: "taken" }]);
  });

  test("needs calling to be on, a permission and a person who is not called already", () => {
    expect(failure(() => start({ status: "DISABLED" }).connect())).toEqual(failing(138_000));
    const { connect, permit } = start();
    expect(failure(() => connect())).toEqual(failing(138_006));
    permit();
    connect();
    expect(failure(() => connect())).toEqual(failing(138_003));
  });

  test("is one of at most 100 that a person takes in a day, and of 1,000 at a time", async () => {
    const { connect, permit, context, clock, world } = start();
    permit();
    for (let count = 0; count < 100; count++) {
      const id = connect();
      await answerCall(context, id);
      await hangUp(context, id);
    }
    expect(failure(() => connect())).toEqual(failing(138_012));
    clock.now += 86_400_000;
    expect(connect()).toContain("wacid.");
    for (let count = 1; count < 1000; count++) {
      permit(String(count));
      connect(String(count));
    }
    permit();
    setCallPermission(world, { phoneNumberId, person: "49", time: 0 }, { status: "permanent" });
    expect(failure(() => connect("49"))).toEqual(failing(138_002));
  });
});

describe("a call of a person", () => {
  test.each([
    ["accept", "taken"],
    ["reject", "ended"],
    ["terminate", "ended"],
  ])("is told, and after %s is %s", async (action, state) => {
    const { context, manage, told } = start();
    const { id } = await ringBusiness(context, { phoneNumberId, contact, cta_payload: "footer" });
    manage({ action: "pre_accept", call_id: id, session });
    manage({ action, call_id: id });
    expect(callsOf(context, phoneNumberId)).toMatchObject([{ state }]);
    expect(told()).toEqual([["connect", undefined], ...(state === "ended" ? [["terminate", "FAILED"]] : [])]);
  });

  test("is told with who calls and what they offer", async () => {
    const { context, events } = start();
    await ringBusiness(context, { phoneNumberId, contact, deeplink_payload: "footer" });
    expect(events[0]).toMatchObject({
      field: "calls",
      value: {
        contacts: [contact],
        calls: [
          {
            direction: "USER_INITIATED",
            from: "14155550142",
            from_user_id: "US.81602457713094425",
            to: "15550123456",
            deeplink_payload: "footer",
            session: { sdp_type: "offer" },
          },
        ],
      },
    });
  });

  test("is repeated with what the business took it with", async () => {
    const { context, manage, events } = start();
    const { id } = await ringBusiness(context, { phoneNumberId, contact });
    manage({ action: "accept", call_id: id, biz_opaque_callback_data: "agent-7" });
    manage({ action: "media_update", call_id: id });
    manage({ action: "terminate", call_id: id });
    expect(events.at(-1)?.value).toMatchObject({
      calls: [{ biz_opaque_callback_data: "agent-7", status: "COMPLETED" }],
    });
  });

  test("that was taken lets the business call back for seven days, if the number is set so", async () => {
    for (const [callback, status] of [
      ["ENABLED", "temporary"],
      ["DISABLED", "no_permission"],
    ] as const) {
      const { context, manage, world, clock } = start({ status: "ENABLED", callback_permission_status: callback });
      const { id } = await ringBusiness(context, { phoneNumberId, contact });
      manage({ action: "accept", call_id: id });
      const at = { phoneNumberId, person: "14155550142", time: clock.now / 1000 };
      expect(callPermission(world, at).status).toBe(status);
      expect(callPermission(world, { ...at, time: at.time + 604_800 }).status).toBe("no_permission");
    }
  });

  test("cannot be made to a number that has calling off", () => {
    const { context } = start({ status: "DISABLED" });
    expect(() => ringBusiness(context, { phoneNumberId, contact })).toThrow(TypeError);
  });

  test("is refused what its state does not allow", async () => {
    const { context, manage, permit, connect } = start();
    const { id } = await ringBusiness(context, { phoneNumberId, contact });
    const attempt = (action: string, call_id = id) => failure(() => manage({ action, call_id }));
    manage({ action: "terminate", call_id: id });
    for (const action of ["pre_accept", "accept", "reject", "terminate", "media_update"])
      expect(attempt(action)).toEqual(failing(100));
    permit("14155550143");
    expect(attempt("accept", connect("14155550143"))).toEqual(failing(100));
  });
});

describe("the permission to call", () => {
  const reply = (content: object, time: number) =>
    ({ from: "14155550142", time, content: { type: "call_permission_reply", ...content } }) as const;

  test.each([
    [{ response: "accept", is_permanent: true }, { status: "permanent" }],
    [
      { response: "accept", expiration_timestamp: "2000" },
      { status: "temporary", expiration_time: 2000 },
    ],
    [{ response: "accept" }, { status: "temporary", expiration_time: 605_800 }],
    [{ response: "reject" }, { status: "no_permission" }],
  ])("follows the reply %j", (content, permission) => {
    const world = new World();
    const at = { phoneNumberId, person: "14155550142", time: 1500 };
    setCallPermission(world, { ...at, time: 900 }, { status: "temporary", expiration_time: 5000 });
    world.put("inbound_message", phoneNumberId, reply({ response: "reject" }, 800));
    expect(callPermission(world, at).status).toBe("temporary");
    world.put("inbound_message", phoneNumberId, reply(content, 1000));
    expect(callPermission(world, at)).toEqual(permission);
    expect(callPermission(world, { ...at, person: "14155550143" }).status).toBe("no_permission");
  });
});

const { call } = await shareSandbox();
const number = `/${phoneNumberId}`;

describe("over HTTP", () => {
  test("a call is started, counted and ended in every version", async () => {
    for (const version of ["v23.0", "v24.0", "v25.0", "v26.0"]) {
      const body = { ...product, action: "connect", to: "15550123456", session };
      const started = await call("POST", `${number}/calls`, { version, body });
      const [{ id = "" } = {}] = started.body["calls"] as { id?: string }[];
      const ended = await call("POST", `${number}/calls`, {
        version,
        body: { ...product, action: "terminate", call_id: id },
      });
      expect(ended.body).toEqual({ ...product, success: true });
    }
  });

  test.each([
    ["wacid.unknown", number],
    [undefined, "/108110225544002"],
  ])("the call %s is unknown to %s", async (unknown, path) => {
    const body = { ...product, action: "connect", to: "15550123456", session };
    const [{ id = "" } = {}] = (await call("POST", `${number}/calls`, { body })).body["calls"] as { id?: string }[];
    const answer = await call("POST", `${path}/calls`, {
      body: { ...product, action: "terminate", call_id: unknown ?? id },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
  });

  test("permissions tell what is left of the limits", async () => {
    const read = async (query: string) => (await call("GET", `${number}/call_permissions?${query}`)).body;
    expect(await read("user_wa_id=15550123456")).toMatchObject({
      permission: { status: "permanent" },
      actions: [{ can_perform_action: false }, { can_perform_action: true, limits: [{ current_usage: 0 }] }],
    });
    expect(await read("recipient=US.4")).toMatchObject({
      permission: { status: "no_permission" },
      actions: [{ can_perform_action: true }, { can_perform_action: false, limits: null }],
    });
    expect(await call("GET", `${number}/call_permissions`)).toMatchObject({
      status: 400,
      body: { error: { code: 100 } },
    });
  });
});
