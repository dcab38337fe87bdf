import { Queue } from "bullmq";
import { Redis, type RedisOptions } from "ioredis";
import { createKeys, type Keys } from "./keys.ts";
import type { RedisConnection } from "./redis-connection.ts";
import { checkPersistence } from "./persistence.ts";
import { createScripts, type RunScripts } from "./run-scripts.ts";

export interface OpenCampaignsOptions {
  /**
   * URL of Redis or Valkey, such as `"redis://127.0.0.1:6379"`, or options of ioredis; for a cluster a function that
   * makes a connection, which is called several times: `() => new Cluster(nodes, { redisOptions: { maxRetriesPerRequest: null } })`.
   */
  connection: string | Omit<RedisOptions, "replyMapping"> | (() => RedisConnection);
  /** Beginning of all keys, as hash tag of a cluster too: campaigns with another one know nothing of each other. @default "openwaba" */
  prefix?: string;
  /**
   * Starts without the append-only file of Redis too. When Redis is killed then, it forgets the last sends, and those
   * people get a second message. @default false
   */
  allowLoss?: boolean;
  /** Takes warnings. @default process.emitWarning */
  warn?: (text: string) => void;
  /** Takes lost connections to Redis, which are made again by themselves. @default ignored */
  onConnectionError?: (error: Error) => void;
}

const defaults = {
  prefix: "openwaba",
  allowLoss: false,
  warn: (text: string) => process.emitWarning(text),
  onConnectionError: () => undefined,
} satisfies Partial<OpenCampaignsOptions>;

/** Campaigns of one Redis, for `createCampaign()`, `runWorker()`, `getCampaign()` and `settleCampaigns()`. */
export interface CampaignQueue {
  /** Ends the connections. */
  close(): Promise<void>;
}

/** A queue with what only this package uses of it. */
export interface OpenQueue extends CampaignQueue {
  readonly redis: RedisConnection;
  readonly run: RunScripts;
  readonly keys: Keys;
  readonly jobs: Queue<BatchJob>;
  /** Makes a connection as BullMQ needs it. */
  connect(): RedisConnection;
}

/** A batch that a worker is to send. */
export interface BatchJob {
  campaign: string;
  batch: number;
  /** Number of the job of this batch, counted from 0. */
  generation: number;
}

export const jobsName = "campaigns";

const openQueues = new WeakMap<CampaignQueue, OpenQueue>();

/**
 * Opens the campaigns in a Redis or Valkey, which holds everything that is known of them. Each process that creates,
 * sends, watches or settles campaigns opens them once.
 *
 * @throws {Error} when Redis keeps no append-only file, unless `allowLoss` is set
 * @example
 * const queue = await openCampaigns({ connection: "redis://127.0.0.1:6379" });
 */
export async function openCampaigns(options: OpenCampaignsOptions): Promise<CampaignQueue> {
  const { connection, prefix, allowLoss, warn, onConnectionError } = { ...defaults, ...options };
  if (!/^[\w.-]+$/.test(prefix))
    throw new TypeError(`Cannot open campaigns: prefix must be letters, digits, dots and dashes, not "${prefix}"`);
  function make(enableAutoPipelining: boolean): RedisConnection {
    if (typeof connection === "function") return connection();
    const common = { maxRetriesPerRequest: null, enableAutoPipelining };
    return typeof connection === "string" ? new Redis(connection, common) : new Redis({ ...connection, ...common });
  }
  function connect(enableAutoPipelining = false): RedisConnection {
    const made = make(enableAutoPipelining);
    made.on("error", onConnectionError);
    return made;
  }
  const redis = connect(true);
  const forJobs = connect();
  const jobs = new Queue<BatchJob>(jobsName, { connection: forJobs, prefix: `{${prefix}}` });
  jobs.on("error", onConnectionError);
  const close = async () => {
    await jobs.close();
    forJobs.disconnect();
    redis.disconnect();
  };
  try {
    await checkPersistence(redis, allowLoss, warn);
  } catch (error) {
    await close();
    throw error;
  }
  const queue: CampaignQueue = { close };
  openQueues.set(queue, { close, redis, run: createScripts(redis), keys: createKeys(prefix), jobs, connect });
  return queue;
}

/** What is behind a queue. */
export function opened(queue: CampaignQueue): OpenQueue {
  const found = openQueues.get(queue);
  if (found === undefined) throw new TypeError("Cannot use the campaigns: pass what openCampaigns() returned");
  return found;
}
