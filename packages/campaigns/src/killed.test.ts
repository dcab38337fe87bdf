import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { rowsOf, sendWhileKilled } from "./killed-campaign.test-support.ts";

const isMissing = lacksRedis("packages/campaigns/src/killed.test.ts");
const recipients = 2000;

describe.skipIf(isMissing)(
  "killed and hung workers, a killed Redis, a restarted platform and repeated webhooks",
  () => {
    test("send nobody two messages, and leave nobody without a result", async () => {
      const folder = await mkdtemp(join(tmpdir(), "killed-"));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const report = await sendWhileKilled({ recipients, workers: 4, folder });
      for (const [what, count = ""] of rowsOf(report))
        process.stdout.write(`  campaign: ${count.padStart(5)}  ${what}\n`);
      expect(report).toMatchObject({
        workersHung: 1,
        redisKilled: 2,
        platformRestarted: 1,
        gotOne: recipients,
        gotTwo: 0,
        gotNone: 0,
        withoutResult: 0,
      });
      expect(report.workersKilled).toBeGreaterThan(3);
    }, 180_000);
  },
);
