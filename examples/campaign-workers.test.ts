import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lacksRedis, RedisServer } from "../scripts/lib/redis-server.ts";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test.skipIf(lacksRedis("examples/campaign-workers.test.ts"))(
  "400 people get one message each, although a worker is killed",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "example-"));
    const redis = await RedisServer.start(folder);
    onTestFinished(async () => {
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    });
    const { sandbox, environment } = await startPlatform();
    const REDIS_URL = `redis://127.0.0.1:${redis.port}`;
    const { code, output } = await runExample("campaign-workers.ts", { ...environment, REDIS_URL }).ended;

    expect(output).toContain("completed: 0 to go");
    expect(code, output).toBe(0);
    const got = sandbox.sent.map(({ to }) => to);
    expect(new Set(got).size).toBe(got.length);
    const count = (state: string) => Number(new RegExp(`^ +(\\d+) {2}${state}$`, "m").exec(output)?.[1] ?? 0);
    expect(count("delivered")).toBe(got.length);
    expect(count("delivered") + count("unknown")).toBe(400);
  },
  60_000,
);
