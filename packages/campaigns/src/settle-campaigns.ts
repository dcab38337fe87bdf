import type { WebhookHandlers } from "@openwaba/webhooks";
import { readCallbackData, type RecipientPlace } from "./callback-data.ts";
import { changeState } from "./change-state.ts";
import type { StateLetter } from "./mark.ts";
import { type CampaignQueue, opened } from "./open-campaigns.ts";
import { pauseReason, suppressing } from "./outcome.ts";
import { identityOf } from "./recipient.ts";
import { pauseByPlatform, type PlatformHandlers } from "./pause-by-platform.ts";
import { suppress } from "./suppress.ts";

/** The handlers of {@link settleCampaigns}. */
export type SettlingHandlers = Required<Pick<WebhookHandlers, "statuses" | "user_preferences">> & PlatformHandlers;

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
 * marketing any more gets no campaign. A campaign pauses with a reason when its template was paused, disabled, rejected,
 * deleted or is disliked, when its account was disabled, restricted or deleted, or may write first to fewer people a day
 * than are pending.
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

  const known = new Map<string, string>();
  /** Notes which account a number belongs to: what happens to an account is told without its numbers. */
  async function learn(phoneNumberId: string, wabaId: string, displayPhoneNumber = "") {
    const owner = `${wabaId}|${displayPhoneNumber}`;
    if (known.get(phoneNumberId) === owner) return;
    await own.redis.hset(keys.numbers, phoneNumberId, owner);
    known.set(phoneNumberId, owner);
  }

  return {
    ...pauseByPlatform(own),
    async statuses({ status, phoneNumberId, wabaId, displayPhoneNumber }) {
      const place = readCallbackData(status.biz_opaque_callback_data);
      const letter = letters[status.status];
      if (place === undefined || letter === undefined) return;
      await learn(phoneNumberId, wabaId, displayPhoneNumber);
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
  };
}
