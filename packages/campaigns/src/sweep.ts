import { batchName, readJobName } from "./batch-name.ts";
import { enqueue } from "./enqueue.ts";
import type { OpenQueue } from "./open-campaigns.ts";

const most = 200;

/**
 * Adds jobs for batches that are due, and replaces jobs that failed: those of killed workers. It may run in several
 * processes at once, and end anywhere: a batch with two jobs is still sent once.
 */
export async function sweep(own: OpenQueue): Promise<void> {
  const { run, keys, jobs } = own;
  for (const { id, data, remove } of await failedJobs(own)) {
    if (id === undefined) continue;
    const { campaign, batch, generation } = data;
    const name = batchName(campaign, batch);
    await run.replaceJob([keys.marks(campaign, batch), keys.open(campaign), keys.due], [batch, name, generation]);
    await remove();
  }
  for (;;) {
    const due = (await run.listDue([keys.due], [most])) as string[];
    await enqueue(own, due.map(readJobName));
    if (due.length < most || jobs.closing) return;
  }
}

async function failedJobs({ jobs }: OpenQueue) {
  const failed = await jobs.getFailed(0, most - 1);
  return failed.map((job) => ({ id: job.id, data: job.data, remove: () => job.remove() }));
}
