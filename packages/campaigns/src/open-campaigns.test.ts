import { Redis } from "ioredis";
import { describe, expect, onTestFinished, test } from "vitest";
import { lacksRedis, RedisServer } from "../../../scripts/lib/redis-server.ts";
import { startRedis } from "./campaigns.test-support.ts";
import { listCampaigns } from "./campaign.ts";
import { openCampaigns } from "./open-campaigns.ts";

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
