/** A process that works on campaigns until it is killed or asked what it took. */
import { openCampaigns, runWorker, sharedThrottle } from "../packages/campaigns/src/index.ts";
import { createMessagesClient } from "../packages/messages/src/index.ts";

/** What a worker is told to do. */
export interface WorkerOrder {
  redisPort: number;
  url: string;
  accessToken: string;
  /** Messages per second of all workers together; no limit without it. */
  limit?: number;
  concurrency: number;
  lockDuration: number;
  longestCall: number;
}

/** Processor time of a worker. */
export interface WorkerReport {
  milliseconds: number;
}

async function work({ redisPort, url, accessToken, limit, ...settings }: WorkerOrder): Promise<void> {
  const address = `redis://127.0.0.1:${redisPort}`;
  const queue = await openCampaigns({ connection: address, warn: () => undefined });
  const client = createMessagesClient({ auth: accessToken, baseUrl: url, retry: { delay: 1 } });
  const shared = limit === undefined ? {} : { throttle: sharedThrottle(queue, { messagesPerSecond: limit }) };
  runWorker(queue, { client, ...shared, ...settings, onError: () => undefined });
  process.send?.("ready");
  process.once("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ milliseconds: (user + system) / 1000 } satisfies WorkerReport, () => process.exit());
  });
}

process.once("message", (order: WorkerOrder) => void work(order));
