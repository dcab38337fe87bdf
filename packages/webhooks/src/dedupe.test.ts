import { describe, expect, test, vi } from "vitest";
import { memoryDedupe } from "./dedupe.ts";
import { stopTime } from "./time.test-support.ts";

const day = 86_400_000;

describe("memoryDedupe()", () => {
  stopTime();

  test("lets only one owner claim a key, and renews its claim", () => {
    const store = memoryDedupe();
    expect([store.claim("a", "one"), store.claim("a", "other"), store.claim("b", "other")]).toEqual([
      "new",
      "busy",
      "new",
    ]);
    vi.advanceTimersByTime(200_000);
    expect(store.claim("a", "one")).toBe("new");
    vi.advanceTimersByTime(200_000);
    expect(store.claim("a", "other")).toBe("busy");
  });

  test("frees a released key", async () => {
    const store = memoryDedupe();
    await store.claim("a", "one");
    await store.release("a", "one");
    expect(store.claim("a", "other")).toBe("new");
  });

  test("expires a claim that was never ended after five minutes", () => {
    const store = memoryDedupe();
    expect(store.lease).toBe(300_000);
    store.claim("a", "one");
    vi.advanceTimersByTime(300_000 - 1);
    expect(store.claim("a", "other")).toBe("busy");
    vi.advanceTimersByTime(1);
    expect(store.claim("a", "other")).toBe("new");
  });

  test("neither frees nor completes a claim that another owner has by now", async () => {
    const store = memoryDedupe({ lease: 10 });
    await store.claim("a", "slow");
    vi.advanceTimersByTime(10);
    await store.claim("a", "next");
    await store.release("a", "slow");
    expect(store.claim("a", "third")).toBe("busy");
    await store.complete("a", "slow");
    expect(store.claim("a", "third")).toBe("busy");
    await store.release("a", "next");
    expect(store.claim("a", "third")).toBe("new");
  });

  test("completes a key after its lease, unless another owner has claimed it", async () => {
    const store = memoryDedupe({ lease: 10 });
    await store.claim("a", "slow");
    vi.advanceTimersByTime(10);
    await store.complete("a", "slow");
    expect(store.claim("a", "next")).toBe("done");
    await store.release("a", "slow");
    expect(store.claim("a", "next")).toBe("done");
  });

  test("remembers a completed key for seven days", async () => {
    const store = memoryDedupe();
    await store.claim("a", "one");
    await store.complete("a", "one");
    vi.advanceTimersByTime(7 * day - 1);
    expect(store.claim("a", "other")).toBe("done");
    vi.advanceTimersByTime(1);
    expect(store.claim("a", "other")).toBe("new");
  });

  test("drops the oldest completed keys, but none in progress", async () => {
    const store = memoryDedupe({ ttl: 20, lease: 10, maxKeys: 2 });
    await store.claim("running", "one");
    for (const key of ["a", "b", "c"]) {
      await store.claim(key, "one");
      await store.complete(key, "one");
    }
    expect(["c", "b", "running"].map((key) => store.claim(key, "other"))).toEqual(["done", "done", "busy"]);
    expect(store.claim("a", "other")).toBe("new");
    vi.advanceTimersByTime(10);
    expect(["a", "running"].map((key) => store.claim(key, "third"))).toEqual(["new", "new"]);
    vi.advanceTimersByTime(10);
    expect(store.claim("c", "third")).toBe("new");
  });
});
