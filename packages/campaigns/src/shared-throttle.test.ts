import { sendMessage } from "@openwaba/messages";
import { createClient, ThrottleError } from "@openwaba/runtime";
import { describe, expect, test } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { invent, openQueue, startCampaigns } from "./campaigns.test-support.ts";
import { sharedThrottle, type SharedThrottleOptions } from "./shared-throttle.ts";

const isMissing = lacksRedis("packages/campaigns/src/shared-throttle.test.ts");
const text = { body: "Our sale begins today." };

interface AccountPaths {
  "v25.0": {
    "/{waba_id}": {
      get: {
        parameters: { path: { waba_id: string } };
        responses: { 200: { content: { "application/json": { id: string } } } };
      };
    };
  };
}

/** Clients with connections of their own, as in as many processes. */
async function startClients(count: number, options: SharedThrottleOptions) {
  const started = await startCampaigns({ rules: { customerServiceWindow: false } });
  const queues = await Promise.all(Array.from({ length: count }, async () => openQueue(started.redis)));
  const ids = { phone_number_id: started.sandbox.phoneNumberId };
  const clients = queues.map((queue) => started.client.with({ ids, middleware: [sharedThrottle(queue, options)] }));
  return { ...started, clients };
}

describe.skipIf(isMissing)("sharedThrottle()", () => {
  test("keeps the limit of a number in all processes together", async () => {
    const { clients, sandbox } = await startClients(4, { messagesPerSecond: 80 });
    const start = performance.now();
    const send = async (client: (typeof clients)[number], part: number) =>
      Promise.all(
        invent(40).map(async ({ to }) => {
          await sendMessage(client, { to: `${to}${part}`, text });
          return performance.now() - start;
        }),
      );
    const times = (await Promise.all(clients.map(send))).flat();
    expect(sandbox.sent).toHaveLength(160);
    // two at once, and then one after the other
    expect(Math.max(...times)).toBeGreaterThanOrEqual((158 * 1000) / 79);
    // nobody waits until all others are done
    for (const half of [times.slice(0, 80), times.slice(80)])
      expect(Math.min(...half)).toBeLessThan(Math.max(...times) / 2);
  });

  test("keeps the limit of a person in all processes together", async () => {
    const { clients } = await startClients(2, { maxPause: 1000, messagesPerSecond: 10_000 });
    const sends = Array.from({ length: 46 }, async (_, index) => {
      const client = clients[index % 2];
      return client && sendMessage(client, { to: "+15550123456", text }).catch((error: unknown) => error);
    });
    const errors = (await Promise.all(sends)).filter((outcome) => outcome instanceof ThrottleError);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ reason: "pause" });
    expect(errors[0]?.retryAfter).toBeGreaterThan(3000);
  });

  test("keeps the limit of an account in all processes together", async () => {
    const { redis, sandbox } = await startCampaigns();
    const reads = Array.from({ length: 2 }, async () => {
      const client = createClient<AccountPaths>({
        auth: sandbox.accessToken,
        baseUrl: sandbox.url,
        retry: false,
        middleware: [sharedThrottle(await openQueue(redis), { maxPause: 1, callsPerHour: () => 40 })],
      });
      return async () => client.GET("/{waba_id}", { params: { path: { waba_id: sandbox.accountId } } });
    });
    const [first, second] = await Promise.all(reads);
    await first?.();
    await expect(second?.()).rejects.toMatchObject({ name: "ThrottleError", reason: "pause" });
  });

  test("sends nothing while Redis is away", async () => {
    const { clients, redis, sandbox } = await startClients(1, {});
    await redis.stop();
    const [client] = clients;
    const error = client && (await sendMessage(client, { to: "+15550123456", text }).catch((cause: unknown) => cause));
    expect(error).toMatchObject({ name: "ThrottleError", reason: "store" });
    expect(sandbox.sent).toEqual([]);
    await redis.start();
  });

  test("says which option is wrong", async () => {
    const { queue, clients } = await startClients(1, { messagesPerSecond: () => 0 });
    expect(() => sharedThrottle(queue, { callsPerHour: 0 })).toThrow("callsPerHour must be at least 1, not 0");
    const send = clients[0] && sendMessage(clients[0], { to: "+15550123456", text });
    await expect(send).rejects.toThrow("messagesPerSecond must be at least 1, not 0");
  });
});
