/** Something to be done for a URL. */
interface Task {
  /** Memory that it holds while it waits. */
  readonly bytes: number;
  /** Must not reject, and end soon after the signal is aborted; it may be aborted before the start. */
  run(signal: AbortSignal): Promise<void>;
}

/** A task with the one after it: taking the first of a long array would move all others. */
interface Link {
  readonly task: Task;
  next?: Link;
}

interface Queue {
  last: Link;
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

  async function work(url: string, queue: Queue, first: Link): Promise<void> {
    for (let link: Link | undefined = first; link !== undefined; link = link.next) {
      queue.bytes -= link.task.bytes;
      await link.task.run(queue.controller.signal);
    }
    if (queues.get(url) === queue) queues.delete(url);
  }

  return {
    add(url, task) {
      const link: Link = { task };
      const running = queues.get(url);
      if (running) {
        if (running.bytes + task.bytes > waitingBytes) return false;
        running.bytes += task.bytes;
        running.last.next = link;
        running.last = link;
      } else {
        const queue: Queue = { last: link, controller: new AbortController(), bytes: task.bytes };
        queues.set(url, queue);
        void work(url, queue, link);
      }
      return true;
    },
    clear() {
      const aborted = [...queues.values()];
      queues.clear();
      for (const { controller } of aborted) controller.abort();
    },
  };
}
