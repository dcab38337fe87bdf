export interface PendingCounter {
  add(): void;
  remove(): void;
  /** Resolves as soon as nothing is pending. */
  none(): Promise<void>;
}

/** Counts what is pending. */
export function createPendingCounter(): PendingCounter {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    add: () => void count++,
    remove() {
      count--;
      if (count > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    async none(): Promise<void> {
      if (count > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
