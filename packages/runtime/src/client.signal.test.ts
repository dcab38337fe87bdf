import { getEventListeners } from "node:events";
import { beforeEach, expect, test, vi } from "vitest";
import { batch } from "./batch/batch.ts";
import type { ClientOptions } from "./client-types.ts";
import { testClient } from "./paths.test-support.ts";
import { throttle } from "./throttle/throttle.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";

const warned = vi.fn();

beforeEach(() => {
  warned.mockClear();
  process.on("warning", warned);
  return () => process.off("warning", warned);
});

const params = { path: { shelf_id: "7" } };

/** A network that responds on demand. */
function held() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const fetch: NetworkFetch = async (_, { signal }) => {
    signal?.addEventListener("abort", () => {}, { once: true }); // as every fetch does
    await released;
    return Response.json({ id: "7" });
  };
  return { fetch, release };
}

const settings: [string, Partial<ClientOptions>][] = [
  ["as they are", {}],
  ["without timeouts", { timeout: false }],
  ["with a timeout for the whole call", { timeout: { call: 60_000 } }],
  ["before a throttle", { middleware: [throttle({ maxConcurrency: 1 })] }],
  ["in batches of their own", { middleware: [batch({ maxSize: 1 })] }],
  ["with a token function", { auth: async () => "EAAB" }],
];

test.each(settings)(
  "thirty calls with one signal leave one listener, no warning, and then none: %s",
  async (_, options) => {
    const { signal } = new AbortController();
    const { fetch, release } = held();
    const client = testClient(fetch, options);
    const calls = Array.from({ length: 10 }, () => [
      client.GET("/{shelf_id}", { params, signal }),
      client.GET("/{shelf_id}", { params, signal, parseAs: "stream" }),
      client.fetch("/7", { signal }),
    ]).flat();
    await new Promise(setImmediate);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    release();
    await Promise.all(calls);
    await new Promise(setImmediate);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(warned).not.toHaveBeenCalled();
  },
);
