/** Lets some wait until something is true, which others change. */
export interface Changes {
  /** Says that something may have become true. */
  changed(): void;
  /** Resolves as soon as `isTrue`, or after `timeout` milliseconds. */
  until(isTrue: () => boolean, timeout: number): Promise<void>;
  /** Lets everyone go who waits. */
  end(): void;
}

export function createChanges(): Changes {
  const waiting = new Set<() => void>();
  const leaving = new Set<() => void>();
  return {
    changed() {
      for (const look of waiting) look();
    },
    until(isTrue, timeout) {
      if (isTrue()) return Promise.resolve();
      return new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer);
          waiting.delete(look);
          leaving.delete(go);
          resolve();
        };
        const look = () => {
          if (isTrue()) go();
        };
        const timer = setTimeout(go, timeout);
        waiting.add(look);
        leaving.add(go);
      });
    },
    end() {
      for (const go of leaving) go();
    },
  };
}
