import { getEventListeners } from "node:events";
import { allMiddleware, callsOf, createGraphClient } from "../openwaba.ts";
import { collectGarbage } from "../rounds.ts";
import { loadRuntime, type Runtime } from "../runtime.ts";
import { accountId, graphUrl, nextMessage, phoneNumberId, phoneNumbers, sent, stubFetch } from "../workload.ts";

/** What the process holds at one point in time. */
interface Holdings {
  /** Bytes, after garbage collection. */
  heap: number;
  /** On the signal that all calls share. */
  listeners: number;
  /** Active timers, handles and requests. */
  resources: number;
}

const concurrency = 50;

export async function benchSoak(calls: number): Promise<void> {
  console.log("Sending calls through our client with everything on");
  const growth = growthOf(await soak(await loadRuntime(), calls));
  console.log(growth.length === 0 ? "Nothing grew" : `Grown: ${growth.join(", ")}`);
  if (growth.length > 0) process.exitCode = 1;
}

/**
 * Sends GETs and POSTs in turn through all middleware, under one signal, and prints what is held after
 * each tenth of them. The first look is after a tenth: by then everything is warm.
 */
async function soak(runtime: Runtime, calls: number): Promise<Holdings[]> {
  const { signal } = new AbortController();
  const fetches = { GET: stubFetch(phoneNumbers), POST: stubFetch(sent) };
  const fetch: typeof globalThis.fetch = (url, init) => fetches[init?.method === "POST" ? "POST" : "GET"](url, init);
  const client = createGraphClient(runtime, { baseUrl: graphUrl, fetch }, { middleware: allMiddleware(runtime) });
  const { get, post } = callsOf(runtime, client, signal);
  const resources = process.getActiveResourcesInfo().length;

  // few enough to use each before the first look, and enough to stay below the limit per pair
  const messages = Array.from({ length: Math.ceil(calls / 50) }, nextMessage);
  const messageAt = (index: number) => messages[index % messages.length] ?? nextMessage();

  const looks: Holdings[] = [];
  let count = 0;
  while (looks.length < 10) {
    const end = Math.round((calls * (looks.length + 1)) / 10);
    const work = async () => {
      while (count < end) {
        const index = count++;
        await (index % 2 === 0 ? get(accountId) : post(phoneNumberId, messageAt((index - 1) / 2)));
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    looks.push(look());
  }
  return looks;

  function look(): Holdings {
    collectGarbage();
    const heap = process.memoryUsage().heapUsed;
    const listeners = getEventListeners(signal, "abort").length;
    const more = process.getActiveResourcesInfo().length - resources;
    console.log(
      `${count} calls: heap ${(heap / 2 ** 20).toFixed(2)} MB, ${listeners} listeners, ${more} timers and handles more`,
    );
    return { heap, listeners, resources: more };
  }
}

/** What grew from the first look to the last one. */
function growthOf([first, ...later]: Holdings[]): string[] {
  const last = later.at(-1);
  if (!first || !last) throw new Error("Cannot compare: there are fewer than two looks");
  const growth: string[] = [];
  if (last.heap - first.heap > 2 ** 20)
    growth.push(`the heap by ${((last.heap - first.heap) / 2 ** 20).toFixed(1)} MB`);
  if (last.listeners > 0) growth.push(`listeners on the shared signal to ${last.listeners}`);
  if (last.resources > 0) growth.push(`active timers and handles by ${last.resources}`);
  return growth;
}
