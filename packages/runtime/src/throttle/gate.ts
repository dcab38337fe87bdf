import type { Limit } from "./bucket.ts";
import { longestTimer, withDeadline } from "../call/deadline.ts";
import { createQueue, type Queue } from "./queue.ts";

/** A limit whose permits come from a store: one is fetched first, then taken like any other. */
export interface RemoteLimit extends Limit {
  /** Fetches permits, up to `most`, if none is available. Returns 0, or the milliseconds until the next try. */
  fetch(most: number): Promise<number>;
}

/** Queue of the calls of one key in front of their limit, which they pass one by one. */
export interface Gate extends Queue {
  /** Milliseconds until the first in line may pass; 0 for now. */
  wait(): number;
  /** Like {@link wait} for a limit whose permits must be fetched; undefined for others. */
  fetch: ((signal: AbortSignal | undefined) => Promise<number>) | undefined;
  /** Waits for `milliseconds`, or until the gate is paused. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
  take(): void;
  /** Lets no call pass for `milliseconds`. */
  pause(milliseconds: number): void;
  /** Takes all permits of the limit. */
  empty(): void;
  isIdle(): boolean;
}

export function createGate(limit: Limit | RemoteLimit): Gate {
  const queue = createQueue(1);
  let pausedUntil = -Infinity;
  let wake: (() => void) | undefined;

  return {
    ...queue,
    wait() {
      const now = performance.now();
      return Math.max(pausedUntil - now, limit.wait(now));
    },
    fetch:
      "fetch" in limit
        ? (signal) =>
            withDeadline(
              () => limit.fetch(1 + queue.waiting()),
              Infinity,
              () => undefined,
              signal,
            )
        : undefined,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", quit);
          wake = undefined;
        };
        const quit = () => {
          stop();
          reject(signal?.reason);
        };
        wake = () => {
          stop();
          resolve();
        };
        const timer = setTimeout(wake, Math.min(Math.ceil(milliseconds), longestTimer));
        signal?.addEventListener("abort", quit, { once: true });
      });
    },
    take: () => limit.take(performance.now()),
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, performance.now() + milliseconds);
      wake?.();
    },
    empty: () => limit.empty?.(performance.now()),
    isIdle() {
      const now = performance.now();
      return queue.isEmpty() && pausedUntil <= now && limit.isIdle(now);
    },
  };
}
