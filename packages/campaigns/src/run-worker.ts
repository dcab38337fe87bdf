import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sendMessage } from "@openwaba/messages";
import type { FetchMiddleware } from "@openwaba/runtime";
import type { ClientAt } from "@openwaba/runtime/functions";
import { Worker } from "bullmq";
import { type BatchJob, type CampaignQueue, jobsName, opened } from "./open-campaigns.ts";
import type { Recipient } from "./recipient.ts";
import type { RedisConnection } from "./redis-connection.ts";
import { type BatchSettings, sendBatch, type SendTo } from "./send-batch.ts";
import { markSends } from "./sending.ts";
import { sweep } from "./sweep.ts";

/** A client that sends messages, such as that of `createMessagesClient()` or `createWhatsAppClient()`. */
export interface CampaignClient extends ClientAt<"post", "/{phone_number_id}/messages", never> {
  with: (changes: never) => unknown;
}

/** Sends one message to one person. `client` is bound to the number that the person is sent to from. */
export type CampaignSend = (client: BoundClient, person: Recipient & Record<string, unknown>) => Promise<unknown>;

/** A client that is bound to a phone number. */
export type BoundClient = ClientAt<"post", "/{phone_number_id}/messages", "phone_number_id">;

export interface RunWorkerOptions {
  /** Client that sends. Its retries and middleware stay in force. */
  client: CampaignClient;
  /** A throttle, unless the client has one: `sharedThrottle()` for limits of all workers together. */
  throttle?: FetchMiddleware;
  /** Functions that send, by the names that campaigns have as `send`. */
  sends?: Readonly<Record<string, CampaignSend>>;
  /** Messages of this process that are on their way at once. @default 64 */
  concurrency?: number;
  /**
   * Milliseconds after which the calls of other processes have certainly ended: more than the client's timeout. What
   * has no outcome by then is unknown. @default 90000
   */
  longestCall?: number;
  /** Milliseconds after which the batches of a killed worker go to another one. @default 60000 */
  lockDuration?: number;
  /** Takes what goes wrong beside the sends, such as a Redis that is away. It is tried again by itself. @default console.error */
  onError?: (error: Error) => void;
}

const defaults = {
  sends: {},
  concurrency: 64,
  longestCall: 90_000,
  lockDuration: 60_000,
  onError: (error: Error) => console.error(error),
} satisfies Partial<RunWorkerOptions>;

/** A worker that is running. */
export interface CampaignWorker {
  /**
   * Starts nothing more, waits for what is on its way, and gives the rest to other workers. When Redis is away for 5
   * seconds meanwhile, it gives up, as if it were killed.
   */
  close(): Promise<void>;
}

/**
 * Sends the campaigns of a queue, together with all other workers on it. A worker may be killed at any time: somebody
 * whose message it had not started is sent to by another one, somebody whose message it had started is never sent to
 * again, and is unknown until a status tells.
 *
 * @throws {TypeError} when an option is wrong
 * @example
 * const worker = runWorker(queue, { client, throttle: sharedThrottle(queue, { messagesPerSecond: 80 }) });
 * process.once("SIGTERM", () => worker.close());
 */
export function runWorker(queue: CampaignQueue, options: RunWorkerOptions): CampaignWorker {
  const own = opened(queue);
  const { client, throttle, sends, concurrency, longestCall, lockDuration, onError } = { ...defaults, ...options };
  for (const [name, value] of Object.entries({ concurrency, longestCall, lockDuration }))
    if (!(value >= 1)) throw new TypeError(`Cannot run a worker: ${name} must be at least 1, not ${value}`);
  let isClosing = false;
  const name = randomUUID().slice(0, 8);
  const batches = Math.ceil(concurrency / 50);
  const middleware = [...(throttle === undefined ? [] : [throttle]), markSends];
  const settings: BatchSettings = {
    senderOf: createSenders(client, middleware, sends),
    lanes: Math.ceil(concurrency / batches),
    longestCall,
    isClosing: () => isClosing,
    onError,
  };
  const connection = own.connect();
  const worker = new Worker<BatchJob>(jobsName, ({ data }) => sendBatch(own, data, name, settings), {
    connection,
    prefix: own.jobs.opts.prefix ?? "",
    concurrency: batches,
    lockDuration,
    stalledInterval: lockDuration / 2,
    maxStalledCount: 0, // what was started is never started again
  });
  worker.on("error", onError);
  worker.on("failed", (_job, error) => {
    if (error.name !== "UnrecoverableError") onError(error); // that of a killed worker, which is expected
  });

  let sweeping: Promise<void> | undefined;
  const sweepNow = () => {
    sweeping ??= sweep(own)
      .catch((error: unknown) => {
        if (!isClosing) onError(error as Error);
      })
      .finally(() => (sweeping = undefined));
  };
  sweepNow();
  const timer = setInterval(sweepNow, Math.min(1000, lockDuration));

  return {
    async close() {
      isClosing = true;
      clearInterval(timer);
      const closed = worker.close().then(() => sweeping);
      closed.catch(() => undefined); // thrown below, unless it is given up
      if (await staysAway(connection, closed))
        onError(new Error("Cannot close the worker in order: Redis is away; its batches go to others once it is back"));
      else await closed;
      connection.disconnect();
    },
  };
}

const patience = 5000; // ms for which Redis may be away while a worker closes

/** Whether Redis does not respond for so long, before the jobs have ended, that they are given up. */
async function staysAway(connection: RedisConnection, closed: Promise<unknown>): Promise<boolean> {
  const ended = closed.then(
    () => "ended",
    () => "ended",
  );
  for (;;) {
    const ping = connection.ping().catch(() => undefined); // fails when the queue is closed meanwhile
    const first = await Promise.race([ended, ping, sleep(patience, "away", { ref: false })]);
    if (first === "ended" || first === "away") return first === "away";
    if ((await Promise.race([ended, sleep(500)])) === "ended") return false;
  }
}

/** Makes a client for each number once. */
function createSenders(
  client: CampaignClient,
  middleware: readonly FetchMiddleware[],
  sends: Readonly<Record<string, CampaignSend>>,
): BatchSettings["senderOf"] {
  const derive = client.with as (changes: object) => BoundClient;
  const bound = new Map<string, BoundClient>();
  const clientOf = (phone_number_id: string) => {
    const found = bound.get(phone_number_id) ?? derive({ ids: { phone_number_id }, middleware });
    bound.set(phone_number_id, found);
    return found;
  };
  const sendContent: SendTo = async (number, { to, recipient }, message) => {
    const target = to === undefined ? { recipient } : { to };
    return sendMessage(clientOf(number), { ...message, ...target } as Parameters<typeof sendMessage>[1]);
  };
  return (name) => {
    if (name === undefined) return sendContent;
    const send = Object.hasOwn(sends, name) ? sends[name] : undefined;
    if (send === undefined) return undefined;
    return async (number, person) => send(clientOf(number), person as Recipient & Record<string, unknown>);
  };
}
