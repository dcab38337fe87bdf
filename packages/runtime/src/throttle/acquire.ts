import type { Gate } from "./gate.ts";
import type { Queue } from "./queue.ts";

interface AcquireOptions {
  signal: AbortSignal | undefined;
  /** Maximum wait for one permit, in ms. */
  maxPause: number;
  /** Creates the error for a longer wait. */
  fail: (wait: number) => Error;
}

/** Takes every permit and a place if none has to wait; else takes none and returns false. */
export function passAtOnce(gates: readonly Gate[], places: Queue): boolean {
  const isClosed = (gate: Gate) => !gate.hasRoom() || gate.fetch !== undefined || gate.wait() > 0;
  if (!places.hasRoom() || gates.some(isClosed)) return false;
  for (const gate of gates) gate.take();
  places.enter(undefined);
  return true;
}

/**
 * Waits for every permit and a place. Permits are taken together at the end: a call stays first in line at the gates it
 * has passed until the others are open, so that an aborted call has taken nothing, and none is sent long after its
 * permit was due.
 *
 * @param gates Narrowest first; each is read after the ones before it are passed
 */
export async function acquire(gates: Iterable<Gate>, places: Queue, options: AcquireOptions): Promise<void> {
  const { signal } = options;
  const passed: Gate[] = [];
  try {
    signal?.throwIfAborted();
    for (const gate of gates) {
      const line = gate.enter(signal);
      if (line) await line;
      passed.push(gate);
      if (gate.fetch || gate.wait() > 0) await untilReady(gate, options);
    }
    for (;;) {
      const line = places.enter(signal);
      if (line) await line;
      // a pause may have begun meanwhile
      const paused = passed.find((gate) => gate.wait() > 0);
      if (!paused && !signal?.aborted) break;
      places.leave();
      if (paused) await untilReady(paused, options);
      signal?.throwIfAborted();
    }
    for (const gate of passed) gate.take();
  } finally {
    for (const gate of passed) gate.leave();
  }
}

async function untilReady(gate: Gate, { signal, maxPause, fail }: AcquireOptions): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const wait = gate.wait() || ((await gate.fetch?.(signal)) ?? 0);
    if (wait <= 0) return;
    if (wait > maxPause) throw fail(wait);
    await gate.sleep(wait, signal);
  }
}
