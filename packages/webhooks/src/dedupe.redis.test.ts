import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebhookHandler } from "./handler.ts";
import { redisDedupe } from "./redis-dedupe.ts";
import { appSecret, signedRequest, texts, verifyToken } from "./webhooks.test-support.ts";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
const mustHaveRedis = process.env["CI"] !== undefined;
const advice = "redis-server is not installed, so that nothing shows that processes share what they handled: apt-get install redis-server";

if (!hasRedis && mustHaveRedis) throw new Error(`Cannot test redisDedupe(): ${advice}`);
if (!hasRedis) console.warn(`\n!!! SKIPPED packages/webhooks/src/dedupe.redis.test.ts: ${advice}\n`);

let server: ChildProcess;
let port: number;
let redis: Redis;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address() as AddressInfo;
  probe.close();
  return address.port;
}

async function startRedis(): Promise<void> {
  server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
  for await (const text of server.stdout ?? []) if (String(text).includes("Ready to accept connections")) return;
  throw new Error("Cannot start redis-server: it ended before it was ready");
}

describe.runIf(hasRedis)("redisDedupe()", () => {
  beforeAll(async () => {
    port = await freePort();
    await startRedis();
    redis = new Redis(port, "127.0.0.1", { retryStrategy: () => 50, maxRetriesPerRequest: 1 });
    redis.on("error", () => undefined);
  });
  afterAll(() => {
    redis.disconnect();
    server.kill("SIGKILL");
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
    server.kill("SIGKILL");
    await once(server, "exit");
    expect((await handler(await signedRequest(texts("wamid.away")))).status).toBe(503);
    expect(handled).toEqual([]);
    expect(errors).toEqual([expect.objectContaining({ name: "MaxRetriesPerRequestError" })]);
    await startRedis();
    await once(redis, "ready");
    expect((await handler(await signedRequest(texts("wamid.away")))).status).toBe(200);
    expect(handled).toEqual(["wamid.away"]);
  });
});
