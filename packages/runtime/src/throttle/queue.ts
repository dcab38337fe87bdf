/** A fixed number of places; callers wait for one, first in, first out. */
export interface Queue {
  /** Resolves once there is a place; returns undefined if one is free now. An aborted signal leaves the queue. */
  enter(signal: AbortSignal | undefined): Promise<void> | undefined;
  /** Whether a place is free, which implies that nobody waits. */
  hasRoom(): boolean;
  /** Gives a place back. */
  leave(): void;
  /** How many wait for a place. */
  waiting(): number;
  /** Whether no place is taken. */
  isEmpty(): boolean;
}

export function createQueue(places: number): Queue {
  let taken = 0;
  const waiting = new Set<() => void>();
  // kept: a new iterator would have to skip every deleted entry
  let line = waiting.values();

  function nextInLine(): (() => void) | undefined {
    if (waiting.size === 0) return undefined;
    const { value, done } = line.next();
    if (!done) return value;
    line = waiting.values();
    return line.next().value;
  }

  return {
    enter(signal) {
      if (taken < places) {
        taken++;
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const quit = () => {
          waiting.delete(go);
          reject(signal?.reason);
        };
        const go = () => {
          signal?.removeEventListener("abort", quit);
          resolve();
        };
        waiting.add(go);
        signal?.addEventListener("abort", quit, { once: true });
      });
    },
    leave() {
      const next = nextInLine();
      if (next) {
        waiting.delete(next);
        next();
      } else taken--;
    },
    hasRoom: () => taken < places,
    waiting: () => waiting.size,
    isEmpty: () => taken === 0,
  };
}
