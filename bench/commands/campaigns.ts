import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Campaign,
  type CampaignQueue,
  createCampaign,
  openCampaigns,
  settleCampaigns,
} from "../../packages/campaigns/src/index.ts";
import { createMessagesClient, sendMessage } from "../../packages/messages/src/index.ts";
import { createSandbox, type Sandbox } from "../../packages/sandbox/src/index.ts";
import { createWebhookHandler, toNodeHandler } from "../../packages/webhooks/src/index.ts";
import { listen } from "../../scripts/lib/loopback.ts";
import { RedisServer } from "../../scripts/lib/redis-server.ts";
import type { WorkerOrder, WorkerReport } from "../campaign-worker.ts";
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
  await using stage = await openStage();
  const { redis, queue } = stage;
  const webhooks = await startUnreliableWebhooks();
  const data = join(stage.folder, "sandbox.jsonl");
  const options = {
    data,
    keptMessages: recipients * 3,
    accessToken,
    webhookSecret: "secret",
    webhook: { url: webhooks.url, verifyToken: "word" },
    rules: { customerServiceWindow: false },
  };
  let sandbox = await createSandbox(options);
  const { phoneNumberId, url } = sandbox;
  const on = settleCampaigns(queue);
  webhooks.use(createWebhookHandler({ appSecret: "secret", verifyToken: "word", on }));
  const campaign = await createCampaign(queue, {
    id: "killed",
    phoneNumberIds: [phoneNumberId],
    message: sale,
    recipients: invent(recipients),
  });
  const order = { redisPort: redis.port, url, accessToken, concurrency: 8, lockDuration: 2000, longestCall: 3000 };
  const fleet = await Promise.all(Array.from({ length: workers }, () => start(order)));
  const events = { workers: 0, redis: 0, platform: 0 };
  const share = async () => 1 - (await campaign.progress()).pending / recipients;
  while ((await campaign.progress()).state !== "completed") {
    await sleep(300 + Math.random() * 700);
    const index = events.workers++ % workers;
    fleet[index]?.kill("SIGKILL");
    fleet[index] = await start(order);
    const done = await share();
    if (events.redis < 2 && done > (events.redis + 1) * 0.3) {
      events.redis++;
      await redis.stop();
      await sleep(500);
      await redis.start();
    }
    if (events.platform < 1 && done > 0.45) {
      events.platform++;
      await sandbox.close();
      await sleep(500);
      sandbox = await createSandbox({ ...options, port: Number(new URL(url).port) });
    }
  }
  await Promise.all(webhooks.late);
  await sandbox.settled();
  const unknown = await unknownOf(campaign);
  const got = received(sandbox);
  const lost = unknown.filter(({ to }) => !got.has(digits(to)));
  // a person looked into the chats: those got none
  await campaign.settle(
    unknown.filter(({ to }) => got.has(digits(to))).map(({ key }) => key),
    "sent",
  );
  await campaign.resend(lost.map(({ key }) => key));
  while ((await campaign.progress()).state !== "completed" || (await campaign.progress()).counts.started > 0)
    await sleep(200);
  for (const child of fleet) child.kill("SIGKILL");
  const counts = [...received(sandbox).values()];
  const states = await statesOf(campaign);
  await sandbox.close();
  webhooks.stop();
  const twice = counts.filter((count) => count > 1).length;
  const without = recipients - counts.length;
  const open = (states.get("started") ?? 0) + (states.get("unknown") ?? 0) + (states.get("pending") ?? 0);
  return {
    title: `${recipients.toLocaleString("en")} recipients, ${workers} workers that are killed`,
    table: {
      head: ["what", "how many"],
      rows: [
        ["workers killed by SIGKILL and replaced", String(events.workers)],
        ["times that Redis was killed and came back", String(events.redis)],
        ["times that the platform was started again", String(events.platform)],
        ["webhooks sent twice and out of order", "all"],
        ["webhooks that came late", String(webhooks.lateCount())],
        ["unknown when all had been started", String(unknown.length)],
        ["of them sent to again, as a person found that nothing had arrived", String(lost.length)],
        ["recipients who got exactly one message", String(counts.filter((count) => count === 1).length)],
        ["recipients who got two", String(twice)],
        ["recipients who got none", String(without)],
        ["recipients without a result", String(open)],
      ],
    },
    targets: [
      { what: "recipients who got two", limit: 0, measured: twice },
      { what: "recipients who got none", limit: 0, measured: without },
      { what: "recipients without a result", limit: 0, measured: open },
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
    const fleet = await Promise.all(Array.from({ length: workers }, () => start(order)));
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
  const worker = await start({
    redisPort: stage.redis.port,
    url: platform.url,
    accessToken,
    concurrency: 64,
    lockDuration: 60_000,
    longestCall: 90_000,
  });
  while ((await campaign.progress()).state !== "completed") await sleep(50);
  worker.send("report");
  const [report]: WorkerReport[] = (await once(worker, "message")) as [WorkerReport];
  platform.stop();
  const each = ((report?.milliseconds ?? Number.NaN) * 1000) / many;
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
    folder,
    redis,
    queue,
    async [Symbol.asyncDispose]() {
      await queue.close();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(order: WorkerOrder): Promise<ChildProcess> {
  const child = fork(new URL("../campaign-worker.ts", import.meta.url));
  child.send(order);
  await once(child, "message");
  return child;
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

/** Delivers each webhook twice, out of order, and two in a hundred a second late. */
async function startUnreliableWebhooks() {
  const late: Promise<unknown>[] = [];
  let lateCount = 0;
  let handle: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const handler = async (request: Request) => {
    const { url, method, headers } = request;
    const body = await request.text();
    const again = () => handle(new Request(url, { method, headers, ...(body !== "" && { body }) }));
    const isLate = Math.random() < 0.02;
    if (isLate) lateCount++;
    late.push(sleep(isLate ? 1000 : Math.random() * 200).then(again));
    return isLate ? new Response() : again();
  };
  const { url, stop } = await listen(createServer(toNodeHandler(handler)));
  return { url, stop, late, lateCount: () => lateCount, use: (next: typeof handle) => void (handle = next) };
}

async function unknownOf(campaign: Campaign) {
  const found: { key: string; to: string }[] = [];
  for await (const { key, person } of campaign.unknown(0)) found.push({ key, to: String(person.to) });
  return found;
}

async function statesOf(campaign: Campaign): Promise<Map<string, number>> {
  const states = new Map<string, number>();
  for await (const { state } of campaign.results()) states.set(state, (states.get(state) ?? 0) + 1);
  return states;
}

/** How many messages each recipient got. */
function received(sandbox: Sandbox): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { to } of sandbox.sent) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
}

const invent = (many: number) => Array.from({ length: many }, (_, index) => ({ to: `+1555${1_000_000 + index}` }));

const digits = (to: string) => to.replace("+", "");
