/** A campaign whose workers, Redis and platform are killed while it is sent: what the tests do in small, and benchmarks in full. */
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import { createWebhookHandler, toNodeHandler } from "@openwaba/webhooks";
import { listen } from "../../../scripts/lib/loopback.ts";
import { RedisServer } from "../../../scripts/lib/redis-server.ts";
import type { Campaign } from "./campaign.ts";
import { createCampaign } from "./create-campaign.ts";
import { openCampaigns } from "./open-campaigns.ts";
import { settleCampaigns } from "./settle-campaigns.ts";
import { startWorker } from "./worker.test-support.ts";

interface KilledCampaign {
  recipients: number;
  workers: number;
  /** For what Redis and the sandbox keep. */
  folder: string;
}

/** What happened while it was sent, and what came of it. */
export interface KilledReport {
  workersKilled: number;
  workersHung: number;
  redisKilled: number;
  platformRestarted: number;
  webhooksLate: number;
  /** Recipients who were unknown when all had been started. */
  unknown: number;
  /** Of them, recipients to whom it was sent again, as nothing had arrived. */
  resent: number;
  gotOne: number;
  gotTwo: number;
  gotNone: number;
  withoutResult: number;
}

/**
 * Sends it. Workers are killed all the time, Redis twice, the platform is started again and one worker hangs until its
 * batches have gone to others; webhooks come twice, out of order and two in a hundred a second late.
 */
export async function sendWhileKilled({ recipients, workers, folder }: KilledCampaign): Promise<KilledReport> {
  const webhooks = await startUnreliableWebhooks();
  const redis = await RedisServer.start(folder);
  const queue = await openCampaigns({ connection: `redis://127.0.0.1:${redis.port}`, warn: () => undefined });
  const platform = await startPlatform(join(folder, "sandbox.jsonl"), recipients * 3, webhooks.url);
  const on = settleCampaigns(queue);
  webhooks.use(createWebhookHandler({ appSecret: "secret", verifyToken: "word", on }));
  const fleet: ChildProcess[] = [];
  try {
    const campaign = await createCampaign(queue, {
      id: "killed",
      phoneNumberIds: [platform.now().phoneNumberId],
      message: { type: "text", text: { body: "Our sale begins today." } },
      recipients: Array.from({ length: recipients }, (_, index) => ({ to: `+1555${1_000_000 + index}` })),
    });
    const { url, accessToken } = platform.now();
    const times = { lockDuration: 2000, longestCall: 3000 };
    // it takes 10 seconds at least, on whatever machine
    const order = { redisPort: redis.port, url, accessToken, concurrency: 8, limit: recipients / 10, ...times };
    fleet.push(...(await Promise.all(Array.from({ length: workers }, () => startWorker(order)))));

    const happened = { workersKilled: 0, workersHung: 0, redisKilled: 0, platformRestarted: 0 };
    const isOver = async () => (await campaign.progress()).state === "completed";
    while (!(await isOver())) {
      await sleep(300 + Math.random() * 700);
      const index = happened.workersKilled++ % workers;
      fleet[index]?.kill("SIGKILL");
      fleet[index] = await startWorker(order);
      const share = 1 - (await campaign.progress()).pending / recipients;
      if (happened.redisKilled < 2 && share > 0.1 + 0.4 * happened.redisKilled) {
        happened.redisKilled++;
        await redis.stop();
        await sleep(500);
        await redis.start();
      }
      if (happened.platformRestarted < 1 && share > 0.2) {
        happened.platformRestarted++;
        await platform.restart();
      }
      if (happened.workersHung < 1 && share > 0.3) {
        happened.workersHung++;
        const hung = fleet[index];
        hung?.kill("SIGSTOP");
        await sleep(order.lockDuration * 1.5);
        hung?.kill("SIGCONT");
      }
    }
    await settle(platform.now(), webhooks.late);
    const { unknown, resent } = await decide(campaign, received(platform.now()));
    while (!(await isOver()) || (await campaign.progress()).counts.started > 0) await sleep(100);
    await settle(platform.now(), webhooks.late);

    const counts = [...received(platform.now()).values()];
    const { pending, counts: states } = await campaign.progress();
    return {
      ...happened,
      webhooksLate: webhooks.lateCount(),
      unknown,
      resent,
      gotOne: counts.filter((count) => count === 1).length,
      gotTwo: counts.filter((count) => count > 1).length,
      gotNone: recipients - counts.length,
      withoutResult: pending + states.started + states.unknown,
    };
  } finally {
    for (const child of fleet) child.kill("SIGKILL");
    await platform.now().close();
    webhooks.stop();
    await queue.close();
    await redis.stop();
  }
}

/** Rows of a table that shows the report. */
export function rowsOf(report: KilledReport): string[][] {
  const words: Record<keyof KilledReport, string> = {
    workersKilled: "workers killed by SIGKILL and replaced",
    workersHung: "workers that hung until others had their batches",
    redisKilled: "times that Redis was killed and came back",
    platformRestarted: "times that the platform was started again",
    webhooksLate: "webhooks that came a second late; all came twice and out of order",
    unknown: "unknown when all had been started",
    resent: "of them sent to again, as a person found that nothing had arrived",
    gotOne: "recipients who got exactly one message",
    gotTwo: "recipients who got two",
    gotNone: "recipients who got none",
    withoutResult: "recipients without a result",
  };
  return Object.entries(words).map(([name, what]) => [what, String(report[name as keyof KilledReport])]);
}

/** A sandbox that can be started again at its address, with what it had. */
async function startPlatform(data: string, keptMessages: number, webhookUrl: string) {
  const options = {
    data,
    keptMessages,
    accessToken: "token",
    webhookSecret: "secret",
    webhook: { url: webhookUrl, verifyToken: "word" },
    rules: { customerServiceWindow: false },
  };
  let sandbox = await createSandbox(options);
  const port = Number(new URL(sandbox.url).port);
  return {
    now: () => sandbox,
    async restart() {
      await sandbox.close();
      await sleep(500);
      sandbox = await createSandbox({ ...options, port });
    },
  };
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

async function settle(sandbox: Sandbox, late: readonly Promise<unknown>[]): Promise<void> {
  await sandbox.settled();
  await Promise.all(late);
}

/** How many messages each recipient got, by their digits. */
function received(sandbox: Sandbox): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { to } of sandbox.sent) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
}

/** Decides as a person would who looks into the chats of those who are unknown. */
async function decide(campaign: Campaign, got: ReadonlyMap<string, number>) {
  const [sent, lost]: [string[], string[]] = [[], []];
  for await (const { key, person } of campaign.unknown(0))
    (got.has(String(person.to).replace("+", "")) ? sent : lost).push(key);
  await campaign.settle(sent, "sent");
  await campaign.resend(lost);
  return { unknown: sent.length + lost.length, resent: lost.length };
}
