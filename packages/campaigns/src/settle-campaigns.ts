import type { WebhookHandlers } from "@openwaba/webhooks";
import { readCallbackData, type RecipientPlace } from "./callback-data.ts";
import { changeState } from "./change-state.ts";
import type { StateLetter } from "./mark.ts";
import { type CampaignQueue, opened } from "./open-campaigns.ts";
import { pauseReason, suppressing } from "./outcome.ts";
import { identityOf } from "./recipient.ts";
import { suppress } from "./suppress.ts";

/** The handlers of {@link settleCampaigns}. */
export type SettlingHandlers = Required<
  Pick<WebhookHandlers, "statuses" | "user_preferences" | "message_template_status_update">
>;

/** Statuses of the platform, and what is stored of them. */
const letters: Readonly<Record<string, StateLetter>> = {
  sent: "s",
  delivered: "d",
  read: "R",
  played: "R",
  failed: "f",
};

/**
 * Webhook handlers that tell campaigns what became of their messages. Statuses may come twice, late and in any order.
 * Somebody whose message was unknown is settled by the first one. Who wants no
 * marketing any more gets no campaign, and a campaign whose template was paused, disabled or rejected pauses.
 *
 * @example
 * const handler = createWebhookHandler({ appSecret, verifyToken, on: { ...settleCampaigns(queue) } });
 */
export function settleCampaigns(queue: CampaignQueue): SettlingHandlers {
  const own = opened(queue);
  const { run, keys } = own;

  async function settle(
    { campaign, batch, index }: RecipientPlace,
    letter: StateLetter,
    id: string,
    error?: { code: number; text: string },
  ) {
    const { code = "", text = "" } = error ?? {};
    return run.settle(
      [keys.campaign(campaign), keys.marks(campaign, batch), keys.unknown(campaign)],
      [index, `${batch}:${index}`, letter, id.replaceAll("|", ""), code, text.replaceAll(/\p{C}/gu, " ").slice(0, 500)],
    );
  }

  return {
    async statuses({ status }) {
      const place = readCallbackData(status.biz_opaque_callback_data);
      const letter = letters[status.status];
      if (place === undefined || letter === undefined) return;
      const [failure] = status.errors ?? [];
      const error = failure && { code: failure.code, text: failure.error_data?.details ?? failure.title ?? "" };
      await settle(place, letter, status.id, letter === "f" ? error : undefined);
      if (letter !== "f" || error === undefined) return;
      const reason = pauseReason(error.code, error.text);
      if (reason !== undefined) await changeState(own, place.campaign, "paused", reason);
      const duration = suppressing[error.code];
      const identity = identityOf({ to: status.recipient_id ?? "" });
      if (duration !== undefined && identity !== "") await suppress(own, identity, duration);
    },
    async user_preferences({ preference }) {
      const identity = identityOf({ to: preference.wa_id ?? "", recipient: preference.user_id ?? "" });
      if (identity === "") return;
      if (preference.value === "stop") await suppress(own, identity, Number.POSITIVE_INFINITY);
      else if (preference.value === "resume") await own.redis.zrem(keys.suppressed, identity);
    },
    async message_template_status_update({ value }) {
      if (!/^(PAUSED|DISABLED|REJECTED)$/.test(value.event)) return;
      const name = value.message_template_name;
      for (const id of await own.redis.smembers(keys.campaigns)) {
        const [message] = await own.redis.hmget(keys.campaign(id), "message");
        if (templateOf(message) === name)
          await changeState(own, id, "paused", `the template ${name} is ${value.event.toLowerCase()}`);
      }
    },
  };
}

/** Name of the template that everybody gets. */
function templateOf(message: string | null | undefined): string | undefined {
  if (typeof message !== "string") return undefined;
  return (JSON.parse(message) as { template?: { name?: string } }).template?.name;
}
