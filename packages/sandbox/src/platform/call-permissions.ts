import { invalidParameter } from "../server/errors.ts";
import type { Kept } from "../world/kept.ts";
import { findLink, putLink } from "../world/links.ts";
import { type Data, type World, type WorldNode } from "../world/world.ts";

const kind = "call_permission";
const number = "phone_number_id";
const day = 24 * 60 * 60; // seconds
const callbackLife = 7 * day;

/** Connected calls of a business to one person in 24 hours. */
export const mostCalls = 100;

/** Whether a person lets a number call them. Times are in seconds since 1970. */
export interface CallPermission {
  readonly status: "no_permission" | "temporary" | "permanent";
  /** When a temporary one expires. */
  readonly expiration_time?: number;
}

/** Records what a person said to being called; `person` is the digits of a number or a user id. */
export function setCallPermission(
  world: World,
  { phoneNumberId, person, time }: { phoneNumberId: string; person: string; time: number },
  { status, expiration_time }: CallPermission,
): void {
  const before = lastReply(world, phoneNumberId, person)?.id;
  putLink(world, kind, phoneNumberId, person, {
    status,
    ...(expiration_time !== undefined && { expiration_time }),
    time,
    ...(before !== undefined && { before }),
  });
}

/** What the person replied last to a request for the permission. */
function lastReply(world: World, phoneNumberId: string, person: string): WorldNode | undefined {
  return world
    .list("inbound_message", phoneNumberId)
    .findLast(({ data }) => data["from"] === person && isReply(data["content"]));
}

/** Lets the business call back for seven days somebody who called it, if the number is set so. */
export function permitCallback(world: World, at: { phoneNumberId: string; person: string; time: number }): void {
  const { calling } = world.find("phone_number_settings", at.phoneNumberId)?.data ?? {};
  const { callback_permission_status: status } = (calling ?? {}) as Data;
  const { status: known } = callPermission(world, at);
  if (String(status).toUpperCase() !== "ENABLED" || known === "permanent") return;
  setCallPermission(world, at, { status: "temporary", expiration_time: at.time + callbackLife });
}

/** The permission that counts at `time`: what the person said last, here or in reply to a request. */
export function callPermission(
  world: World,
  { phoneNumberId, person, time }: { phoneNumberId: string; person: string; time: number },
): CallPermission {
  const { time: setAt = 0, before, ...set } = findLink(world, kind, phoneNumberId, person)?.data ?? {};
  const reply = lastReply(world, phoneNumberId, person);
  // many things happen within a second
  const isNewer = reply && Number(reply.data["time"]) >= Number(setAt) && reply.id !== before;
  const { status = "no_permission", expiration_time } = (isNewer ? replied(reply) : set) as Partial<CallPermission>;
  if (status !== "temporary") return { status };
  const isOver = expiration_time !== undefined && expiration_time <= time;
  return isOver ? { status: "no_permission" } : { status, ...(expiration_time !== undefined && { expiration_time }) };
}

function isReply(content: unknown): boolean {
  return (content as Data | undefined)?.["type"] === "call_permission_reply";
}

function replied({ data }: WorldNode): CallPermission {
  const { response, is_permanent, expiration_timestamp: until } = data["content"] as Data;
  if (response !== "accept") return { status: "no_permission" };
  if (is_permanent === true) return { status: "permanent" };
  return { status: "temporary", expiration_time: until === undefined ? Number(data["time"]) + 7 * day : Number(until) };
}

/** When connected calls of the business to a person began, within 24 hours before `time`, oldest first. */
export function connectedCalls(
  world: World,
  { phoneNumberId, person, time }: { phoneNumberId: string; person: string; time: number },
): number[] {
  return world
    .list("call", phoneNumberId)
    .filter(({ data }) => data["direction"] === "BUSINESS_INITIATED" && isWith(data, person))
    .map(({ data }) => Number(data["startedAt"]))
    .filter((startedAt) => startedAt > time - day);
}

/** Whether a call is with a person, by either of their ids. */
export function isWith({ contact }: Data, person: string): boolean {
  const { wa_id, user_id } = (contact ?? {}) as Data;
  return wa_id === person || user_id === person;
}

/** Requests for the permission that the number sent to a person within so many days. */
function requestsIn(world: World, phoneNumberId: string, person: string, from: number): number {
  return world.list("message", phoneNumberId).filter(({ data }) => {
    const { interactive } = (data["message"] ?? {}) as { interactive?: { type?: unknown } };
    const isRequest = interactive?.type === "call_permission_request";
    return isRequest && data["to"] === person && Number(data["time"]) > from;
  }).length;
}

export const callPermissionOperations: Readonly<Record<string, Kept>> = {
  getCallPermissions: {
    handle:
      (world, { now }) =>
      ({ path, query }) => {
        const { user_wa_id, recipient } = query;
        if (user_wa_id === undefined && recipient === undefined)
          throw invalidParameter("The parameter user_wa_id is required, or recipient in place of it");
        const phoneNumberId = path[number] ?? "";
        const person = user_wa_id === undefined ? String(recipient) : String(user_wa_id).replaceAll(/\D/g, "");
        const time = Math.floor(now() / 1000);
        const permission = callPermission(world, { phoneNumberId, person, time });
        const isPermitted = permission.status !== "no_permission";
        const today = requestsIn(world, phoneNumberId, person, time - day);
        const thisWeek = requestsIn(world, phoneNumberId, person, time - 7 * day);
        const calls = connectedCalls(world, { phoneNumberId, person, time });
        const isAtLimit = calls.length >= mostCalls;
        return {
          messaging_product: "whatsapp",
          permission,
          actions: [
            {
              action_name: "send_call_permission_request",
              can_perform_action: permission.status !== "permanent" && today < 1 && thisWeek < 2,
              limits: [
                { time_period: "PT24H", max_allowed: 1, current_usage: today },
                { time_period: "P7D", max_allowed: 2, current_usage: thisWeek },
              ],
            },
            {
              action_name: "start_call",
              can_perform_action: isPermitted && !isAtLimit,
              limits: isPermitted
                ? [
                    {
                      time_period: "PT24H",
                      max_allowed: mostCalls,
                      current_usage: calls.length,
                      ...(isAtLimit && { limit_expiration_time: Number(calls[0]) + day }),
                    },
                  ]
                : null,
            },
          ],
        };
      },
    /** The people of the examples can be called. */
    seed: (world, { path }) => {
      for (const person of ["15550123456", "US.13491208655302741918"])
        setCallPermission(world, { phoneNumberId: path[number] ?? "", person, time: 0 }, { status: "permanent" });
    },
  },
};
