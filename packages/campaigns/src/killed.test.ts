import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createWebhookHandler, toNodeHandler } from "@openwaba/webhooks";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { collect, invent, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import { settleCampaigns } from "./settle-campaigns.ts";

const isMissing = lacksRedis("packages/campaigns/src/killed.test.ts");
const many = 2000;
const workers = 4;

/** Delivers each webhook twice and each fifth one late, so that they come in another order. */
async function startWebhooks() {
  const late: Promise<unknown>[] = [];
  let handle: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const server = createServer(
    toNodeHandler(async (request: Request) => {
      const [body, headers] = [await request.text(), request.headers];
      const again = () => handle(new Request(request.url, { method: request.method, headers, ...(body && { body }) }));
      late.push(sleep(Math.random() * 300).then(again));
      return Math.random() < 0.2 ? new Response() : again();
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, use: (handler: typeof handle) => void (handle = handler), late };
}

describe.skipIf(isMissing)("killed and hung workers, a killed Redis and repeated webhooks", () => {
  test("send nobody two messages, and leave nobody without a result", async () => {
    const webhooks = await startWebhooks();
    const { redis, sandbox, queue, phoneNumberIds, received } = await startCampaigns({
      webhook: { url: webhooks.url, verifyToken: "token" },
      rules: { customerServiceWindow: false },
    });
    const on = settleCampaigns(queue);
    webhooks.use(createWebhookHandler({ appSecret: sandbox.appSecret, verifyToken: "token", on }));
    const campaign = await createCampaign(queue, {
      id: "killed",
      phoneNumberIds,
      message: { text: { body: "Our sale begins today." } },
      recipients: invent(many),
    });

    const start = () =>
      fork(new URL("worker.test-support.ts", import.meta.url), [String(redis.port), sandbox.url, sandbox.accessToken]);
    const fleet: ChildProcess[] = Array.from({ length: workers }, start);
    onTestFinished(() => fleet.forEach((child) => child.kill("SIGKILL")));
    let kills = 0;
    const isOver = async () => (await campaign.progress()).state === "completed";
    while (!(await isOver())) {
      await sleep(400 + Math.random() * 400);
      if (kills >= 12) continue;
      if (kills === 7) {
        // hangs until its batch has gone to another one, and goes on then
        fleet[0]?.kill("SIGSTOP");
        await sleep(2500);
        fleet[0]?.kill("SIGCONT");
        await sleep(300);
      }
      const index = kills++ % workers;
      fleet[index]?.kill("SIGKILL");
      fleet[index] = start();
      if (kills !== 5) continue;
      await redis.stop();
      await redis.start();
    }
    for (const child of fleet) child.kill("SIGKILL");
    await vi.waitFor(async () => expect((await campaign.progress()).counts.accepted).toBe(0), 20_000);
    await Promise.all(webhooks.late);

    const results = await collect(campaign.results());
    const got = received();
    const { counts } = await campaign.progress();
    const shown = Object.entries(counts).flatMap(([state, count]) => (count > 0 ? [`${count} ${state}`] : []));
    process.stdout.write(
      `  campaign: ${kills} workers killed, Redis killed once: ${shown.join(", ")}; ${got.size} got one\n`,
    );
    expect([...got.values()].filter((count) => count > 1)).toEqual([]);
    expect(results).toHaveLength(many);
    for (const { state, person } of results)
      expect(state, person.to).toEqual(
        got.has(person.to.slice(1)) ? expect.stringMatching(/sent|delivered/) : "unknown",
      );
    expect(results.filter(({ state }) => state === "delivered").length).toBeGreaterThan(many * 0.9);
  }, 120_000);
});
