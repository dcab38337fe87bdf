import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { lacksRedis, RedisServer } from "../../../scripts/lib/redis-server.ts";
import { createWebhookHandler } from "./handler.ts";
import { redisDedupe } from "./redis-dedupe.ts";
import { appSecret, signedRequest, texts, verifyToken } from "./webhooks.test-support.ts";

const isMissing = lacksRedis("packages/webhooks/src/dedupe.redis.test.ts");

let server: RedisServer;
let redis: Redis;

describe.skipIf(isMissing)("redisDedupe()", () => {
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.port, "127.0.0.1", { retryStrategy: () => 50, maxRetriesPerRequest: 1 });
    redis.on("error", () => undefined);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  test("lets only one of many owners claim a key", async () => {
    const stores = Array.from({ length: 20 }, () => redisDedupe(redis));
    const claims = await Promise.all(stores.map((store, index) => store.claim("race", `owner ${index}`)));
    expect(claims.toSorted()).toEqual([...Array.from({ length: 19 }, () => "busy"), "new"]);
  });

  test("distinguishes done from busy, renews a claim, and frees a released key", async () => {
    const store = redisDedupe(redis, { prefix: "test:" });
    expect(await store.claim("a", "one")).toBe("new");
    expect(await redis.pttl("test:a")).toBeGreaterThan(290_000);
    await redis.pexpire("test:a", 1000);
    expect([await store.claim("a", "other"), await store.claim("a", "one")]).toEqual(["busy", "new"]);
    expect(await redis.pttl("test:a")).toBeGreaterThan(290_000);
    await store.release("a", "one");
    expect(await store.claim("a", "other")).toBe("new");
    await store.complete("a", "other");
    expect([await store.claim("a", "one"), await store.claim("a", "other")]).toEqual(["done", "done"]);
    expect(await redis.pttl("test:a")).toBeGreaterThan(7 * 86_400_000 - 10_000);
    await store.release("a", "other");
    expect(await store.claim("a", "one")).toBe("done");
  });

  test("neither frees nor completes a claim that another owner has by now", async () => {
    const store = redisDedupe(redis);
    await store.claim("owned", "next");
    await store.release("owned", "slow");
    await store.complete("owned", "slow");
    expect(await store.claim("owned", "third")).toBe("busy");
    await store.complete("owned", "next");
    expect(await store.claim("owned", "third")).toBe("done");
  });

  test("completes a key after its lease, unless another owner has claimed it", async () => {
    const store = redisDedupe(redis);
    await store.complete("expired", "slow");
    expect(await store.claim("expired", "next")).toBe("done");
  });

  test("expires a claim that was never ended, and a completed key", async () => {
    const store = redisDedupe(redis, { lease: 20, ttl: 20 });
    await store.claim("lease", "one");
    await store.claim("ttl", "one");
    await store.complete("ttl", "one");
    await sleep(40);
    expect([await store.claim("lease", "other"), await store.claim("ttl", "other")]).toEqual(["new", "new"]);
  });

  test("keeps a worker that outlives its lease and then fails from freeing the claim of another worker", async () => {
    const begun: string[] = [];
    const ends = { slow: () => {}, next: () => {} };
    const worker = (name: "slow" | "next") =>
      createWebhookHandler({
        appSecret,
        verifyToken,
        dedupe: redisDedupe(redis, { prefix: "workers:", lease: name === "slow" ? 20 : 60_000 }),
        onError: () => undefined,
        on: {
          async messages() {
            begun.push(name);
            await new Promise<void>((resolve) => {
              ends[name] = resolve;
            });
            if (name === "slow") throw new Error("too late");
          },
        },
      });
    const [slow, next] = [worker("slow"), worker("next")];
    const deliver = async (handler: typeof slow) => (await handler(await signedRequest(texts("wamid.slow")))).status;

    const failing = deliver(slow);
    await vi.waitFor(() => expect(begun).toEqual(["slow"]));
    await vi.waitFor(async () => expect(await redis.keys("workers:*")).toEqual([]));
    const succeeding = deliver(next);
    await vi.waitFor(() => expect(begun).toEqual(["slow", "next"]));
    ends.slow();
    expect(await failing).toBe(500);
    expect(await deliver(slow)).toBe(503);
    ends.next();
    expect(await succeeding).toBe(200);
    expect(await deliver(slow)).toBe(200);
    expect(begun).toEqual(["slow", "next"]);
  });

  test("lets two handlers share a delivery of 1,000 messages, each message once", async () => {
    const handled: string[] = [];
    const ids = Array.from({ length: 1000 }, (_, index) => `wamid.${index}`);
    const handlers = [1, 2].map(() =>
      createWebhookHandler({
        appSecret,
        verifyToken,
        dedupe: redisDedupe(redis),
        on: {
          async messages({ message }) {
            await sleep(1);
            handled.push(message.id);
          },
        },
      }),
    );
    const answers = await Promise.all(
      handlers.map(async (handler) => (await handler(await signedRequest(texts(...ids)))).status),
    );
    expect(handled.toSorted()).toEqual(ids.toSorted());
    // a handler that met events in progress elsewhere asks for them again
    expect(answers).toContain(503);
    const again = await Promise.all(
      handlers.map(async (handler) => (await handler(await signedRequest(texts(...ids)))).status),
    );
    expect(again).toEqual([200, 200]);
    expect(handled).toHaveLength(1000);
  });

  test("loses nothing while redis-server is away", async () => {
    const handled: string[] = [];
    const errors: unknown[] = [];
    const handler = createWebhookHandler({
      appSecret,
      verifyToken,
      dedupe: redisDedupe(redis),
      on: { messages: ({ message }) => handled.push(message.id) },
      onError: (error) => errors.push(error),
    });
    await server.stop();
    expect((await handler(await signedRequest(texts("wamid.away")))).status).toBe(503);
    expect(handled).toEqual([]);
    expect(errors).toEqual([expect.objectContaining({ name: "MaxRetriesPerRequestError" })]);
    await server.start();
    await once(redis, "ready");
    expect((await handler(await signedRequest(texts("wamid.away")))).status).toBe(200);
    expect(handled).toEqual(["wamid.away"]);
  });
});
