import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createCallingClient, type Paths, type PathsByVersion } from "./index.ts";

const client = createCallingClient({ auth: "EAAB" });
const old = createCallingClient({ auth: "EAAB", version: "v23.0" });
const params = { path: { phone_number_id: "108110225544001" } };
const calls = "/{phone_number_id}/calls";
const permissions = "/{phone_number_id}/call_permissions";

const post = (body: Parameters<typeof client.POST<typeof calls>>[1]["body"]) => client.POST(calls, { params, body });

const call = { messaging_product: "whatsapp" as const, call_id: "wacid.HBgLMTU1NTAxMjM0NTYVAgARGBI" };
const sdp = "v=0\r\no=- 3626166318 2 IN IP4 127.0.0.1\r\n";
const offer = { sdp_type: "offer" as const, sdp };
const answer = { sdp_type: "answer" as const, sdp };
const recording = { status: "ENABLED" as const, purpose: "Training", announcement_language: "en" };

describe("a call to a user", () => {
  const to = "15550123456";
  const connect = { messaging_product: "whatsapp" as const, action: "connect" as const, session: offer };

  test("goes to a number, a user id or both", () => {
    post({ ...connect, to });
    post({ ...connect, recipient: "US.13491208655302741918" });
    post({ ...connect, to, recipient: "US.13491208655302741918" });
  });

  test("can be recorded, written down and given a mark", () => {
    const transcription = { status: "DISABLED" as const };
    post({ ...connect, to, recording, transcription, biz_opaque_callback_data: "order-7" });
  });

  test("needs a session that is an offer", () => {
    // @ts-expect-error: none
    post({ messaging_product: "whatsapp", action: "connect", to });
    // @ts-expect-error: an answer
    post({ ...connect, to, session: answer });
    // @ts-expect-error: an offer of nothing
    post({ ...connect, to, session: { sdp_type: "offer" } });
    // @ts-expect-error: a description that does not say what it is
    post({ ...connect, to, session: { sdp } });
    // @ts-expect-error: a type in camel case
    post({ ...connect, to, session: { sdpType: "offer", sdp } });
    // @ts-expect-error: a bare description
    post({ ...connect, to, session: sdp });
  });

  test("needs a user, with the number in a string", () => {
    // @ts-expect-error: nobody
    post(connect);
    // @ts-expect-error: a number that is no string
    post({ ...connect, to: 15550123456 });
  });

  test("has no id yet", () => {
    // @ts-expect-error: an id
    post({ ...connect, to, call_id: call.call_id });
  });

  test("is recorded for a purpose that is announced in a language", () => {
    // @ts-expect-error: neither purpose nor language
    post({ ...connect, to, recording: { status: "ENABLED" } });
    // @ts-expect-error: no language
    post({ ...connect, to, recording: { status: "ENABLED", purpose: "Training" } });
    // @ts-expect-error: a status in small letters
    post({ ...connect, to, transcription: { status: "enabled" } });
    // @ts-expect-error: a bare switch
    post({ ...connect, to, recording: true });
  });
});

describe("a call of a user", () => {
  test("can be accepted early, accepted, rejected and ended", () => {
    post({ ...call, action: "pre_accept", session: answer });
    post({ ...call, action: "accept", session: answer, biz_opaque_callback_data: "order-7" });
    post({ ...call, action: "accept" });
    post({ ...call, action: "reject" });
    post({ ...call, action: "terminate" });
  });

  test("needs a session to be accepted early, and an answer wherever there is one", () => {
    // @ts-expect-error: no session
    post({ ...call, action: "pre_accept" });
    // @ts-expect-error: an offer
    post({ ...call, action: "pre_accept", session: offer });
    // @ts-expect-error: an offer
    post({ ...call, action: "accept", session: offer });
  });

  test("is named by its id, whatever is done with it", () => {
    // @ts-expect-error: accepted early
    post({ messaging_product: "whatsapp", action: "pre_accept", session: answer });
    // @ts-expect-error: accepted
    post({ messaging_product: "whatsapp", action: "accept", session: answer });
    // @ts-expect-error: rejected
    post({ messaging_product: "whatsapp", action: "reject" });
    // @ts-expect-error: ended, with a user in place of the id
    post({ messaging_product: "whatsapp", action: "terminate", to: "15550123456" });
    // @ts-expect-error: changed in its media
    post({ messaging_product: "whatsapp", action: "media_update", session: offer });
  });

  test("is rejected and ended without a session", () => {
    // @ts-expect-error: rejected with one
    post({ ...call, action: "reject", session: answer });
    // @ts-expect-error: ended with one
    post({ ...call, action: "terminate", session: answer });
  });

  test("is recorded when it is accepted, not when it rings", () => {
    post({ ...call, action: "accept", session: answer, recording });
    // @ts-expect-error: while it rings
    post({ ...call, action: "pre_accept", session: answer, recording });
  });
});

describe("every call", () => {
  test("is done something with that exists", () => {
    // @ts-expect-error: an unknown action
    post({ ...call, action: "hangup" });
    // @ts-expect-error: without its underscore
    post({ ...call, action: "preaccept", session: answer });
    // @ts-expect-error: in capitals
    post({ ...call, action: "ACCEPT", session: answer });
    // @ts-expect-error: no action
    post(call);
  });

  test("is of WhatsApp", () => {
    // @ts-expect-error: of no product
    post({ call_id: call.call_id, action: "reject" });
    // @ts-expect-error: in capitals
    post({ ...call, messaging_product: "WHATSAPP", action: "reject" });
  });

  test("cannot be read or deleted", () => {
    // @ts-expect-error: read
    client.GET(calls, { params });
    // @ts-expect-error: deleted
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
    post({ ...call, action: "media_update", session: answer });
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

  test("are not asked for", () => {
    // @ts-expect-error: by another name
    client.GET(permissions, { params: { ...params, query: { wa_id: "15550123456" } } });
    // @ts-expect-error: by a number that is no string
    client.GET(permissions, { params: { ...params, query: { user_wa_id: 15550123456 } } });
    // @ts-expect-error: with fields
    client.GET(permissions, { params: { ...params, query: { user_wa_id: "15550123456", fields: ["permission"] } } });
  });

  test("cannot be given by the business", () => {
    // @ts-expect-error: given
    client.POST(permissions, { params, body: { messaging_product: "whatsapp" } });
  });
});
