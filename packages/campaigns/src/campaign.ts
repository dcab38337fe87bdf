import { setTimeout as sleep } from "node:timers/promises";
import { batchName } from "./batch-name.ts";
import { changeState } from "./change-state.ts";
import { type CampaignQueue, opened, type OpenQueue } from "./open-campaigns.ts";
import { type CampaignProgress, readProgress, startedOf, type WatchedProgress } from "./progress.ts";
import { identityOf, type Recipient, type StoredRecipient } from "./recipient.ts";
import { type CampaignResult, readResults, resultOf } from "./results.ts";

/** A campaign, to watch and to control from any process. */
export interface Campaign<Person extends Recipient = Recipient> {
  readonly id: string;
  /** Starts no more messages. What is on its way ends, and `resume()` goes on with the others. */
  pause(reason?: string): Promise<void>;
  /** Goes on after a pause. */
  resume(): Promise<void>;
  /** Starts no more messages, for ever. */
  cancel(): Promise<void>;
  /** What became of the recipients so far, in numbers. */
  progress(): Promise<CampaignProgress>;
  /** Progress every `interval` ms until the campaign is completed or cancelled, which comes last. @default 1000 */
  watch(interval?: number): AsyncGenerator<WatchedProgress>;
  /** Every recipient in order, with what is known of their message. */
  results(): AsyncGenerator<CampaignResult<Person>>;
  /**
   * Recipients who may have got their message or not: the response was lost, and no status has come for `olderThan` ms.
   * A person decides about them, with `settle()` or `resend()`. @default 86400000, a day
   */
  unknown(olderThan?: number): AsyncGenerator<CampaignResult<Person>>;
  /**
   * Sends again to these recipients, whose message is unknown, unsent, refused or failed; others are left out. Who is
   * unknown may get a second message.
   *
   * @returns to how many it sends again
   */
  resend(keys: Iterable<string>): Promise<number>;
  /**
   * Notes what a person found out about unknown messages.
   *
   * @returns how many of them were unknown
   */
  settle(keys: Iterable<string>, as: "sent" | "unsent"): Promise<number>;
  /**
   * Forgets the campaign and its results. Nothing stops its messages from being sent again after that.
   *
   * @throws {Error} while it is running or paused
   */
  remove(): Promise<void>;
}

/**
 * A campaign that exists, such as one that another process created.
 *
 * @throws {Error} when there is none of this id
 * @example
 * const campaign = await getCampaign(queue, "spring-sale");
 * await campaign.pause("the shop is closed");
 */
export async function getCampaign<Person extends Recipient = Recipient>(
  queue: CampaignQueue,
  id: string,
): Promise<Campaign<Person>> {
  await readProgress(opened(queue), id);
  return campaignOf<Person>(queue, id);
}

/**
 * Ids of all campaigns.
 *
 * @example
 * for (const id of await listCampaigns(queue)) console.log(await (await getCampaign(queue, id)).progress());
 */
export async function listCampaigns(queue: CampaignQueue): Promise<string[]> {
  const { redis, keys } = opened(queue);
  return (await redis.smembers(keys.campaigns)).toSorted();
}

export function campaignOf<Person extends Recipient>(queue: CampaignQueue, id: string): Campaign<Person> {
  const own = opened(queue);
  const progress = () => readProgress(own, id);
  return {
    id,
    pause: (reason = "") => changeState(own, id, "paused", reason),
    resume: () => changeState(own, id, "running"),
    cancel: () => changeState(own, id, "cancelled"),
    progress,
    watch: (interval) => watch(own, id, interval),
    results: () => readResults<Person>(own, id),
    unknown: (olderThan = 86_400_000) => readUnknown<Person>(own, id, olderThan),
    resend: (keys) => decide(own, id, keys, "resend"),
    settle: (keys, as) => decide(own, id, keys, as),
    remove: () => remove(own, id),
  };
}

async function* watch(own: OpenQueue, id: string, interval = 1000): AsyncGenerator<WatchedProgress> {
  let before: { started: number; at: number } | undefined;
  for (;;) {
    const progress = await readProgress(own, id);
    const now = { started: startedOf(progress), at: performance.now() };
    const currentRate = before
      ? (Math.max(0, now.started - before.started) * 1000) / (now.at - before.at)
      : progress.rate;
    yield { ...progress, currentRate };
    if (progress.state === "completed" || progress.state === "cancelled") return;
    before = now;
    await sleep(interval);
  }
}

async function* readUnknown<Person extends Recipient>(own: OpenQueue, id: string, olderThan: number) {
  const { redis, keys } = own;
  const until = Date.now() - olderThan;
  for (const key of await redis.zrangebyscore(keys.unknown(id), "-inf", until)) {
    const { batch, index, person } = await find<Person>(own, id, key);
    const result = resultOf(key, person, await redis.hget(keys.marks(id, batch), String(index)));
    if (result.state === "unknown") yield result;
  }
}

async function find<Person extends Recipient>({ redis, keys }: OpenQueue, id: string, key: string) {
  const [, batch, index] = /^(\d+):(\d+)$/.exec(key) ?? [];
  const text = batch === undefined ? null : await redis.get(keys.batch(id, Number(batch)));
  const stored = text === null ? undefined : (JSON.parse(text) as StoredRecipient<Person>[])[Number(index)];
  if (stored === undefined) throw new RangeError(`Cannot find ${key} in the campaign ${id}: it has no such recipient`);
  return { batch: Number(batch), index: Number(index), person: stored.person };
}

async function decide(own: OpenQueue, id: string, places: Iterable<string>, decision: "sent" | "unsent" | "resend") {
  const { run, keys } = own;
  let changed = 0;
  for (const key of places) {
    const { batch, index, person } = await find(own, id, key);
    changed += Number(
      await run.decide(
        [keys.campaign(id), keys.marks(id, batch), keys.unknown(id), keys.started(id), keys.open(id), keys.due],
        [batch, index, decision, identityOf(person), batchName(id, batch)],
      ),
    );
  }
  return changed;
}

async function remove(own: OpenQueue, id: string): Promise<void> {
  const { redis, keys } = own;
  const { state } = await readProgress(own, id);
  if (state === "running" || state === "paused") throw new Error(`Cannot remove the campaign ${id}: it is ${state}`);
  const batches = Number(await redis.hget(keys.campaign(id), "batches"));
  for (let batch = 0; batch < batches; batch++) await redis.unlink(keys.batch(id, batch), keys.marks(id, batch));
  // last, so that it can be called again after it was interrupted
  const others = [keys.templates(id), keys.started(id), keys.open(id), keys.parked(id), keys.unknown(id)];
  await redis.unlink(...others, keys.campaign(id));
  await redis.srem(keys.campaigns, id);
}
