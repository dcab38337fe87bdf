import { type RecipientState, type StateLetter, states } from "./mark.ts";
import type { OpenQueue } from "./open-campaigns.ts";

/** `completed` when all were sent to; statuses may still come, and somebody may be unknown. */
export type CampaignState = "running" | "paused" | "cancelled" | "completed";

export interface CampaignProgress {
  state: CampaignState;
  /** Why it is paused. */
  reason?: string;
  /** Recipients read so far. */
  total: number;
  /** Whether all recipients have been read. */
  isComplete: boolean;
  /** Recipients to whom nothing was started. */
  pending: number;
  /** Recipients by what is known of their message. */
  counts: Record<RecipientState, number>;
  /** Messages per second since the first one, pauses included. */
  rate: number;
  /** Milliseconds until nobody is pending, at that rate; undefined while it is not running. */
  remaining?: number;
}

/** Progress, as `watch()` gives it. */
export interface WatchedProgress extends CampaignProgress {
  /** Messages per second since the progress before; the first time since the first message. */
  currentRate: number;
}

/** How many messages were started. */
export function startedOf({ total, pending, counts }: Pick<CampaignProgress, "total" | "pending" | "counts">): number {
  return total - pending - counts.suppressed - counts.duplicate;
}

export async function readProgress({ redis, keys }: OpenQueue, id: string): Promise<CampaignProgress> {
  const stored = await redis.hgetall(keys.campaign(id));
  if (stored["state"] === undefined) throw new Error(`Cannot read the campaign ${id}: there is none`);
  const counts = Object.fromEntries(
    Object.entries(states).map(([letter, name]) => [name, Number(stored[`n:${letter as StateLetter}`] ?? 0)]),
  ) as Record<RecipientState, number>;
  const begun = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const total = Number(stored["total"] ?? 0);
  const pending = total - begun;
  const state = stored["state"] as CampaignState;
  const seconds = (Date.now() - Number(stored["startedAt"] ?? Date.now())) / 1000;
  const rate = seconds > 0 ? startedOf({ total, pending, counts }) / seconds : 0;
  return {
    state,
    ...(state === "paused" && stored["reason"] && { reason: stored["reason"] }),
    total,
    isComplete: stored["sealed"] === "1",
    pending,
    counts,
    rate,
    ...(state === "running" && rate > 0 && { remaining: (pending / rate) * 1000 }),
  };
}
