import type { Calls, Client } from "./client.ts";
import { withVersion } from "./clients.ts";
import { cellsOf, type Part } from "./report.ts";
import { type Figures, measureRounds, type Subject } from "./rounds.ts";
import { startServer } from "./server.ts";
import { accountId, graphUrl, nextMessage, phoneNumberId, phoneNumbers, sent, stubFetch } from "./workload.ts";

/** Cost of both calls, by client name. */
interface CallFigures {
  get: Map<string, Figures>;
  post: Map<string, Figures>;
}

/** Calls to a stub that responds at once: the overhead of the clients alone. */
export async function stubbedCalls(clients: Client[], rounds: number): Promise<Part> {
  const stubbed = clients.filter(({ ownTransport }) => !ownTransport);
  const figures = await measureCalls(stubbed, rounds, 500, async ({ create }) => ({
    get: (await create({ baseUrl: graphUrl, fetch: stubFetch(phoneNumbers) })).get,
    post: (await create({ baseUrl: graphUrl, fetch: stubFetch(sent) })).post,
  }));
  const [ours, byFunction, all] = ["openwaba", "openwaba by function", "openwaba with everything on"];
  return {
    title: "A call that a stub answers: processor time",
    table: tableOf(stubbed, figures),
    targets: [
      { what: "GET answered by a stub", limit: 1.6, measured: figures.get.get(ours)?.cpuRatio.median },
      { what: "POST answered by a stub", limit: 1.6, measured: figures.post.get(ours)?.cpuRatio.median },
      { what: "GET by function against by path", limit: 1.02, measured: shareOf(figures.get, byFunction, ours) },
      { what: "POST by function against by path", limit: 1.02, measured: shareOf(figures.post, byFunction, ours) },
      { what: "the same GET with everything on", limit: 1.9, measured: figures.get.get(all)?.cpuRatio.median },
      { what: "the same POST with everything on", limit: 1.9, measured: figures.post.get(all)?.cpuRatio.median },
    ],
  };
}

/** Calls to a server on loopback, each client with its own transport. */
export async function servedCalls(clients: Client[], rounds: number): Promise<Part> {
  const { baseUrl, stop } = await startServer();
  try {
    const figures = await measureCalls(clients, rounds, 200, ({ create }) => create({ baseUrl }));
    const undici = "openwaba over undici";
    return {
      title: "A call over HTTP on loopback: processor time of the client",
      table: tableOf(clients, figures),
      targets: [
        { what: "GET over loopback", limit: 1.1, measured: figures.get.get("openwaba")?.cpuRatio.median },
        { what: "POST over loopback", limit: 1.1, measured: figures.post.get("openwaba")?.cpuRatio.median },
        { what: "GET over loopback, by undici", limit: 0.45, measured: figures.get.get(undici)?.cpuRatio.median },
        { what: "POST over loopback, by undici", limit: 0.45, measured: figures.post.get(undici)?.cpuRatio.median },
      ],
    };
  } finally {
    stop();
  }
}

/** What one client costs in comparison with another, by their medians. */
function shareOf(figures: Map<string, Figures>, name: string, other: string): number | undefined {
  const [cost, base] = [figures.get(name)?.cpuRatio.median, figures.get(other)?.cpuRatio.median];
  return cost !== undefined && base !== undefined ? cost / base : undefined;
}

async function measureCalls(
  clients: Client[],
  rounds: number,
  times: number,
  create: (client: Client) => Calls | Promise<Calls>,
): Promise<CallFigures> {
  const get: Subject[] = [];
  const post: Subject[] = [];
  for (const client of clients) {
    const calls = await create(client);
    get.push({ name: client.name, times, run: () => calls.get(accountId) });
    post.push({ name: client.name, times, run: () => calls.post(phoneNumberId, nextMessage()) });
  }
  return { get: await measureRounds(get, rounds), post: await measureRounds(post, rounds) };
}

function tableOf(clients: Client[], { get, post }: CallFigures) {
  const rows = clients.map(({ name, package: own }) => [
    own ? withVersion(name, own) : name,
    ...cellsOf(get.get(name)),
    ...cellsOf(post.get(name)),
  ]);
  return { head: ["client", "GET", "relative to raw fetch", "POST", "relative to raw fetch"], rows };
}
