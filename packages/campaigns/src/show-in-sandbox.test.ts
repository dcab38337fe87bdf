import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { createSandbox } from "@openwaba/sandbox";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { listen } from "../../../scripts/lib/loopback.ts";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { invent, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import { opened } from "./open-campaigns.ts";
import { showInSandbox, type ShowInSandboxOptions } from "./show-in-sandbox.ts";

const isMissing = lacksRedis("packages/campaigns/src/show-in-sandbox.test.ts");
const template = { name: "hello_world", language: { code: "en_US" } };
const message = { type: "template", template } as const;

async function seen(url: string, id: string): Promise<Record<string, unknown>> {
  return (await fetch(`${url}/_sandbox/campaigns/${id}`)).json() as Promise<Record<string, unknown>>;
}

const soon = (look: () => Promise<void>) => vi.waitFor(look, { timeout: 20_000, interval: 20 });

describe.skipIf(isMissing)("showInSandbox()", () => {
  test("tells the sandbox what it cannot see, beside what it sees", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const shown = showInSandbox(queue, { url: sandbox.url, interval: 20 });
    onTestFinished(() => shown.close());
    const campaign = await createCampaign(queue, { id: "sale", phoneNumberIds, message, recipients: invent(130) });
    await campaign.pause("the shop is closed");
    await soon(async () =>
      expect(await seen(sandbox.url, "sale")).toMatchObject({
        told: { state: "paused", reason: "the shop is closed", pending: 130 },
      }),
    );
    await campaign.resume();
    sandbox.inject({ kind: "drop", after: "effect", operation: "sendMessage" });
    work();
    await soon(async () =>
      expect(await seen(sandbox.url, "sale")).toMatchObject({
        counts: { delivered: 130 },
        repeated: 0,
        told: { state: "completed", total: 130, pending: 0, counts: { accepted: 129, unknown: 1 } },
      }),
    );
    expect((await seen(sandbox.url, "sale"))["contents"]).toEqual([
      { type: "template", template: "hello_world", language: "en_US" },
    ]);
  });

  test("waits for a sandbox that is not there, and tells one that was restarted", async () => {
    const { queue, phoneNumberIds, sandbox } = await startCampaigns();
    await createCampaign(queue, { id: "sale", phoneNumberIds, message, recipients: invent(3) });
    const port = Number(new URL(sandbox.url).port);
    await sandbox.close();
    const errors: string[] = [];
    const onError = (error: Error) => void errors.push(error.message);
    const shown = showInSandbox(queue, { url: sandbox.url, interval: 20, onError });
    onTestFinished(() => shown.close());
    await soon(async () => expect(errors.length).toBeGreaterThan(2));
    for (let start = 0; start < 2; start++) {
      const next = await createSandbox({ port });
      await soon(async () => expect(await seen(next.url, "sale")).toMatchObject({ told: { total: 3 } }));
      await next.close();
    }
  });

  test("tells the last of it when it is closed, and nothing after that; no campaign stops the others", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const errors: string[] = [];
    const shown = showInSandbox(queue, {
      url: sandbox.url,
      interval: 60_000,
      onError: (error) => void errors.push(error.message),
    });
    const { redis, keys } = opened(queue);
    await redis.hset(keys.campaign(".."), "state", "running"); // an id that no address can name
    await redis.sadd(keys.campaigns, "..");
    const campaign = await createCampaign(queue, { id: "sale", phoneNumberIds, message, recipients: invent(5) });
    work();
    await soon(async () => expect((await campaign.progress()).state).toBe("completed"));
    await shown.close();
    await shown.close();
    expect(await seen(sandbox.url, "sale")).toMatchObject({ told: { state: "completed" } });
    expect(errors).toEqual([expect.stringContaining("Cannot show the campaign ..: status 400")]);
    sandbox.reset();
    expect(await seen(sandbox.url, "sale")).toHaveProperty("error");
  });

  test("sends no token and no recipients", async () => {
    const { queue, phoneNumberIds } = await startCampaigns();
    const received: { headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer(async (request, response) => {
      received.push({ headers: request.headers, body: await text(request) });
      response.writeHead(200).end("{}");
    });
    const { url, stop } = await listen(server);
    onTestFinished(stop);
    await createCampaign(queue, { id: "sale", phoneNumberIds, message, recipients: invent(3) });
    const shown = showInSandbox(queue, { url: new URL(url), interval: 20 });
    await soon(async () => expect(received.length).toBeGreaterThan(1));
    await shown.close();
    expect(received[0]?.headers).not.toHaveProperty("authorization");
    for (const { body } of received) expect(body).not.toMatch(/1000000|Person/);
  });

  test("rejects options that are wrong", async () => {
    const { queue } = await startCampaigns();
    const show = (options: ShowInSandboxOptions) => () => showInSandbox(queue, options);
    expect(show({ url: "sandbox:4000" })).toThrow("Cannot show the campaigns: url must be that of a sandbox");
    expect(show({ url: "" })).toThrow("Cannot show the campaigns: url must be that of a sandbox, not ");
    expect(show({ url: "http://127.0.0.1", interval: 0 })).toThrow("interval must be at least 1, not 0");
    expect(show({ url: "http://127.0.0.1", interval: Number.NaN })).toThrow("interval must be at least 1, not NaN");
  });
});
