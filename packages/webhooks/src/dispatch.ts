import type { Claim, DedupeStore } from "./dedupe.ts";
import { WebhookAppError } from "./errors.ts";
import type { WebhookEvent } from "./event.ts";
import { chooseHandler, type Handle, type WebhookHandlers } from "./choose-handler.ts";
import { within } from "./within.ts";

export interface DispatchOptions {
  on: WebhookHandlers;
  store: DedupeStore | undefined;
  /** Events of one delivery that are handled at the same time. */
  concurrency: number;
  /** How long a delivery waits for the handler of one event, in ms. */
  timeout: number;
  report: (error: unknown, event: WebhookEvent) => Promise<void>;
}

/** An event with its handler. */
interface Task {
  event: WebhookEvent;
  key: string;
  handle: Handle;
}

/** Counts of the events of a delivery that the platform must deliver again. */
export interface Outcome {
  /** Handlers that threw or did not settle in time. */
  failed: number;
  /** Events that another delivery is handling, or that the store could not claim. */
  postponed: number;
}

/** Claims the events that have a handler; returns a function to handle them, and how many must be delivered again. */
export async function claimEvents(events: readonly WebhookEvent[], options: DispatchOptions) {
  const { on, store, concurrency, timeout, report } = options;
  const owner = crypto.randomUUID();
  const claimed = Date.now();

  /** Claims an event; returns `otherwise` when the store fails. */
  async function claim({ event }: Task, otherwise: Claim): Promise<Claim> {
    if (store === undefined || event.dedupeKey === undefined) return "new";
    try {
      return await store.claim(event.dedupeKey, owner);
    } catch (error) {
      await report(error, event);
      return otherwise;
    }
  }

  async function end({ event }: Task, isDone: boolean): Promise<void> {
    if (event.dedupeKey === undefined) return;
    try {
      await (isDone ? store?.complete(event.dedupeKey, owner) : store?.release(event.dedupeKey, owner));
    } catch (error) {
      await report(error, event);
    }
  }

  async function run(task: Task, outcome: Outcome): Promise<void> {
    const { event, key, handle } = task;
    if (store?.lease !== undefined && Date.now() - claimed >= store.lease / 2) {
      const again = await claim(task, "new"); // if the store fails, the claim counts as still ours
      if (again === "busy") outcome.postponed++;
      if (again !== "new") return;
    }
    let handling: unknown;
    let isLate = false;
    const late = () => {
      isLate = true;
      return new WebhookAppError("handler", `the handler ${key} did not settle within ${timeout} ms`);
    };
    try {
      handling = handle(event);
      await within(handling, timeout, late);
    } catch (error) {
      outcome.failed++;
      await report(error, event);
      if (isLate) void endLater(task, handling);
      else await end(task, false);
      return;
    }
    await end(task, true);
  }

  /** Keeps the claim of an event whose handler still runs until it settles or the lease expires. */
  async function endLater(task: Task, handling: unknown): Promise<void> {
    try {
      await handling;
    } catch (error) {
      await report(error, task.event);
      return end(task, false);
    }
    return end(task, true);
  }

  async function handleAll(tasks: readonly Task[]): Promise<Outcome> {
    const outcome = { failed: 0, postponed: 0 };
    const queue = tasks.values();
    async function takeTurns(): Promise<void> {
      for (const task of queue) await run(task, outcome);
    }
    await Promise.all(Array.from({ length: Math.min(concurrency, tasks.length) }, takeTurns));
    return outcome;
  }

  const wanted = (store ? distinct(events) : events).flatMap((event) => {
    const chosen = chooseHandler(on, event);
    return chosen ? [{ event, ...chosen }] : [];
  });
  // busy when the store fails, so that the event is delivered again
  const claims = await Promise.all(wanted.map((task) => claim(task, "busy")));
  return {
    postponed: claims.filter((one) => one === "busy").length,
    handle: () => handleAll(wanted.filter((_, index) => claims[index] === "new")),
  };
}

/** Removes duplicates; an event without a key is never one. */
function distinct(events: readonly WebhookEvent[]): WebhookEvent[] {
  return [...new Map(events.map((event) => [event.dedupeKey ?? event, event])).values()];
}
