import type { DedupeStore } from "./dedupe.ts";
import type { WebhookEvent } from "./event.ts";
import { chooseHandler, type Handle, type WebhookHandlers } from "./handlers.ts";

export interface DispatchOptions {
  on: WebhookHandlers;
  store: DedupeStore | undefined;
  /** Events of one delivery that are handled at the same time. */
  concurrency: number;
  report: (error: unknown, event: WebhookEvent) => Promise<void>;
}

/** An event that was claimed, with what to do. */
export interface Task {
  event: WebhookEvent;
  handle: Handle;
}

/** Claims the events that somebody wants: `tasks` are to be done, `postponed` must be delivered again. */
export async function claimEvents(events: readonly WebhookEvent[], options: DispatchOptions) {
  const { on, store, report } = options;
  const tasks: Task[] = [];
  let postponed = 0;
  const unique = new Map(events.map((event) => [event.dedupeKey, event]));
  const wanted = (store ? [...unique.values()] : events).flatMap((event) => {
    const handle = chooseHandler(on, event);
    return handle ? [{ event, handle }] : [];
  });
  if (store === undefined) return { tasks: wanted, postponed };

  const claims = await Promise.all(
    wanted.map(async ({ event }) => {
      try {
        return await store.claim(event.dedupeKey);
      } catch (error) {
        await report(error, event);
        return "busy"; // nobody knows, so it must come again
      }
    }),
  );
  for (const [index, task] of wanted.entries()) {
    if (claims[index] === "new") tasks.push(task);
    if (claims[index] === "busy") postponed++;
  }
  return { tasks, postponed };
}

/** Handles every task, whatever becomes of the others, and answers how many failed. */
export async function runTasks(tasks: readonly Task[], { store, concurrency, report }: DispatchOptions): Promise<number> {
  let failed = 0;

  async function run({ event, handle }: Task): Promise<void> {
    let isDone = false;
    try {
      await handle(event);
      isDone = true;
    } catch (error) {
      failed++;
      await report(error, event);
    }
    try {
      await (isDone ? store?.complete(event.dedupeKey) : store?.release(event.dedupeKey));
    } catch (error) {
      await report(error, event);
    }
  }

  const queue = tasks.values();
  async function work(): Promise<void> {
    for (const task of queue) await run(task);
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, tasks.length) }, work));
  return failed;
}
