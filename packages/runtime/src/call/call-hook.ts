/** Calls a hook. An error in the hook is reported as uncaught and does not break the call. */
export function callHook<Event>(hook: (event: Event) => void, event: Event): void {
  try {
    hook(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
