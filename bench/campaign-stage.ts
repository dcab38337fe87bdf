import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type CampaignQueue, openCampaigns } from "../packages/campaigns/src/index.ts";
import { opened } from "../packages/campaigns/src/open-campaigns.ts";
import { listen } from "../scripts/lib/loopback.ts";
import { RedisServer } from "../scripts/lib/redis-server.ts";

export const sale = { type: "text", text: { body: "Our sale begins today." } } as const;
export const accessToken = "token";

/** A Redis that keeps everything, and a queue on it. */
export async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), "campaigns-"));
  const redis = await RedisServer.start(folder);
  const queue: CampaignQueue = await openCampaigns({
    connection: `redis://127.0.0.1:${redis.port}`,
    warn: () => undefined,
  });
  return {
    redis,
    queue,
    async [Symbol.asyncDispose]() {
      await queue.close();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Answers each message at once, and counts them. */
export async function startPlatform() {
  let count = 0;
  const server = createServer(async (request, response) => {
    await text(request);
    response.setHeader("content-type", "application/json").end(`{"messages":[{"id":"wamid.${++count}"}]}`);
  });
  const { url, stop } = await listen(server);
  return { url, stop, count: () => count };
}

export const invent = (many: number) =>
  Array.from({ length: many }, (_, index) => ({ to: `+1555${1_000_000 + index}` }));

/** What Redis has taken so far. */
export async function redisFigures(queue: CampaignQueue) {
  const info = await opened(queue).redis.info("everything");
  const figure = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1]);
  return {
    microseconds: (figure("used_cpu_user") + figure("used_cpu_sys")) * 1e6,
    bytes: figure("used_memory"),
  };
}
