/** A process that works on campaigns until it is killed, or asked what it took. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createMessagesClient } from "@openwaba/messages";
import { openCampaigns } from "./open-campaigns.ts";
import { runWorker } from "./run-worker.ts";
import { sharedThrottle } from "./shared-throttle.ts";

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

/** Starts a worker, and waits until it works. */
export async function startWorker(order: WorkerOrder): Promise<ChildProcess> {
  const child = fork(import.meta.filename);
  child.send(order);
  await once(child, "message");
  return child;
}

/** Ends a worker, and returns the milliseconds of processor time that it took. */
export async function endWorker(child: ChildProcess): Promise<number> {
  child.send("end");
  const [milliseconds] = (await once(child, "message")) as [number];
  return milliseconds;
}

async function work({ redisPort, url, accessToken, limit, ...settings }: WorkerOrder): Promise<void> {
  const queue = await openCampaigns({ connection: `redis://127.0.0.1:${redisPort}`, warn: () => undefined });
  const client = createMessagesClient({ auth: accessToken, baseUrl: url, retry: { delay: 1 } });
  const shared = limit === undefined ? {} : { throttle: sharedThrottle(queue, { messagesPerSecond: limit }) };
  runWorker(queue, { client, ...shared, ...settings, onError: () => undefined });
  process.send?.("ready");
  process.once("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1000, () => process.exit());
  });
}

if (process.argv[1] === import.meta.filename) process.once("message", (order: WorkerOrder) => void work(order));
