import { onTestFinished, vi } from "vitest";

/** What microtasks throw until the test is over, where it would be uncaught. */
export function uncaughtErrors(): unknown[] {
  const errors: unknown[] = [];
  const later = queueMicrotask;
  const keepError = (run: () => void) => {
    try {
      run();
    } catch (error) {
      errors.push(error);
    }
  };
  const spy = vi.spyOn(globalThis, "queueMicrotask").mockImplementation((run) => later(() => keepError(run)));
  onTestFinished(() => spy.mockRestore());
  return errors;
}
