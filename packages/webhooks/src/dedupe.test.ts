import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryDedupe } from "./dedupe.ts";

const day = 86_400_000;

describe("memoryDedupe()", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("lets one alone have a key", () => {
    const store = memoryDedupe();
    expect([store.claim("a"), store.claim("a"), store.claim("b")]).toEqual(["new", "busy", "new"]);
  });

  test("gives back a key that was released", async () => {
    const store = memoryDedupe();
    await store.claim("a");
    await store.release("a");
    expect(store.claim("a")).toBe("new");
  });

  test("gives back a claim that was never ended, after five minutes", () => {
    const store = memoryDedupe();
    store.claim("a");
    vi.advanceTimersByTime(300_000 - 1);
    expect(store.claim("a")).toBe("busy");
    vi.advanceTimersByTime(1);
    expect(store.claim("a")).toBe("new");
  });

  test("remembers for seven days what was done", async () => {
    const store = memoryDedupe();
    await store.claim("a");
    await store.complete("a");
    vi.advanceTimersByTime(7 * day - 1);
    expect(store.claim("a")).toBe("done");
    vi.advanceTimersByTime(1);
    expect(store.claim("a")).toBe("new");
  });

  test("keeps to its times and its size", async () => {
    const store = memoryDedupe({ ttl: 20, lease: 10, maxKeys: 2 });
    for (const key of ["a", "b", "c"]) {
      await store.claim(key);
      await store.complete(key);
    }
    expect([store.claim("c"), store.claim("b")]).toEqual(["done", "done"]);
    expect(store.claim("a")).toBe("new");
    vi.advanceTimersByTime(10);
    expect(store.claim("a")).toBe("new");
    vi.advanceTimersByTime(10);
    expect(store.claim("c")).toBe("new");
  });
});
