import { type CampaignQueue, opened, type OpenQueue } from "./open-campaigns.ts";
import { identityOf } from "./recipient.ts";

/** Lets no campaign send to somebody for so many ms; what suppresses them longer stays. */
export async function suppress({ redis, keys }: OpenQueue, identity: string, duration: number): Promise<void> {
  const until = Number.isFinite(duration) ? Date.now() + duration : "+inf";
  await redis.zadd(keys.suppressed, "GT", until, identity);
}

/**
 * Lets no campaign send to these people any more, by number or user id.
 *
 * @example
 * await suppressRecipients(queue, ["+15550123456"]);
 */
export async function suppressRecipients(queue: CampaignQueue, recipients: Iterable<string>): Promise<void> {
  for (const to of recipients) await suppress(opened(queue), identityOf({ to }), Number.POSITIVE_INFINITY);
}

/**
 * Lets campaigns send to these people again.
 *
 * @example
 * await allowRecipients(queue, ["+15550123456"]);
 */
export async function allowRecipients(queue: CampaignQueue, recipients: Iterable<string>): Promise<void> {
  const { redis, keys } = opened(queue);
  for (const to of recipients) await redis.zrem(keys.suppressed, identityOf({ to }));
}
