import { afterEach, beforeEach, vi } from "vitest";

/** Stops time for the tests of a file or a block, in which it moves only when they move it. */
export function stopTime(options: Parameters<typeof vi.useFakeTimers>[0] = {}): void {
  beforeEach(() => void vi.useFakeTimers(options));
  afterEach(() => void vi.useRealTimers());
}
