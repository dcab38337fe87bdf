import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lacksRedis, RedisServer } from "../../../../scripts/lib/redis-server.ts";
import type { FleetOrder, FleetReport } from "./throttle.fleet.test-support.ts";
import { tokenBucketScript } from "./token-bucket-script.ts";

const isMissing = lacksRedis("packages/runtime/src/throttle/throttle.redis.test.ts");

const limit = 80;
const seconds = 4;

let redis: RedisServer;
let server: Server;
let url: string;
/** When each call arrived, in milliseconds, and from which process. */
let arrivals: { at: number; from: string }[] = [];
let fleet: ChildProcess[] = [];

/** Starts a process for each order; all of them send from the moment that this resolves. */
async function startFleet(orders: Pick<FleetOrder, "isEven" | "whenStoreFails">[]): Promise<void> {
  fleet = orders.map(() => fork(new URL("throttle.fleet.test-support.ts", import.meta.url)));
  await Promise.all(
    fleet.map(async (child, index) => {
      child.send({ redisPort: redis.port, url, limit, ...orders[index] });
      await once(child, "message");
    }),
  );
  for (const child of fleet) child.send("go");
}

async function stopFleet(): Promise<FleetReport[]> {
  const reports = fleet.map(async (child) => {
    child.send("stop");
    const [report] = (await once(child, "message")) as [FleetReport];
    return report;
  });
  return Promise.all(reports);
}

/** The most that fell into a second, wherever it begins. */
function mostPerSecond(times: number[]): number {
  let start = 0;
  return times.reduce((most, time, index) => {
    while (time - (times[start] ?? time) >= 1000) start++;
    return Math.max(most, index - start + 1);
  }, 0);
}

const timesOf = () => arrivals.map(({ at }) => at);
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const say = (figures: string) => process.stdout.write(`  fleet: ${figures}\n`);

describe.skipIf(isMissing)("throttle() with RateLimiterRedis", () => {
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.on("data", (text) => arrivals.push({ at: performance.now(), from: JSON.parse(text).from }));
      request.on("end", () => response.setHeader("Content-Type", "application/json").end("{}"));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(async () => {
    redis = await RedisServer.start();
    arrivals = [];
  });
  afterEach(async () => {
    for (const child of fleet) child.kill("SIGKILL");
    await redis.stop();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test("and tokenBucketScript() lets 45 messages to one person pass at once, then one in 6 seconds", async () => {
    const storeClient = new Redis(redis.port);
    const pair = new RateLimiterRedis({
      storeClient,
      points: 1,
      duration: 1,
      customIncrTtlLuaScript: tokenBucketScript(1 / 6, 45),
    });
    const start = performance.now();
    for (let count = 0; count < 45; count++) await pair.consume("1:15550123456");
    const refusal: unknown = await pair.consume("1:15550123456").catch((reason: unknown) => reason);
    const wait = 6000 - (performance.now() - start);
    storeClient.disconnect();
    expect(refusal).toMatchObject({ msBeforeNext: expect.any(Number) });
    const { msBeforeNext } = refusal as { msBeforeNext: number };
    expect(msBeforeNext).toBeGreaterThanOrEqual(wait);
    expect(msBeforeNext).toBeLessThanOrEqual(6000);
  });

  test(`lets eight processes send ${limit} in any second together, each of them some`, async () => {
    const client = new Redis(redis.port);
    const monitor = await client.monitor();
    const granted: number[] = [];
    monitor.on("monitor", (time: string, [command]: string[]) => {
      if (command === "set") granted.push(Number(time) * 1000);
    });
    await startFleet(Array.from({ length: 8 }, () => ({ isEven: true, whenStoreFails: "closed" })));
    await sleep(seconds * 1000);
    const duration = performance.now() - (arrivals[0]?.at ?? 0);
    const reports = await stopFleet();
    monitor.disconnect();
    client.disconnect();

    const rate = (arrivals.length / duration) * 1000;
    const [most, mostArrived] = [mostPerSecond(granted), mostPerSecond(timesOf())];
    const shares = reports.map(({ sent }) => sent);
    say(
      `8 processes, token bucket, ${Math.round(duration)} ms: ${arrivals.length} sent, ${rate.toFixed(1)}/s, in any second at most ${most} granted and ${mostArrived} arrived; by process ${shares.join(" ")}`,
    );
    expect(reports.flatMap(({ refused }) => refused)).toEqual([]);
    // redis-server's own clock; what is granted at the border of two seconds counts to both
    expect(most).toBeLessThanOrEqual(limit + 1);
    // how evenly they arrive, and how close to the limit, is said above: it depends on the machine
    expect(rate).toBeGreaterThan(limit / 2);
    expect(Math.min(...shares)).toBeGreaterThan(0);
  });

  test(`lets eight processes send ${limit} per window of the limiter together, and almost as many`, async () => {
    await startFleet(Array.from({ length: 8 }, () => ({ isEven: false, whenStoreFails: "closed" })));
    await sleep(seconds * 1000);
    const reports = await stopFleet();

    const windows = sum(reports.map((report) => report.windows));
    say(
      `8 processes, windows of a second: ${arrivals.length} sent in ${windows} windows, in any second at most ${mostPerSecond(timesOf())} arrived`,
    );
    expect(arrivals.length).toBeLessThanOrEqual(windows * limit);
    // the last window is not over
    expect(arrivals.length).toBeGreaterThanOrEqual((windows - 1) * limit * 0.95);
    expect(windows).toBeGreaterThanOrEqual(seconds);
  });

  test("rejects calls or uses memory while redis-server is down, and returns to it", async () => {
    await startFleet([
      { isEven: true, whenStoreFails: "closed" },
      { isEven: true, whenStoreFails: "open" },
    ]);
    await sleep(1000);
    await redis.stop();
    const [goneAt, goneSince] = [performance.now(), Date.now()];
    await sleep(1500);
    const [backAt, backSince] = [performance.now(), Date.now()];
    await redis.start();
    await sleep(3000);
    const [closed, open] = await stopFleet();

    const [closedId, openId] = fleet.map(({ pid }) => String(pid));
    const between = (from: string | undefined, start: number, end: number) =>
      arrivals.filter((arrival) => arrival.from === from && arrival.at >= start && arrival.at < end).length;
    const closedWhileGone = between(closedId, goneAt + 50, backAt);
    const openWhileGone = between(openId, goneAt, backAt);
    const closedAfter = between(closedId, backAt, Infinity);
    const refusedAfter = closed?.refused.filter(({ at }) => at > backSince + 2000) ?? [];
    say(
      `redis-server away for ${backSince - goneSince} ms: closed sent ${closedWhileGone} and refused ${closed?.refused.length}, then sent ${closedAfter}; in memory sent ${openWhileGone}`,
    );
    expect(closedWhileGone).toBe(0);
    expect(closed?.refused[0]?.message).toMatch(
      /^ThrottleError: Cannot POST \/{phone_number_id}\/messages: the shared limiter failed: ./,
    );
    expect(refusedAfter).toEqual([]);
    expect(closedAfter).toBeGreaterThan(0);
    expect(open?.refused).toEqual([]);
    expect(openWhileGone).toBeGreaterThan(limit * 1.5 * 0.8);
    expect(openWhileGone).toBeLessThanOrEqual(limit * 2);
    expect(mostPerSecond(arrivals.filter(({ at }) => at > backAt + 2100).map(({ at }) => at))).toBeLessThanOrEqual(
      limit * 1.1,
    );
  });
});
