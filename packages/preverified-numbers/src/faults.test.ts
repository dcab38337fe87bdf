import { GraphConnectionError, GraphError, observe, unwrap } from "@openwaba/runtime";
import type { Fault } from "@openwaba/sandbox";
import { beforeEach, describe, expect, test } from "vitest";
import { createPreverifiedNumbersClient } from "./index.ts";
import { Pool } from "./pool.test-support.ts";

let pool: Pool;

beforeEach(async () => {
  pool = await Pool.open();
});

describe("a fault", () => {
  const throttled = { kind: "throttle", code: 130429, regainMinutes: 0 } as const;
  const passing: [string, Fault, string][] = [
    ["throttling with status 429", throttled, "code 130429"],
    ["throttling with status 400", { ...throttled, status: 400, retryAfter: 0 }, "code 130429"],
    ["a transient failure", { kind: "transient" }, "code 2"],
  ];

  test.each(passing)("passes: a GET recovers from %s", async (_, fault, reason) => {
    pool.sandbox.inject(fault);
    expect(unwrap(await pool.list()).data).toEqual([]);
    expect(pool.retries).toMatchObject([{ method: "GET", attempt: 1, reason }]);
    expect(pool.sandbox.calls.map((call) => call.fault)).toEqual([fault.kind, undefined]);
  });

  test.each([
    ["before the answer", { kind: "drop" }],
    ["in the middle of the answer", { kind: "drop", after: "headers" }],
  ] satisfies [string, Fault][])("passes: a GET recovers from a connection that drops %s", async (_, fault) => {
    pool.sandbox.inject(fault);
    expect(unwrap(await pool.list()).data).toEqual([]);
    expect(pool.retries).toHaveLength(1);
  });

  test("passes: a slow body is waited for", async () => {
    pool.sandbox.inject({ kind: "slow", milliseconds: 50 });
    expect(unwrap(await pool.list()).data).toEqual([]);
    expect(pool.retries).toEqual([]);
  });

  test("that lasts ends in the platform's error", async () => {
    pool.sandbox.inject({ kind: "transient", times: 4 });
    const { error, response } = await pool.list();
    expect(error?.error.code).toBe(2);
    expect(response.status).toBe(500);
    expect(pool.retries).toHaveLength(3);
  });

  test("that lasts ends in an error that names the call", async () => {
    pool.sandbox.inject({ kind: "drop", times: 4 });
    await expect(pool.list()).rejects.toThrow(/^Cannot GET \/\{business_id\}\/preverified_numbers: /);
  });

  test("that is an expired token is not retried", async () => {
    pool.sandbox.inject({ kind: "expired-token" });
    const call = async () => unwrap(await pool.list());
    await expect(call()).rejects.toMatchObject({ code: 190, subcode: 463, status: 401 });
    expect(pool.retries).toEqual([]);
  });

  test("makes a POST be sent again when it was refused before it took effect", async () => {
    pool.sandbox.inject(throttled);
    await pool.addNumber();
    expect(pool.sandbox.calls.map((call) => call.fault)).toEqual(["throttle", undefined]);
    expect(unwrap(await pool.list()).data).toHaveLength(1);
  });

  test("never makes a POST be sent twice when nobody knows whether it took effect", async () => {
    pool.sandbox.inject({ kind: "transient" });
    await expect(pool.addNumber()).rejects.toThrow(GraphError);
    expect(pool.sandbox.calls).toHaveLength(1);
  });

  test("never makes a POST be sent twice, though its answer was lost after it took effect", async () => {
    pool.sandbox.inject({ kind: "drop", after: "effect" });
    await expect(pool.addNumber()).rejects.toThrow(GraphConnectionError);
    expect(pool.sandbox.calls).toHaveLength(1);
    expect(unwrap(await pool.list()).data).toHaveLength(1);
  });

  test("can be walked away from: an aborted call ends its wait", async () => {
    pool.sandbox.inject({ kind: "throttle", retryAfter: 30 });
    const controller = new AbortController();
    const middleware = [observe({ onRetry: () => controller.abort(new Error("enough")) })];
    const { accessToken: auth, url: baseUrl } = pool.sandbox;
    const client = createPreverifiedNumbersClient({ auth, baseUrl, middleware });
    const options = { params: { path: pool.business }, signal: controller.signal };
    await expect(client.GET("/{business_id}/preverified_numbers", options)).rejects.toThrow("enough");
    expect(pool.sandbox.calls).toHaveLength(1);
  });
});

test("the token is in no error and no recorded call", async () => {
  pool.sandbox.inject({ kind: "transient" });
  const error = await pool.addNumber().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GraphError);
  const shown = JSON.stringify([error, String(error), (error as Error).stack, pool.sandbox.calls]);
  expect(shown).not.toContain(pool.sandbox.accessToken);
});
