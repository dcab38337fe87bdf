import { batchName } from "./batch-name.ts";
import type { OpenQueue } from "./open-campaigns.ts";

const from = { paused: ["running"], running: ["paused"], cancelled: ["running", "paused"] };

/** Pauses, resumes or cancels a campaign; does nothing if it is in no such state. */
export async function changeState(own: OpenQueue, id: string, to: keyof typeof from, reason = ""): Promise<void> {
  await own.run.change([own.keys.campaign(id)], [to, reason, ...from[to]]);
  if (to !== "paused") await unpark(own, id);
}

/** Gives the batches of a campaign that is no longer paused back to the workers. */
async function unpark({ redis, run, keys }: OpenQueue, id: string): Promise<void> {
  for (;;) {
    const batches = await redis.srandmember(keys.parked(id), 1000);
    if (batches.length === 0) return;
    await Promise.all(
      batches.map((batch) =>
        run.unpark([keys.parked(id), keys.marks(id, Number(batch)), keys.due], [batch, batchName(id, Number(batch))]),
      ),
    );
  }
}
