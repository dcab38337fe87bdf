import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import { numberMetadata } from "../webhooks/number-metadata.ts";
import type { Data } from "../world/world.ts";
import { numberOf } from "./business-number.ts";

/** A call between a business and a person. Times are in seconds since 1970. */
export interface Call {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly direction: "BUSINESS_INITIATED" | "USER_INITIATED";
  /** The person. */
  readonly contact: Schemas["Contact"];
  /** `connecting` once the business has opened the media of a call that rings. */
  readonly state: "ringing" | "connecting" | "taken" | "ended";
  readonly time: number;
  /** When it was taken. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** What the business started or took it with. */
  readonly biz_opaque_callback_data?: string;
}

/** A call that a person makes, or does something about, and the webhooks that tell of it. */
export interface CallResult {
  readonly id: string;
  readonly deliveries: readonly WebhookDelivery[];
}

const kind = "call";
const ringTime = 60_000; // ms
const sessionDescription =
  "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n";

/** A person calls a business number. It rings for a minute, unless the business answers or the person hangs up. */
export function ringBusiness(
  context: DomainContext,
  caller: {
    phoneNumberId: string;
    contact: Schemas["Contact"];
    /** The session that the person's phone offers. @default one of an audio call */
    sdp?: string;
    /** What the call button was sent with. */
    cta_payload?: string;
    /** What the link to call was made with. */
    deeplink_payload?: string;
  },
): Promise<CallResult> {
  const { phoneNumberId, contact, sdp = sessionDescription, ...payloads } = caller;
  if (!canCall(context, phoneNumberId)) throw new TypeError(`Cannot call ${phoneNumberId}: it has calling off`);
  const call = beginCall(context, { phoneNumberId, contact, direction: "USER_INITIATED" });
  return tellOfCall(context, call, {
    contacts: [contact],
    calls: [{ ...eventOf(context, call, "connect"), ...payloads, session: { sdp_type: "offer", sdp } }],
  });
}

/** The person takes a call of the business. */
export async function answerCall(context: DomainContext, id: string, sdp = sessionDescription): Promise<CallResult> {
  const call = ringingCall(context, id, "answer");
  const taken = changeCall(context, call, { state: "taken", startedAt: secondsOf(context) });
  const event = { ...eventOf(context, taken, "connect"), session: { sdp_type: "answer", sdp } };
  const connected = await tellOfCall(context, taken, { calls: [event] });
  const accepted = await tellOfCall(context, taken, { statuses: [callStatus(context, taken, "ACCEPTED")] });
  return { id, deliveries: [...connected.deliveries, ...accepted.deliveries] };
}

/** The person does not take a call of the business. */
export async function declineCall(context: DomainContext, id: string): Promise<CallResult> {
  const call = ringingCall(context, id, "decline");
  const rejected = await tellOfCall(context, call, { statuses: [callStatus(context, call, "REJECTED")] });
  const ended = await endCall(context, call);
  return { id, deliveries: [...rejected.deliveries, ...ended.deliveries] };
}

/** The person ends a call, whoever made it. */
export function hangUp(context: DomainContext, id: string): Promise<CallResult> {
  const call = findCall(context, id);
  if (!call || call.state === "ended") throw new TypeError(`Cannot hang up: there is no call ${id} going on`);
  return endCall(context, call);
}

/** The calls of a number, oldest first. */
export function callsOf({ world }: Pick<DomainContext, "world">, phoneNumberId: string): Call[] {
  return world.list(kind, phoneNumberId).map(({ data }) => data as unknown as Call);
}

export function findCall({ world }: DomainContext, id: string): Call | undefined {
  return world.find(kind, id)?.data as Call | undefined;
}

/** @throws TypeError unless it is a call of a business that rings */
function ringingCall(context: DomainContext, id: string, action: string): Call {
  const call = findCall(context, id);
  if (call?.direction === "BUSINESS_INITIATED" && call.state === "ringing") return call;
  throw new TypeError(`Cannot ${action} the call ${id}: it is not ringing`);
}

/** Begins a call, which rings for a minute at most. */
export function beginCall(context: DomainContext, call: Omit<Call, "id" | "state" | "time">): Call {
  const number = context.world.newId().padStart(20, "0");
  const id = `wacid.${Buffer.from(`\u0000\u001asandbox ${number}\u0000`, "latin1").toString("base64")}`;
  const kept: Call = { ...call, id, state: "ringing", time: secondsOf(context) };
  context.world.put(kind, call.phoneNumberId, { ...kept }, id);
  context.after(ringTime, "ringingEnds", { id });
  return kept;
}

export function changeCall({ world }: DomainContext, call: Call, changes: Partial<Call>): Call {
  const changed = { ...call, ...changes };
  world.put(kind, call.phoneNumberId, changed, call.id);
  return changed;
}

/** Ends a call and tells so. */
export function endCall(context: DomainContext, call: Call): Promise<CallResult> {
  const { startedAt, contact } = call;
  const endedAt = secondsOf(context);
  const ended = changeCall(context, call, { state: "ended", endedAt });
  const span = startedAt !== undefined && {
    start_time: String(startedAt),
    end_time: String(endedAt),
    duration: endedAt - startedAt,
  };
  const status = startedAt === undefined ? "FAILED" : "COMPLETED";
  const event = { ...eventOf(context, ended, "terminate"), status, ...span };
  return tellOfCall(context, ended, { contacts: [contact], calls: [event] });
}

/** Sends a webhook about a call. */
export async function tellOfCall(
  context: DomainContext,
  call: Call,
  content: Partial<Schemas["CallsValue"]>,
): Promise<CallResult> {
  const { phoneNumberId } = call;
  const { wabaId, number } = numberOf(context, phoneNumberId);
  const value = { messaging_product: "whatsapp", metadata: numberMetadata(number), ...content };
  return { id: call.id, deliveries: await context.emit({ wabaId, phoneNumberId, field: "calls", value }) };
}

function eventOf(context: DomainContext, call: Call, event: string): Schemas["Call"] {
  const { id, direction, contact, phoneNumberId } = call;
  const { wa_id, user_id } = contact;
  const business = numberMetadata(numberOf(context, phoneNumberId).number).display_phone_number;
  const [from, to] = direction === "USER_INITIATED" ? [wa_id, business] : [business, wa_id];
  return {
    id,
    event,
    timestamp: String(secondsOf(context)),
    direction,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(user_id !== undefined && { [direction === "USER_INITIATED" ? "from_user_id" : "to_user_id"]: user_id }),
    ...tracked(call),
  };
}

export function callStatus(context: DomainContext, call: Call, status: string): Schemas["CallStatus"] {
  const { id, contact } = call;
  return {
    id,
    type: "call",
    status,
    timestamp: String(secondsOf(context)),
    ...(contact.wa_id !== undefined && { recipient_id: contact.wa_id }),
    ...(contact.user_id !== undefined && { recipient_user_id: contact.user_id }),
    ...tracked(call),
  };
}

function tracked({ biz_opaque_callback_data }: Call): Pick<Call, "biz_opaque_callback_data"> {
  return biz_opaque_callback_data === undefined ? {} : { biz_opaque_callback_data };
}

/** Whether a number has calling on. */
export function canCall({ world }: DomainContext, phoneNumberId: string): boolean {
  const { calling } = world.find("phone_number_settings", phoneNumberId)?.data ?? {};
  return String((calling as Data | undefined)?.["status"]).toUpperCase() === "ENABLED";
}

export function secondsOf({ now }: DomainContext): number {
  return Math.floor(now() / 1000);
}
