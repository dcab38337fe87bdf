import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createCallingClient, type Paths, type PathsByVersion } from "./index.ts";

const client = createCallingClient({ auth: "EAAB" });
const old = createCallingClient({ auth: "EAAB", version: "v23.0" });
const params = { path: { phone_number_id: "106540352242922" } };
const calls = "/{phone_number_id}/calls";
const permissions = "/{phone_number_id}/call_permissions";

const call = { messaging_product: "whatsapp" as const, call_id: "wacid.HBgLMTU1NTAxMjM0NTYVAgARGBI" };
const sdp = "v=0\r\no=- 3626166318 2 IN IP4 127.0.0.1\r\n";
const offer = { sdp_type: "offer" as const, sdp };
const answer = { sdp_type: "answer" as const, sdp };

describe("a call to a user", () => {
  const connect = { messaging_product: "whatsapp" as const, action: "connect" as const, session: offer };

  test("goes to a number, a user id or both", () => {
    client.POST(calls, { params, body: { ...connect, to: "15550123456" } });
    client.POST(calls, { params, body: { ...connect, recipient: "US.13491208655302741918" } });
    client.POST(calls, { params, body: { ...connect, to: "15550123456", recipient: "US.13491208655302741918" } });
  });

  test("can be recorded, written down and given a mark", () => {
    const on = { status: "ENABLED" as const, purpose: "Training", announcement_language: "en" };
    const body = { ...connect, to: "15550123456", recording: on, biz_opaque_callback_data: "order-7" };
    client.POST(calls, { params, body: { ...body, transcription: { status: "DISABLED" } } });
  });

  test("needs a session that is an offer", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { messaging_product: "whatsapp", action: "connect", to: "15550123456" } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", session: answer } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", session: { sdp_type: "offer" } } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", session: { sdp } } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", session: { sdpType: "offer", sdp } } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", session: sdp } });
  });

  test("needs a user, with the number in a string", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: connect });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: 15550123456 } });
  });

  test("has no id yet", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", call_id: call.call_id } });
  });

  test("is recorded for a purpose that is announced in a language", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", recording: { status: "ENABLED" } } });
    client.POST(calls, {
      params,
      // @ts-expect-error
      body: { ...connect, to: "1", recording: { status: "ENABLED", purpose: "Training" } },
    });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", transcription: { status: "enabled" } } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...connect, to: "15550123456", recording: true } });
  });
});

describe("a call of a user", () => {
  test("can be accepted early, accepted, rejected and ended", () => {
    client.POST(calls, { params, body: { ...call, action: "pre_accept", session: answer } });
    client.POST(calls, {
      params,
      body: { ...call, action: "accept", session: answer, biz_opaque_callback_data: "order-7" },
    });
    client.POST(calls, { params, body: { ...call, action: "accept" } });
    client.POST(calls, { params, body: { ...call, action: "reject" } });
    client.POST(calls, { params, body: { ...call, action: "terminate" } });
  });

  test("needs a session to be accepted early, and an answer wherever there is one", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "pre_accept" } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "pre_accept", session: offer } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "accept", session: offer } });
  });

  test("is named by its id, whatever is done with it", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { messaging_product: "whatsapp", action: "pre_accept", session: answer } });
    // @ts-expect-error
    client.POST(calls, { params, body: { messaging_product: "whatsapp", action: "accept", session: answer } });
    // @ts-expect-error
    client.POST(calls, { params, body: { messaging_product: "whatsapp", action: "reject" } });
    // @ts-expect-error
    client.POST(calls, { params, body: { messaging_product: "whatsapp", action: "terminate", to: "15550123456" } });
    // @ts-expect-error
    client.POST(calls, { params, body: { messaging_product: "whatsapp", action: "media_update", session: offer } });
  });

  test("is rejected and ended without a session", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "reject", session: answer } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "terminate", session: answer } });
  });

  test("is recorded when it is accepted, not when it rings", () => {
    const recording = { status: "ENABLED" as const, purpose: "Training", announcement_language: "en" };
    client.POST(calls, { params, body: { ...call, action: "accept", session: answer, recording } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "pre_accept", session: answer, recording } });
  });
});

describe("every call", () => {
  test("is done something with that exists", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "hangup" } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "preaccept", session: answer } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, action: "ACCEPT", session: answer } });
    // @ts-expect-error
    client.POST(calls, { params, body: call });
  });

  test("is of WhatsApp", () => {
    // @ts-expect-error
    client.POST(calls, { params, body: { call_id: call.call_id, action: "reject" } });
    // @ts-expect-error
    client.POST(calls, { params, body: { ...call, messaging_product: "WHATSAPP", action: "reject" } });
  });

  test("cannot be read or deleted", () => {
    // @ts-expect-error
    client.GET(calls, { params });
    // @ts-expect-error
    client.DELETE(calls, { params });
  });

  test("is answered with its id when it is new, and with success otherwise", async () => {
    const managed = unwrap(await client.POST(calls, { params, body: { ...call, action: "accept" } }));
    expectTypeOf(managed).toEqualTypeOf<{
      messaging_product?: "whatsapp";
      calls?: { id: string }[];
      success?: boolean;
    }>();
  });

  test("can change its media in every version, though Meta's first page lacks the action", () => {
    old.POST(calls, { params, body: { ...call, action: "media_update", session: offer } });
    client.POST(calls, { params, body: { ...call, action: "media_update", session: answer } });
    expectTypeOf<PathsByVersion["v23.0"]>().toEqualTypeOf<Paths>();
  });
});

describe("call permissions", () => {
  test("are read for a number or a user id, in the words of the reference and of the guide", async () => {
    client.GET(permissions, { params: { ...params, query: { recipient: "US.13491208655302741918" } } });
    const query = { user_wa_id: "15550123456" };
    const { permission } = unwrap(await client.GET(permissions, { params: { ...params, query } }));
    expectTypeOf<"denied" | "expired" | "granted" | "pending">().toExtend<typeof permission.status>();
    expectTypeOf<"no_permission" | "permanent" | "temporary">().toExtend<typeof permission.status>();
    expectTypeOf(permission.expiration_time).toEqualTypeOf<number | undefined>();
    expectTypeOf(permission.expiration).toEqualTypeOf<number | undefined>();
  });

  test("are not asked for by other names, by numbers that are no strings, or with fields", () => {
    // @ts-expect-error
    client.GET(permissions, { params: { ...params, query: { wa_id: "15550123456" } } });
    // @ts-expect-error
    client.GET(permissions, { params: { ...params, query: { user_wa_id: 15550123456 } } });
    // @ts-expect-error
    client.GET(permissions, { params: { ...params, query: { user_wa_id: "15550123456", fields: ["permission"] } } });
  });

  test("cannot be given by the business", () => {
    // @ts-expect-error
    client.POST(permissions, { params, body: { messaging_product: "whatsapp" } });
  });
});
