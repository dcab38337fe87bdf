import { createGraphClient } from "./openwaba.ts";
import { cellsOf, type Part } from "./report.ts";
import { collectGarbage, measureRounds } from "./rounds.ts";
import type { Runtime } from "./runtime.ts";
import { accountId, answerHeaders, graphUrl, numberAt, token, version } from "./workload.ts";

const pageCount = 400;
const pageSize = 25; // the platform's default

/** A `fetch` that returns a list page by page. */
function listingFetch(): typeof fetch {
  const pages = Array.from({ length: pageCount }, (_, page) => {
    const isLast = page === pageCount - 1;
    const data = Array.from({ length: pageSize }, (_item, index) => numberAt(page * pageSize + index));
    const cursors = { before: `b${page}`, after: `${page + 1}` };
    const next = `${graphUrl}/${version}/${accountId}/phone_numbers?access_token=${token}&limit=${pageSize}&after=${page + 1}`;
    const text = JSON.stringify({ data, paging: { cursors, ...(!isLast && { next }) } });
    return { text, headers: answerHeaders(text) };
  });
  return async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const { text, headers } = pages[Number(/[?&]after=(\d+)/.exec(url)?.[1] ?? 0)] ?? { text: "", headers: {} };
    return new Response(text, { headers });
  };
}

interface Page {
  data: { id: string }[];
  paging: { cursors: { after: string }; next?: string };
}

/** A walk over all pages: with `paginate`, by hand with our client, and by hand with raw fetch. */
export async function listWalks(runtime: Runtime, rounds: number): Promise<Part> {
  const walks = createWalks(runtime);
  for (const [name, walk] of Object.entries(walks)) {
    const items = await walk();
    if (items !== pageCount * pageSize) throw new Error(`Cannot measure ${name}: it found ${items} items`);
  }
  const subjects = Object.entries(walks).map(([name, run]) => ({ name, run, times: 1 }));
  const figures = [...(await measureRounds(subjects, rounds))];
  const growth = await heapGrowth(runtime);
  return {
    title: `A list of ${pageCount} pages of ${pageSize} items: processor time`,
    table: {
      head: ["walk", "all pages", "relative to the loop with client.GET"],
      rows: figures.map(([name, own]) => [name, ...cellsOf(own)]),
    },
    targets: [
      { what: "`paginate` against a loop", limit: 1.05, measured: new Map(figures).get("paginate")?.cpuRatio.median },
      { what: "heap gained from page 100 to page 400", limit: 0.1, measured: growth / 2 ** 20, unit: " MB" },
    ],
  };
}

function createWalks(runtime: Runtime) {
  const { paginate, unwrap } = runtime;
  const fetch = listingFetch();
  const client = createGraphClient(runtime, { baseUrl: graphUrl, fetch });
  const options = { params: { path: { waba_id: accountId } } };
  return {
    "loop with client.GET": async () => {
      let items = 0;
      for (let after: string | undefined; ;) {
        const query = after === undefined ? {} : { after };
        const page = unwrap(
          await client.GET("/{waba_id}/phone_numbers", { params: { ...options.params, query } }),
        ) as Page;
        for (const item of page.data) if (item.id) items++;
        if (!page.paging.next) return items;
        after = page.paging.cursors.after;
      }
    },
    "loop with raw fetch": async () => {
      let items = 0;
      for (let query = ""; ;) {
        const headers = { authorization: `Bearer ${token}` };
        const response = await fetch(`${graphUrl}/${version}/${accountId}/phone_numbers${query}`, { headers });
        const page: Page = JSON.parse(await response.text());
        for (const item of page.data) if (item.id) items++;
        if (!page.paging.next) return items;
        query = `?after=${encodeURIComponent(page.paging.cursors.after)}`;
      }
    },
    paginate: async () => {
      let items = 0;
      for await (const item of paginate(client, "/{waba_id}/phone_numbers", options)) if (item.id) items++;
      return items;
    },
  };
}

/** Bytes by which the heap is larger at the last page than after the first quarter of them. */
async function heapGrowth(runtime: Runtime): Promise<number> {
  const client = createGraphClient(runtime, { baseUrl: graphUrl, fetch: listingFetch() });
  const options = { params: { path: { waba_id: accountId } } };
  await runtime.paginate(client, "/{waba_id}/phone_numbers", options).toArray();
  const heaps: number[] = [];
  let count = 0;
  for await (const _ of runtime.paginate(client, "/{waba_id}/phone_numbers", options).pages()) {
    if (++count % (pageCount / 4) !== 0) continue;
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed);
  }
  return (heaps.at(-1) ?? Number.NaN) - (heaps[0] ?? Number.NaN);
}
