import { describe, expect, it } from "vitest";
import { createUrlQueues, waitingBytes } from "./url-queues.ts";

describe("createUrlQueues()", () => {
  it("refuses what exceeds the memory of one URL, until a task of it starts", async () => {
    const queues = createUrlQueues();
    const ends: (() => void)[] = [];
    const task = (bytes: number) => ({ bytes, run: () => new Promise<void>((resolve) => ends.push(resolve)) });
    expect(queues.add("a", task(1))).toBe(true); // starts at once
    expect(queues.add("a", task(waitingBytes - 1))).toBe(true);
    expect(queues.add("a", task(1))).toBe(true);
    expect(queues.add("a", task(1))).toBe(false);
    expect(queues.add("b", task(1))).toBe(true);
    expect(ends).toHaveLength(2);
    ends[0]?.();
    await expect.poll(() => ends.length).toBe(3);
    expect(queues.add("a", task(1))).toBe(true);
  });

  it("aborts what runs and what waits, and nothing that comes afterwards", async () => {
    const queues = createUrlQueues();
    const seen: boolean[] = [];
    async function run(signal: AbortSignal) {
      await Promise.resolve();
      seen.push(signal.aborted);
    }
    for (const _ of [1, 2]) queues.add("a", { bytes: 1, run });
    queues.clear();
    queues.add("a", { bytes: 1, run });
    await expect.poll(() => seen.toSorted()).toEqual([false, true, true]);
  });
});
