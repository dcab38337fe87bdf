import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { type CampaignQueue, createCampaign, openCampaigns } from "../../packages/campaigns/src/index.ts";
import { rowsOf, sendWhileKilled } from "../../packages/campaigns/src/killed-campaign.test-support.ts";
import { endWorker, startWorker } from "../../packages/campaigns/src/worker.test-support.ts";
import { createMessagesClient, sendMessage } from "../../packages/messages/src/index.ts";
import { listen } from "../../scripts/lib/loopback.ts";
import { RedisServer } from "../../scripts/lib/redis-server.ts";
import { type Part, reportParts } from "../report.ts";

interface Settings {
  /** Of the campaign whose workers are killed. */
  recipients: number;
  workers: number;
  /** How long rates are measured. */
  seconds: number;
}

const parts: Readonly<Record<string, (settings: Settings) => Promise<Part>>> = { killed, rates, costs };

export async function benchCampaigns({
  only = Object.keys(parts),
  write,
  ...settings
}: Settings & { only: string[] | undefined; write: boolean }): Promise<void> {
  const measurements = only.flatMap((name) => parts[name] ?? []);
  await reportParts(
    "campaigns",
    measurements.map((measure) => () => measure(settings)),
    { rounds: 1, write },
  );
}

const sale = { type: "text", text: { body: "Our sale begins today." } } as const;
const accessToken = "token";

/** Workers, Redis and the platform are killed or started again while a campaign is sent. */
async function killed({ recipients, workers }: Settings): Promise<Part> {
  const folder = await mkdtemp(join(tmpdir(), "killed-"));
  const report = await sendWhileKilled({ recipients, workers, folder });
  await rm(folder, { recursive: true, force: true });
  return {
    title: `${recipients.toLocaleString("en")} recipients, ${workers} workers that are killed`,
    table: { head: ["what", "how many"], rows: rowsOf(report) },
    targets: [
      { what: "recipients who got two", limit: 0, measured: report.gotTwo },
      { what: "recipients who got none", limit: 0, measured: report.gotNone },
      { what: "recipients without a result", limit: 0, measured: report.withoutResult },
    ],
  };
}

/** How close workers together come to the limit of a number. */
async function rates({ workers, seconds }: Settings): Promise<Part> {
  const rows: string[][] = [];
  const targets: Part["targets"] = [];
  for (const limit of [80, 1000]) {
    await using stage = await openStage();
    const platform = await startPlatform();
    await createCampaign(stage.queue, {
      id: `limit-${limit}`,
      phoneNumberIds: ["1"],
      message: sale,
      recipients: invent(limit * (seconds + 15)),
    });
    const order = {
      redisPort: stage.redis.port,
      url: platform.url,
      accessToken,
      limit,
      concurrency: 64,
      lockDuration: 60_000,
      longestCall: 90_000,
    };
    const fleet = await Promise.all(Array.from({ length: workers }, () => startWorker(order)));
    await sleep(5000); // until the first second of the bucket is used up
    const before = platform.count();
    const began = performance.now();
    await sleep(seconds * 1000);
    const rate = ((platform.count() - before) * 1000) / (performance.now() - began);
    for (const child of fleet) child.kill("SIGKILL");
    platform.stop();
    rows.push([String(limit), rate.toFixed(1), `${((100 * rate) / limit).toFixed(1)} %`]);
    targets.push({ what: `per cent missing to ${limit} a second`, limit: 5, measured: 100 - (100 * rate) / limit });
  }
  return {
    title: `The limit of one number, kept by ${workers} workers together`,
    table: { head: ["limit, messages a second", "sent a second", "of the limit"], rows },
    targets,
  };
}

/** Processor time of one worker for each message, beside a loop with the same client. */
async function costs(): Promise<Part> {
  const many = 20_000;
  const platform = await startPlatform();
  const plain = await costOfLoop(platform.url, many);
  await using stage = await openStage();
  const campaign = await createCampaign(stage.queue, {
    id: "cost",
    phoneNumberIds: ["1"],
    message: sale,
    recipients: invent(many),
  });
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
  return {
    title: "Processor time of a message",
    table: {
      head: ["what", "µs each", "ratio"],
      rows: [
        ["a loop that sends 64 at once, and keeps nothing", plain.toFixed(0), "1.00"],
        ["a worker of a campaign, its start included", each.toFixed(0), (each / plain).toFixed(2)],
      ],
    },
    targets: [],
  };
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

/** A Redis that keeps everything, and a queue on it. */
async function openStage() {
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
async function startPlatform() {
  let count = 0;
  const server = createServer(async (request, response) => {
    await text(request);
    response.setHeader("content-type", "application/json").end(`{"messages":[{"id":"wamid.${++count}"}]}`);
  });
  const { url, stop } = await listen(server);
  return { url, stop, count: () => count };
}

const invent = (many: number) => Array.from({ length: many }, (_, index) => ({ to: `+1555${1_000_000 + index}` }));
