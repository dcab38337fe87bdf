import type { DomainContext, Handler } from "../domain.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { seedIds } from "../seed-ids.ts";
import { idIn, itemsOf, type Kept, merge } from "../world/kept.ts";
import type { Data, World } from "../world/world.ts";

const kind = "activity";
const account = "waba_id";

interface Activity {
  readonly type: string;
  readonly category: string;
  /** The account that it was done to. @default the one in the path */
  readonly account?: (world: World, request: CheckedRequest, answer: Data) => unknown;
}

/** What is noted in the list of changes to an account, by the operation that does it. */
const noted: Readonly<Record<string, Activity>> = {
  createWhatsappBusinessAccount: { type: "ACCOUNT_CREATED", category: "ACCOUNT", account: (_, __, { id }) => id },
  updateWhatsappBusinessAccount: { type: "ACCOUNT_UPDATED", category: "ACCOUNT" },
  attachCreditLine: { type: "BILLING_UPDATED", category: "BILLING", account: (_, { query }) => query[account] },
  shareAndAttachCreditLine: { type: "BILLING_UPDATED", category: "BILLING", account: (_, { query }) => query[account] },
  assignUser: { type: "USER_ADDED", category: "USER" },
  unassignUser: { type: "USER_REMOVED", category: "USER" },
  verifyPhoneNumberCode: {
    type: "PHONE_NUMBER_VERIFIED",
    category: "PHONE_NUMBER",
    account: (world, { path }) => world.find("phone_number", idIn({ path }, "phone_number_id"))?.of,
  },
};

/** Lets each operation that changes an account note that it did. */
export function notingActivities(
  context: DomainContext,
  handlers: Readonly<Record<string, Handler>>,
): Readonly<Record<string, Handler>> {
  const { world } = context;
  const noting = Object.entries(noted).flatMap(([operationId, activity]): [string, Handler][] => {
    const handle = handlers[operationId];
    if (!handle) return [];
    return [
      [
        operationId,
        async (request) => {
          const answer = await handle(request);
          const { type, category, account: accountOf } = activity;
          const owner = String(accountOf ? accountOf(world, request, { ...answer }) : request.path[account]);
          noteActivity(context, owner, type, category);
          return answer;
        },
      ],
    ];
  });
  return { ...handlers, ...Object.fromEntries(noting) };
}

/** Notes a change to an account, which the app of the sandbox's tokens made. */
export function noteActivity({ world, now }: DomainContext, owner: string, type: string, category: string): void {
  const id = world.newId();
  const business = world.find("waba", owner)?.of;
  const data = {
    id,
    ...named(type),
    category,
    timestamp: Math.floor(now() / 1000),
    actor_type: "API",
    actor_id: seedIds.app,
    ...(business !== undefined && { actor_business_id: business }),
  };
  world.put(kind, owner, data, id);
}

/** The kind of an activity, under its names of all versions. */
function named(type: unknown): Data {
  return { activity_type: type, event_type: type };
}

export const activityOperations: Readonly<Record<string, Kept>> = {
  listActivities: {
    handle: (world) => (request) => {
      const { activity_type, since, until } = request.query;
      return world
        .list(kind, idIn(request, account))
        .map(({ data }) => data)
        .filter(
          ({ activity_type: type, timestamp }) =>
            (activity_type === undefined || type === activity_type) &&
            (since === undefined || Number(timestamp) >= secondsOf(since)) &&
            (until === undefined || Number(timestamp) <= secondsOf(until)),
        )
        .toSorted((one, other) => Number(other["timestamp"]) - Number(one["timestamp"]));
    },
    seed: (world, { path, answer }) => {
      for (const { activity_type, event_type = activity_type, timestamp, ...item } of itemsOf(answer)) {
        const data = { ...item, ...named(event_type), timestamp: secondsOf(timestamp) };
        merge(world, kind, path[account], String(item["id"]), data);
      }
    },
  },
};

/** A time in seconds since 1970, which may be given by ISO 8601. */
function secondsOf(time: unknown): number {
  const text = String(time);
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
}
