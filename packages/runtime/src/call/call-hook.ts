/** Calls a hook. What it throws becomes an uncaught error outside of the call, which it must not break. */
export function callHook<Event>(hook: (event: Event) => void, event: Event): void {
  try {
    hook(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
