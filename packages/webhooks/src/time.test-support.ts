import { afterEach, beforeEach, vi } from "vitest";

/** Stops time for the tests of a file or a block, in which it moves only when they move it. */
export function stopTime(): void {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
}
