import { setTimeout as sleep } from "node:timers/promises";
import { type CampaignQueue, createCampaign, settleCampaigns } from "../packages/campaigns/src/index.ts";
import { endWorker, startWorker } from "../packages/campaigns/src/worker.test-support.ts";
import { createMessagesClient, sendMessage } from "../packages/messages/src/index.ts";
import { createWebhookHandler, signWebhook, statusWebhook } from "../packages/webhooks/src/index.ts";
import { accessToken, invent, openStage, redisFigures, sale, startPlatform } from "./campaign-stage.ts";
import type { Part } from "./report.ts";

/** Processor time of a message and of its statuses, beside a loop with the same client, and what Redis keeps. */
export async function campaignCosts(): Promise<Part> {
  const many = 20_000;
  const platform = await startPlatform();
  const plain = await costOfLoop(platform.url, many);
  await using stage = await openStage();
  const { queue } = stage;
  const empty = await redisFigures(queue);
  const campaign = await createCampaign(queue, {
    id: "cost",
    phoneNumberIds: ["1"],
    message: sale,
    recipients: invent(many),
  });
  const created = await redisFigures(queue);
  const worker = await startWorker({
    redisPort: stage.redis.port,
    url: platform.url,
    accessToken,
    concurrency: 64,
    lockDuration: 60_000,
    longestCall: 90_000,
  });
  while ((await campaign.progress()).state !== "completed") await sleep(50);
  const each = ((await endWorker(worker)) * 1000) / many;
  platform.stop();
  const sent = await redisFigures(queue);
  const status = await costOfStatuses(queue, many);
  const told = await redisFigures(queue);
  const redis = (from: typeof sent, to: typeof sent) => ((to.microseconds - from.microseconds) / many).toFixed(0);
  return {
    title: "What a message takes",
    table: {
      head: ["what", "µs of a process", "ratio", "µs of Redis"],
      rows: [
        ["a loop that sends 64 at once, and keeps nothing", plain.toFixed(0), "1.00", ""],
        [
          "a worker of a campaign, its start included",
          each.toFixed(0),
          (each / plain).toFixed(2),
          redis(created, sent),
        ],
        ["a status by webhook, verified and noted", status.toFixed(0), (status / plain).toFixed(2), redis(sent, told)],
        ["memory of Redis, in bytes for each recipient", "", "", ((told.bytes - empty.bytes) / many).toFixed(0)],
      ],
    },
    targets: [],
  };
}

/** Processor time of a status, in µs; each comes in a delivery of its own. */
async function costOfStatuses(queue: CampaignQueue, many: number): Promise<number> {
  const appSecret = "secret";
  const handler = createWebhookHandler({ appSecret, verifyToken: "word", on: settleCampaigns(queue) });
  const deliveries = await Promise.all(
    Array.from({ length: many }, (_, index) =>
      signWebhook(
        statusWebhook({
          status: "delivered",
          id: `wamid.${index}`,
          biz_opaque_callback_data: `openwaba:cost:${Math.floor(index / 100)}:${index % 100}`,
        }),
        appSecret,
      ),
    ),
  );
  const waiting = deliveries.values();
  const take = async () => {
    for (const { body, headers } of waiting)
      await handler(new Request("http://localhost/", { method: "POST", body, headers }));
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: 64 }, take));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / many;
}

async function costOfLoop(baseUrl: string, many: number): Promise<number> {
  const client = createMessagesClient({ auth: accessToken, baseUrl, ids: { phone_number_id: "1" } });
  const queue = invent(many)[Symbol.iterator]();
  const send = async () => {
    for (const { to } of queue) await sendMessage(client, { to, ...sale });
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: 64 }, send));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / many;
}
