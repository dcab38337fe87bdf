import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMessagesClient } from "@openwaba/messages";
import { createSandbox, type SandboxOptions } from "@openwaba/sandbox";
import { onTestFinished } from "vitest";
import { RedisServer } from "../../../scripts/lib/redis-server.ts";
import { type CampaignQueue, openCampaigns } from "./open-campaigns.ts";
import { runWorker, type RunWorkerOptions } from "./run-worker.ts";

/** A Redis that keeps everything in a folder of its own. */
export async function startRedis(settings?: readonly string[]): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "campaigns-"));
  const redis = await RedisServer.start(folder, settings);
  onTestFinished(async () => {
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return redis;
}

/** Campaigns on a Redis and a sandbox of their own. */
export async function startCampaigns(options: SandboxOptions = {}) {
  const redis = await startRedis();
  const sandbox = await createSandbox({ keptMessages: 100_000, ...options });
  onTestFinished(() => sandbox.close());
  const queue = await openQueue(redis);
  const client = createMessagesClient({ auth: sandbox.accessToken, baseUrl: sandbox.url, retry: { delay: 1 } });
  const phoneNumberIds = [sandbox.phoneNumberId];
  const work = (changes: Partial<RunWorkerOptions> = {}, on: CampaignQueue = queue) => {
    const worker = runWorker(on, {
      client,
      lockDuration: 2000,
      longestCall: 1500,
      onError: () => undefined,
      ...changes,
    });
    onTestFinished(() => worker.close());
    return worker;
  };
  /** How many messages each recipient got. */
  const received = () => {
    const counts = new Map<string, number>();
    for (const { to } of sandbox.sent) counts.set(to, (counts.get(to) ?? 0) + 1);
    return counts;
  };
  return { redis, sandbox, queue, client, phoneNumberIds, work, received };
}

export async function openQueue(redis: RedisServer): Promise<CampaignQueue> {
  const queue = await openCampaigns({ connection: `redis://127.0.0.1:${redis.port}`, warn: () => undefined });
  onTestFinished(() => queue.close());
  return queue;
}

/** Invented recipients, each with a number of its own. */
export const invent = (many: number) =>
  Array.from({ length: many }, (_, index) => ({ to: `+1555${String(1_000_000 + index)}`, name: `Person ${index}` }));

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
