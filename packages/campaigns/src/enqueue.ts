import { jobIdOf } from "./batch-name.ts";
import type { BatchJob, OpenQueue } from "./open-campaigns.ts";

/** Adds jobs for batches that are due, and only then takes them from those that are. */
export async function enqueue({ jobs, redis, keys }: OpenQueue, batches: readonly BatchJob[]): Promise<void> {
  if (batches.length === 0) return;
  await jobs.addBulk(
    batches.map((data) => ({
      name: "batch",
      data,
      opts: { jobId: jobIdOf(data), attempts: 1, removeOnComplete: true, removeOnFail: false },
    })),
  );
  const names = batches.map(({ campaign, batch, generation }) => `${campaign}:${batch}:${generation}`);
  await redis.zrem(keys.due, ...names);
}
