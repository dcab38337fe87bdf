import { createMessagesClient } from "@openwaba/messages";
import { createSandbox } from "@openwaba/sandbox";
import { Cluster, Redis } from "ioredis";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { lacksRedis, RedisServer } from "../../../scripts/lib/redis-server.ts";
import { invent, startRedis } from "./campaigns.test-support.ts";
import { listCampaigns } from "./campaign.ts";
import { createCampaign } from "./create-campaign.ts";
import { openCampaigns } from "./open-campaigns.ts";
import { runWorker } from "./run-worker.ts";
import { sharedThrottle } from "./shared-throttle.ts";

const isMissing = lacksRedis("packages/campaigns/src/open-campaigns.test.ts");
const urlOf = ({ port }: RedisServer) => `redis://127.0.0.1:${port}`;

describe.skipIf(isMissing)("openCampaigns()", () => {
  test("refuses a Redis that forgets what was sent, unless told", async () => {
    const redis = await RedisServer.start();
    onTestFinished(() => redis.stop());
    await expect(openCampaigns({ connection: urlOf(redis) })).rejects.toThrow(
      "Cannot open campaigns: Redis forgets what was sent when it is killed, and would send it twice; set appendonly to yes, or allowLoss to true",
    );
    const queue = await openCampaigns({ connection: urlOf(redis), allowLoss: true });
    expect(await listCampaigns(queue)).toEqual([]);
    await queue.close();
  });

  test("warns of a Redis that drops keys when it is full", async () => {
    const redis = await startRedis();
    const admin = new Redis(redis.port);
    await admin.config("SET", "maxmemory-policy", "allkeys-lru");
    admin.disconnect();
    const warnings: string[] = [];
    const queue = await openCampaigns({ connection: { port: redis.port }, warn: (text) => warnings.push(text) });
    await queue.close();
    expect(warnings).toEqual([
      "Redis may drop campaigns when its memory is full: maxmemory-policy is allkeys-lru instead of noeviction",
    ]);
  });

  test("takes connections to a cluster, in one slot of which everything is", async () => {
    const cluster = { enabled: "yes", port: String(20_000 + (process.pid % 10_000)), "announce-ip": "127.0.0.1" };
    const settings = Object.entries(cluster).flatMap(([name, value]) => [`--cluster-${name}`, value]);
    const { port } = await startRedis(settings);
    const admin = new Redis(port);
    await admin.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    await vi.waitFor(async () => expect(await admin.call("CLUSTER", "INFO")).toContain("cluster_state:ok"), 10_000);
    const sandbox = await createSandbox();
    const queue = await openCampaigns({
      connection: () => new Cluster([{ host: "127.0.0.1", port }], { redisOptions: { maxRetriesPerRequest: null } }),
    });
    const client = createMessagesClient({ auth: sandbox.accessToken, baseUrl: sandbox.url });
    const worker = runWorker(queue, { client, throttle: sharedThrottle(queue) });
    onTestFinished(async () => {
      await worker.close();
      await queue.close();
      admin.disconnect();
      await sandbox.close();
    });
    const campaign = await createCampaign(queue, {
      id: "cluster",
      phoneNumberIds: [sandbox.phoneNumberId],
      message: { text: { body: "Our sale begins today." } },
      recipients: invent(150),
    });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect(sandbox.sent).toHaveLength(150);
  });

  test("rejects a prefix that would split the keys over a cluster", async () => {
    await expect(openCampaigns({ connection: "redis://127.0.0.1:1", prefix: "a}b" })).rejects.toThrow(
      'Cannot open campaigns: prefix must be letters, digits, dots and dashes, not "a}b"',
    );
  });
});

test("nothing but what openCampaigns() returned is a queue", async () => {
  await expect(listCampaigns({ close: async () => undefined })).rejects.toThrow(
    "Cannot use the campaigns: pass what openCampaigns() returned",
  );
});
