import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

  test("lets one of many have a key", async () => {
    const stores = Array.from({ length: 20 }, () => redisDedupe(redis));
    const claims = await Promise.all(stores.map((store) => store.claim("race")));
    expect(claims.toSorted()).toEqual([...Array.from({ length: 19 }, () => "busy"), "new"]);
  });

  test("tells what is done from what is busy, and gives back what was released", async () => {
    const store = redisDedupe(redis, { prefix: "test:" });
    expect(await store.claim("a")).toBe("new");
    expect(await redis.pttl("test:a")).toBeGreaterThan(290_000);
    await store.complete("a");
    expect(await store.claim("a")).toBe("done");
    expect(await redis.pttl("test:a")).toBeGreaterThan(7 * 86_400_000 - 10_000);
    await store.release("a");
    expect(await store.claim("a")).toBe("new");
  });

  test("gives back a claim that was never ended, and forgets what was done", async () => {
    const store = redisDedupe(redis, { lease: 20, ttl: 20 });
    await store.claim("lease");
    await store.claim("ttl");
    await store.complete("ttl");
    await sleep(40);
    expect([await store.claim("lease"), await store.claim("ttl")]).toEqual(["new", "new"]);
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
    const answers = await Promise.all(handlers.map(async (handler) => (await handler(await signedRequest(texts(...ids)))).status));
    expect(handled.toSorted()).toEqual(ids.toSorted());
    // who met events that the other had in hand wants them once more, to be sure
    expect(answers).toContain(503);
    const again = await Promise.all(handlers.map(async (handler) => (await handler(await signedRequest(texts(...ids)))).status));
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
