/** Callers in line before a number of places; who came first goes first. */
export interface Queue {
  /** Resolves once there is a place, undefined when there is one now. An aborted signal leaves the line. */
  enter(signal: AbortSignal | undefined): Promise<void> | undefined;
  /** Whether there is a place now, which means that nobody waits either. */
  hasRoom(): boolean;
  /** Gives a place back. */
  leave(): void;
  /** Whether nobody has a place. */
  isEmpty(): boolean;
}

export function createQueue(places: number): Queue {
  let taken = 0;
  const waiting = new Set<() => void>();
  // kept, because a new iterator has to pass everything that was deleted
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
    isEmpty: () => taken === 0,
  };
}
