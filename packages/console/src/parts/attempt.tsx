import { type Signal, useSignal } from "@preact/signals";

interface Attempts {
  /** What went wrong last, empty if nothing did. */
  readonly problem: Signal<string>;
  /** Does something, and keeps what went wrong. */
  attempt(action: () => Promise<unknown>): Promise<void>;
}

export function useAttempts(): Attempts {
  const problem = useSignal("");
  return {
    problem,
    async attempt(action) {
      problem.value = "";
      try {
        await action();
      } catch (error) {
        problem.value = error instanceof Error ? error.message : String(error);
      }
    },
  };
}

export function Problem({ text }: { text: string }) {
  if (text === "") return null;
  return (
    <p class="danger note" role="alert">
      {text}
    </p>
  );
}
