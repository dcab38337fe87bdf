/** One process of a fleet that shares a limiter: sends messages as fast as it may, and reports when it is told to stop. */
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { createClient } from "../client.ts";
import { unwrap } from "../errors/call-result.ts";
import { throttle } from "./throttle.ts";
import { tokenBucketScript } from "./token-bucket-script.ts";

/** What the test tells a process at its start. */
export interface FleetOrder {
  redisPort: number;
  url: string;
  /** Calls per second of the whole fleet. */
  limit: number;
  isEven: boolean;
  whenStoreFails: "open" | "closed";
}

export interface FleetReport {
  sent: number;
  /** Windows of the limiter that this process began. */
  windows: number;
  /** When calls were rejected, in ms since the epoch, and why. */
  refused: { at: number; message: string }[];
}

interface PathsByVersion {
  "v25.0": {
    "/{phone_number_id}/messages": {
      post: {
        parameters: { path: { phone_number_id: string } };
        requestBody: { content: { "application/json": { to: string; from: string } } };
        responses: { 200: { content: { "application/json": { id: string } } } };
      };
    };
  };
}

const senders = 30;

async function run({ redisPort, url, limit, isEven, whenStoreFails }: FleetOrder): Promise<void> {
  const redis = new Redis({
    host: "127.0.0.1",
    port: redisPort,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 50,
  });
  redis.on("error", () => undefined);
  await new Promise((resolve) => redis.once("ready", resolve));
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    points: limit,
    duration: 1,
    ...(isEven && { customIncrTtlLuaScript: tokenBucketScript(limit) }),
  });
  const report: FleetReport = { sent: 0, windows: 0, refused: [] };
  const phoneNumber = {
    async consume(key: string) {
      if ((await limiter.consume(key)).isFirstInDuration) report.windows++;
    },
  };
  const middleware = [throttle({ limiters: { phoneNumber }, whenStoreFails })];
  const client = createClient<PathsByVersion>({ auth: "EAAB", baseUrl: url, retry: false, middleware });

  async function keepSending(sender: number): Promise<void> {
    for (let count = 0; ; count++) {
      const body = { to: `${process.pid}${sender}${count}`, from: String(process.pid) };
      try {
        unwrap(await client.POST("/{phone_number_id}/messages", { params: { path: { phone_number_id: "1" } }, body }));
        report.sent++;
      } catch (error) {
        report.refused.push({ at: Date.now(), message: String(error) });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  process.send?.("ready");
  await new Promise((resolve) => process.once("message", resolve));
  process.once("message", () => {
    process.send?.(report, () => process.exit());
  });
  await Promise.all(Array.from({ length: senders }, (_, sender) => keepSending(sender)));
}

process.once("message", (order: FleetOrder) => void run(order));
