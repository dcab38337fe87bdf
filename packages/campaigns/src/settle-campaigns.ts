import type { WebhookHandlers } from "@openwaba/webhooks";
import { readCallbackData, type RecipientPlace } from "./callback-data.ts";
import { changeState } from "./change-state.ts";
import type { StateLetter } from "./mark.ts";
import { type CampaignQueue, opened } from "./open-campaigns.ts";
import { pauseReason, suppressing } from "./outcome.ts";
import { identityOf } from "./recipient.ts";
import { suppress } from "./suppress.ts";

/** Statuses of the platform, and what is stored of them. */
const letters: Readonly<Record<string, StateLetter>> = { sent: "s", delivered: "d", read: "R", played: "R", failed: "f" };

/**
 * Webhook handlers that tell campaigns what became of their messages. Statuses may come twice, late and in any order.
 * Somebody whose message was unknown is settled by the first one.
 *
 * @example
 * const handler = createWebhookHandler({ appSecret, verifyToken, on: { ...settleCampaigns(queue) } });
 */
export function settleCampaigns(queue: CampaignQueue): Pick<WebhookHandlers, "statuses"> {
  const own = opened(queue);
  const { run, keys } = own;

  async function settle({ campaign, batch, index }: RecipientPlace, letter: StateLetter, id: string, error?: { code: number; text: string }) {
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
  };
}
