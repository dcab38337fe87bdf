import type { WebhookHandlers } from "@openwaba/webhooks";
import { changeState } from "./change-state.ts";
import type { OpenQueue } from "./open-campaigns.ts";
import { readProgress } from "./progress.ts";

/** Handlers of what the platform tells of accounts, numbers and templates. */
export type PlatformHandlers = Required<
  Pick<
    WebhookHandlers,
    | "account_update"
    | "business_capability_update"
    | "phone_number_quality_update"
    | "message_template_status_update"
    | "message_template_quality_update"
  >
>;

/** What happened concerns campaigns that send from this account, this number or this template. */
interface Concern {
  wabaId: string;
  /** As digits. */
  displayPhoneNumber?: string | undefined;
  /** Name and language. */
  template?: readonly [name: string | undefined, language: string | undefined];
}

const stoppingTemplates = /^(PAUSED|DISABLED|REJECTED|FLAGGED|LOCKED|ARCHIVED|DELETED|PENDING_DELETION)$/;

/** Pauses campaigns that had better not go on, with the reason. A person resumes them. */
export function pauseByPlatform(own: OpenQueue): PlatformHandlers {
  async function pause(campaigns: readonly string[], reason: string): Promise<void> {
    for (const id of campaigns) await changeState(own, id, "paused", reason);
  }

  async function limitPeople(wabaId: string | undefined, limit: unknown, previous?: unknown): Promise<void> {
    const people = peopleOf(limit);
    if (wabaId === undefined || people === undefined) return;
    const known = peopleOf(await own.redis.hget(own.keys.dailyLimits, wabaId)) ?? peopleOf(previous);
    await own.redis.hset(own.keys.dailyLimits, wabaId, people);
    if (known !== undefined && known <= people) return;
    const campaigns = await campaignsOf(own, { wabaId });
    const progress = await Promise.all(campaigns.map(async (id) => readProgress(own, id)));
    const pending = progress.reduce((sum, { pending: some }) => sum + some, 0);
    if (pending <= people) return;
    const now = `the account may write to ${people} people first in 24 hours now`;
    await pause(campaigns, `${now}, and ${pending} are pending`);
  }

  return {
    async account_update({ wabaId, displayPhoneNumber, value }) {
      const reason = reasonOf(value);
      if (wabaId === undefined || reason === undefined) return;
      await pause(await campaignsOf(own, { wabaId, displayPhoneNumber }), reason);
    },
    async business_capability_update({ wabaId, value }) {
      await limitPeople(wabaId, value.max_daily_conversations_per_business ?? value.max_daily_conversation_per_phone);
    },
    async phone_number_quality_update({ wabaId, value }) {
      await limitPeople(wabaId, value.max_daily_conversations_per_business ?? value.current_limit, value.old_limit);
    },
    async message_template_status_update({ wabaId, value }) {
      const { event, message_template_name: name, message_template_language: language } = value;
      if (wabaId === undefined || !stoppingTemplates.test(event)) return;
      const campaigns = await campaignsOf(own, { wabaId, template: [name, language] });
      await pause(campaigns, `the template ${name} is ${wordsOf(event)}`);
    },
    async message_template_quality_update({ wabaId, value }) {
      const { new_quality_score: score, message_template_name: name, message_template_language: language } = value;
      if (wabaId === undefined || score !== "RED") return;
      const campaigns = await campaignsOf(own, { wabaId, template: [name, language] });
      await pause(campaigns, `people dislike the template ${name}: its quality is RED`);
    },
  };
}

const wordsOf = (event: string) => event.toLowerCase().replaceAll("_", " ");

/** Why an account had better not send, undefined if it may. */
function reasonOf(value: Parameters<PlatformHandlers["account_update"]>[0]["value"]): string | undefined {
  const { event, ban_info: ban, restriction_info: restrictions = [] } = value;
  if (event === "ACCOUNT_DELETED" || event === "ACCOUNT_OFFBOARDED") return `the account is ${wordsOf(event.slice(8))}`;
  if (event === "DISABLED_UPDATE" && ban?.waba_ban_state === "DISABLE") return "the account is disabled";
  const restriction = restrictions.find(({ restriction_type: type }) => type === "RESTRICTED_BIZ_INITIATED_MESSAGING");
  if (event !== "ACCOUNT_RESTRICTION" || restriction === undefined) return undefined;
  return ["the account may not write to people first", restriction.remediation].filter(Boolean).join(": ");
}

/** People in a day, of a tier such as `TIER_2K`, or a number of which -1 is none. */
function peopleOf(limit: unknown): number | undefined {
  const [, digits, thousands] = /^(?:TIER_)?(\d+)(K?)$/.exec(String(limit)) ?? [];
  if (digits !== undefined) return Number(digits) * (thousands === "K" ? 1000 : 1);
  return /^(TIER_UNLIMITED|-1|Infinity)$/.test(String(limit)) ? Infinity : undefined;
}

/** Campaigns that are running and concerned. A number that no status has named yet may belong to any account. */
async function campaignsOf(own: OpenQueue, concern: Concern): Promise<string[]> {
  const { redis, keys } = own;
  const owners = await redis.hgetall(keys.numbers);
  const isConcerned = (phoneNumberId: string) => {
    const owner = owners[phoneNumberId];
    // what is told of a template names it; what is told of an account must be about a number of it
    if (owner === undefined) return concern.template !== undefined;
    const [wabaId, digits] = owner.split("|");
    return wabaId === concern.wabaId && [undefined, digits].includes(concern.displayPhoneNumber);
  };
  const found: string[] = [];
  for (const id of await redis.smembers(keys.campaigns)) {
    const [state, numbers] = await redis.hmget(keys.campaign(id), "state", "numbers");
    if (state !== "running" || !(JSON.parse(numbers ?? "[]") as string[]).some(isConcerned)) continue;
    if (concern.template === undefined || (await sends(own, id, concern.template))) found.push(id);
  }
  return found;
}

async function sends({ redis, keys }: OpenQueue, id: string, [name, language]: readonly (string | undefined)[]) {
  const templates = await redis.smembers(keys.templates(id));
  return templates.some(
    (template) => template === `${name}|${language}` || (!language && template.startsWith(`${name}|`)),
  );
}
