import type { CreateDomain, DomainContext, Handler } from "../../domain.ts";
import type { World } from "../../world/world.ts";
import { type Refusal, refusal } from "./rule.ts";
import { idIn } from "../../world/kept.ts";

/** So many at once, then one per interval. */
interface Rate {
  readonly burst: number;
  /** Milliseconds. */
  readonly interval: number;
}

const kind = "rate";
const minute = 60_000;
const hour = 60 * minute;
const tooMany = 429; // Too Many Requests

const pair: Rate = { burst: 45, interval: 6000 };
const number: Rate = { burst: 80, interval: 1000 / 80 };
const activeAccount: Rate = { burst: 5000, interval: hour / 5000 };
const newAccount: Rate = { burst: 200, interval: hour / 200 };

/** Takes one of what is left, or returns the milliseconds until there is one again. */
function take(world: World, key: string, { burst, interval }: Rate, now: number): number {
  const full = Math.max(Number(world.find(kind, key)?.data["full"] ?? 0), now);
  const wait = full - now - (burst - 1) * interval;
  if (wait > 0) return wait;
  world.put(kind, undefined, { full: full + interval }, key); // when the whole burst is there again
  return 0;
}

/** How fast a number may send: messages a second, and messages to the same recipient. */
export const rateRefusals: readonly Refusal[] = [
  ({ phoneNumberId }, { world, rules, now }) => {
    if (!rules.rateLimits || take(world, `number ${phoneNumberId}`, number, now()) === 0) return;
    throw refusal(
      130429,
      "The limit of messages a second is reached",
      `The number ${phoneNumberId} may send 80 a second`,
      {
        status: tooMany,
        headers: { "retry-after": "1" },
      },
    );
  },
  ({ phoneNumberId, to }, { world, rules, now }) => {
    if (!rules.rateLimits || take(world, `pair ${phoneNumberId} ${to}`, pair, now()) === 0) return;
    throw refusal(
      131056,
      "The limit of messages to one recipient is reached",
      `The number ${phoneNumberId} may send ${to} one message in 6 seconds, and 45 in a burst`,
    );
  },
];

/** Operations that count against the limit of the account in their path. */
const ofAccount = [
  "getWhatsappBusinessAccount",
  "listAssignedUsers",
  "assignUser",
  "unassignUser",
  "listMessageTemplates",
  "createMessageTemplate",
  "deleteMessageTemplates",
  "listSubscribedApps",
  "subscribeApp",
  "unsubscribeApp",
  "listPhoneNumbers",
];

/** How many calls an hour an account gets, if the rule is on. */
export const createAccountLimits: CreateDomain = (context) => {
  const ofNumber: Handler = ({ path }) =>
    count(context, context.world.find("phone_number", idIn({ path }, "phone_number_id"))?.of);
  const counted = ofAccount.map((name): [string, Handler] => [name, ({ path }) => count(context, path["waba_id"])]);
  return { nodes: {}, handlers: { ...Object.fromEntries(counted), getPhoneNumber: ofNumber } };
};

/** Leaves the answer to others. */
function count({ world, rules, now }: DomainContext, wabaId: string | undefined): undefined {
  if (!rules.rateLimits || wabaId === undefined) return;
  const isActive = world.list("phone_number", wabaId).some(({ data }) => data["status"] === "CONNECTED");
  const wait = take(world, `account ${wabaId}`, isActive ? activeAccount : newAccount, now());
  if (wait === 0) return;
  const usage = {
    type: "whatsapp_business_management",
    call_count: 100,
    total_cputime: 25,
    total_time: 25,
    estimated_time_to_regain_access: Math.ceil(wait / minute),
  };
  throw refusal(80007, "The limit of calls of the account is reached", `The account ${wabaId} must wait`, {
    status: tooMany,
    isTransient: true,
    headers: { "x-business-use-case-usage": JSON.stringify({ [wabaId]: [usage] }) },
  });
}
