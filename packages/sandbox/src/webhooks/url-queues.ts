/** Something to be done for a URL. */
export interface Task {
  /** Memory that it holds while it waits. */
  readonly bytes: number;
  /** Must not reject, and end soon after the signal is aborted; it may be aborted before the start. */
  run(signal: AbortSignal): Promise<void>;
}

interface Queue {
  readonly tasks: Task[];
  readonly controller: AbortController;
  bytes: number;
}

/** Bytes of the tasks that wait for one URL. */
export const waitingBytes = 64 * 1_048_576; // 64 MB

export interface UrlQueues {
  /** Whether the task was taken; it is not when too much waits for the URL. */
  add(url: string, task: Task): boolean;
  /** Aborts all tasks. */
  clear(): void;
}

/** Does one task after the other for each URL, and different URLs at the same time. */
export function createUrlQueues(): UrlQueues {
  const queues = new Map<string, Queue>();

  async function work(url: string, queue: Queue): Promise<void> {
    for (let task = queue.tasks.shift(); task !== undefined; task = queue.tasks.shift()) {
      queue.bytes -= task.bytes;
      await task.run(queue.controller.signal);
    }
    if (queues.get(url) === queue) queues.delete(url);
  }

  return {
    add(url, task) {
      const running = queues.get(url);
      const queue = running ?? { tasks: [], controller: new AbortController(), bytes: 0 };
      if (queue.bytes + task.bytes > waitingBytes) return false;
      queue.tasks.push(task);
      queue.bytes += task.bytes;
      if (running) return true;
      queues.set(url, queue);
      void work(url, queue);
      return true;
    },
    clear() {
      const aborted = [...queues.values()];
      queues.clear();
      for (const { controller } of aborted) controller.abort();
    },
  };
}
