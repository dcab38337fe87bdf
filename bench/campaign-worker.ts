/** A process that works on campaigns until it is killed or asked what it took. */
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { openCampaigns, runWorker } from "../packages/campaigns/src/index.ts";
import { createMessagesClient } from "../packages/messages/src/index.ts";
import { throttle, tokenBucketScript } from "../packages/runtime/src/index.ts";

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
  const shared = limit === undefined ? {} : { throttle: sharedThrottle(address, limit) };
  runWorker(queue, { client, ...shared, ...settings, onError: () => undefined });
  process.send?.("ready");
  process.once("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ milliseconds: (user + system) / 1000 } satisfies WorkerReport, () => process.exit());
  });
}

function sharedThrottle(address: string, limit: number) {
  const storeClient = new Redis(address, { enableOfflineQueue: false, maxRetriesPerRequest: 0, lazyConnect: false });
  storeClient.on("error", () => undefined);
  const phoneNumber = new RateLimiterRedis({
    storeClient,
    points: limit,
    duration: 1,
    customIncrTtlLuaScript: tokenBucketScript(limit),
  });
  return throttle({ messagesPerSecond: limit, limiters: { phoneNumber }, whenStoreFails: "closed" });
}

process.once("message", (order: WorkerOrder) => void work(order));
