import type { BenchClient, Contender } from "./clients/contender.ts";
import { versionOf } from "./peers.ts";
import { type Part, ratio } from "./report.ts";
import { type Figures, measureRounds, type Subject } from "./rounds.ts";
import { startServer } from "./server.ts";
import { accountId, graphUrl, nextMessage, phoneNumberId, phoneNumbers, sent, stubFetch } from "./workload.ts";

/** Cost of both calls, by contender name. */
interface CallFigures {
  get: Map<string, Figures>;
  post: Map<string, Figures>;
}

/** Calls to a stub that responds at once: the overhead of the clients alone. */
export async function stubbedCalls(contenders: Contender[], rounds: number): Promise<Part> {
  const stubbed = contenders.filter(({ ownTransport }) => !ownTransport);
  const figures = await measureCalls(stubbed, rounds, 500, async ({ create }) => ({
    get: (await create({ baseUrl: graphUrl, fetch: stubFetch(phoneNumbers) })).get,
    post: (await create({ baseUrl: graphUrl, fetch: stubFetch(sent) })).post,
  }));
  const [ours, all] = ["openwaba", "openwaba with everything on"];
  return {
    title: "A call that a stub answers: processor time",
    table: tableOf(stubbed, figures),
    targets: [
      { what: "GET answered by a stub", limit: 1.6, measured: figures.get.get(ours)?.cpuRatio.median },
      { what: "POST answered by a stub", limit: 1.8, measured: figures.post.get(ours)?.cpuRatio.median },
      { what: "the same GET with everything on", limit: 1.6, measured: figures.get.get(all)?.cpuRatio.median },
      { what: "the same POST with everything on", limit: 1.8, measured: figures.post.get(all)?.cpuRatio.median },
    ],
  };
}

/** Calls to a server on loopback, each client with its own transport. */
export async function servedCalls(contenders: Contender[], rounds: number): Promise<Part> {
  const { baseUrl, stop } = await startServer();
  try {
    const figures = await measureCalls(contenders, rounds, 200, ({ create }) => create({ baseUrl }));
    const undici = "openwaba over undici";
    return {
      title: "A call over HTTP on loopback: processor time of the client",
      table: tableOf(contenders, figures),
      targets: [
        { what: "GET over loopback", limit: 1.15, measured: figures.get.get("openwaba")?.cpuRatio.median },
        { what: "POST over loopback", limit: 1.15, measured: figures.post.get("openwaba")?.cpuRatio.median },
        { what: "GET over loopback, by undici", limit: 0.5, measured: figures.get.get(undici)?.cpuRatio.median },
        { what: "POST over loopback, by undici", limit: 0.5, measured: figures.post.get(undici)?.cpuRatio.median },
      ],
    };
  } finally {
    stop();
  }
}

async function measureCalls(
  contenders: Contender[],
  rounds: number,
  times: number,
  create: (contender: Contender) => Promise<BenchClient>,
): Promise<CallFigures> {
  const get: Subject[] = [];
  const post: Subject[] = [];
  for (const contender of contenders) {
    const client = await create(contender);
    get.push({ name: contender.name, times, run: () => client.get(accountId) });
    post.push({ name: contender.name, times, run: () => client.post(phoneNumberId, nextMessage()) });
  }
  return { get: await measureRounds(get, rounds), post: await measureRounds(post, rounds) };
}

function tableOf(contenders: Contender[], { get, post }: CallFigures) {
  const cellsOf = (figures: Figures | undefined) =>
    figures ? [`${figures.cpu.median.toFixed(1)} µs`, ratio(figures.cpuRatio)] : ["", ""];
  const rows = contenders.map(({ name, peers }) => {
    const version = versionOf(peers.at(-1) ?? "");
    return [version ? `${name} ${version}` : name, ...cellsOf(get.get(name)), ...cellsOf(post.get(name))];
  });
  return { head: ["client", "GET", "relative to raw fetch", "POST", "relative to raw fetch"], rows };
}
