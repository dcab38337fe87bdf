import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createCampaign } from "../../packages/campaigns/src/index.ts";
import { rowsOf, sendWhileKilled } from "../../packages/campaigns/src/killed-campaign.test-support.ts";
import { startWorker } from "../../packages/campaigns/src/worker.test-support.ts";
import { campaignCosts } from "../campaign-costs.ts";
import { readList } from "../campaign-list.ts";
import { accessToken, invent, openStage, redisFigures, sale, startPlatform } from "../campaign-stage.ts";
import { type Part, reportParts } from "../report.ts";

interface Settings {
  /** Of the campaign whose workers are killed. */
  recipients: number;
  workers: number;
  /** How long rates are measured. */
  seconds: number;
  /** Recipients that are read into Redis. */
  list: number;
}

const parts: Readonly<Record<string, (settings: Settings) => Promise<Part>>> = {
  killed,
  rates,
  costs: campaignCosts,
  list: readList,
};

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
    const [before, redisBefore] = [platform.count(), await redisFigures(stage.queue)];
    const began = performance.now();
    await sleep(seconds * 1000);
    const sent = platform.count() - before;
    const rate = (sent * 1000) / (performance.now() - began);
    const redis = ((await redisFigures(stage.queue)).microseconds - redisBefore.microseconds) / sent;
    for (const child of fleet) child.kill("SIGKILL");
    platform.stop();
    rows.push([String(limit), rate.toFixed(1), `${((100 * rate) / limit).toFixed(1)} %`, redis.toFixed(0)]);
    targets.push({ what: `per cent missing to ${limit} a second`, limit: 5, measured: 100 - (100 * rate) / limit });
  }
  return {
    title: `The limit of one number, kept by ${workers} workers together`,
    table: { head: ["limit, messages a second", "sent a second", "of the limit", "µs of Redis each"], rows },
    targets,
  };
}
