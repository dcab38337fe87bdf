import { batchName } from "./batch-name.ts";
import { writeCallbackData } from "./callback-data.ts";
import { changeState } from "./change-state.ts";
import type { BatchJob, OpenQueue } from "./open-campaigns.ts";
import { holdTime, type Outcome, outcomeOf } from "./outcome.ts";
import { type CampaignMessage, identityOf, type Recipient, type StoredRecipient } from "./recipient.ts";
import { type Sending, sendings, type Verdict } from "./sending.ts";
import { suppress } from "./suppress.ts";

/** Sends one message to a person by the client of a number. */
export type SendTo = (
  phoneNumberId: string,
  person: Recipient,
  message: CampaignMessage | undefined,
) => Promise<unknown>;

export interface BatchSettings {
  /** Finds the function that a campaign names, or that for messages; undefined if this worker lacks it. */
  senderOf(name: string | undefined): SendTo | undefined;
  /** Messages of the batch that are on their way at once. */
  lanes: number;
  /** Milliseconds after which a call has certainly ended. */
  longestCall: number;
  isClosing(): boolean;
  onError(error: Error): void;
}

const waitForOthers = 5000; // ms; until another worker may have the function that this one lacks

let sent = 0;
/** Tells apart the sends of all processes. */
const nextToken = (worker: string) => `${worker}.${(sent++).toString(36)}`;

/** Sends what nobody has started of a batch, and says what is to become of the rest. */
export async function sendBatch(own: OpenQueue, job: BatchJob, worker: string, settings: BatchSettings): Promise<void> {
  const { redis, run, keys } = own;
  const { campaign, batch } = job;
  const [definition, text, marks] = await Promise.all([
    redis.hmget(keys.campaign(campaign), "state", "numbers", "message", "send"),
    redis.get(keys.batch(campaign, batch)),
    redis.hgetall(keys.marks(campaign, batch)),
  ]);
  const [state, numbers, shared, send] = definition;
  if (typeof text !== "string" || typeof numbers !== "string") return; // of a campaign that is gone
  const stored: StoredRecipient[] = JSON.parse(text);
  const phoneNumberIds: string[] = JSON.parse(numbers);
  const untouched = [...stored.entries()].filter(([index]) => marks[String(index)] === undefined);
  const sendTo = settings.senderOf(send ?? undefined);
  const waitingNumbers = new Set<string>();
  let wait = 0;
  let isStopped = state !== "running";

  const queue = untouched.values();
  async function work(by: SendTo): Promise<void> {
    for (const [index, { person, message }] of queue) {
      if (isStopped || settings.isClosing()) return;
      const number = phoneNumberIds[(batch * 100 + index) % phoneNumberIds.length] ?? "";
      if (waitingNumbers.has(number)) continue;
      const content = message ?? (shared ? (JSON.parse(shared) as CampaignMessage) : undefined);
      const outcome = await sendOne(own, job, index, { person, number }, worker, () => by(number, person, content));
      if (outcome === undefined) continue;
      if (outcome === "stopped" || outcome.waiting === "all") isStopped = true;
      if (outcome === "stopped") continue;
      if (outcome.waiting === "number") waitingNumbers.add(number);
      wait = Math.max(wait, outcome.wait ?? 0);
    }
  }
  if (sendTo !== undefined) await Promise.all(Array.from({ length: settings.lanes }, () => work(sendTo)));
  else {
    wait = waitForOthers;
    settings.onError(new Error(`Cannot send the campaign ${campaign}: this worker has no send named ${send}`));
  }
  await run.endJob(
    [
      keys.campaign(campaign),
      keys.marks(campaign, batch),
      keys.open(campaign),
      keys.parked(campaign),
      keys.unknown(campaign),
      keys.due,
    ],
    [batch, batchName(campaign, batch), settings.longestCall, wait],
  );
}

/** Sends to one recipient and notes the outcome; undefined if it was not this worker's to send. */
async function sendOne(
  own: OpenQueue,
  { campaign, batch }: BatchJob,
  index: number,
  { person, number }: { person: Recipient; number: string },
  worker: string,
  send: () => Promise<unknown>,
): Promise<Outcome | "stopped" | undefined> {
  const { run, keys } = own;
  const token = nextToken(worker);
  const identity = identityOf(person);
  const [state, marks, started] = [keys.campaign(campaign), keys.marks(campaign, batch), keys.started(campaign)];
  const hold = keys.hold(number);
  let heldFor = 0;
  async function begin(by: string, template: string): Promise<Verdict> {
    const reply = await run.begin(
      [state, marks, started, keys.suppressed, hold, keys.templates(campaign)],
      [index, by, identity, template],
    );
    const [verdict, time = "0"] = String(reply).split(" ");
    heldFor = Number(time);
    return verdict as Verdict;
  }
  const holds: Promise<unknown>[] = [];
  const sending: Sending = {
    callbackData: writeCallbackData({ campaign, batch, index }),
    begin: (template) => begin(token, template),
    rejected({ code }, regainTime) {
      const time = holdTime(code, regainTime);
      if (time > 0) holds.push(run.hold([hold], [time]));
    },
  };
  const problem = await sendings.run(sending, async () => {
    try {
      await send();
      return new Error("the function sent no message");
    } catch (error) {
      return error;
    }
  });
  await Promise.all(holds);
  const noted = endOf(sending, problem);
  // by another token: a send that the function did not wait for comes too late
  const by = sending.verdict === undefined ? `${token}r` : token;
  const verdict = sending.verdict ?? (noted.letter === "r" ? await begin(by, "") : undefined);
  if (verdict === "stopped") return "stopped";
  if (verdict === "held") return { letter: "-", wait: heldFor, waiting: "number" };
  if (verdict !== undefined && verdict !== "go") return undefined;
  if (verdict === "go") {
    const { letter, messageId = "", code = "", details = "" } = noted;
    const text = details.replaceAll(/\p{C}/gu, " ").slice(0, 500);
    await run.finish(
      [state, marks, started, keys.unknown(campaign)],
      [index, by, identity, `${batch}:${index}`, letter, messageId, code, text],
    );
  }
  if (noted.pause !== undefined) await changeState(own, campaign, "paused", noted.pause);
  if (noted.suppress !== undefined) await suppress(own, identity, noted.suppress);
  return noted.pause === undefined ? noted : "stopped";
}

/** Decides by what the network said, and by the function that sends only if it never came to that. */
function endOf({ verdict, messageId, error, lacksToken }: Sending, problem: unknown): Outcome {
  if (messageId !== undefined) return { letter: "a", messageId };
  if (verdict === undefined) return outcomeOf(problem, "before the mark");
  return outcomeOf(error, lacksToken === true ? "before the network" : "after");
}
