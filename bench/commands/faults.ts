// Sends calls to a server with planned faults and counts the outcomes, with our client and with
// others. With --write, puts the tables into docs/benchmarks.md; --calls sets the number of calls per cell.
import { parseArgs } from "node:util";
import type { Contender } from "../clients/contender.ts";
import { installedContenders } from "../clients/index.ts";
import { openwaba } from "../clients/openwaba.ts";
import { type Cell, matrix } from "../fault-matrix.ts";
import { installPeers } from "../peers.ts";
import { markdown, writeMarked } from "../report.ts";
import { loadRuntime } from "../runtime.ts";
import { type Outcome, survive } from "../survival.ts";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "100" },
    only: { type: "string", multiple: true },
    write: { type: "boolean", default: false },
  },
});
const conditions = { calls: Number(values.calls), pace: 25, deadline: 20_000, timeout: 1000 };

installPeers();
const contenders = [openwaba(await loadRuntime()), ...installedContenders()].filter(
  ({ name }) => values.only?.includes(name) ?? true,
);

/** One row of the tables: a client, with or without retries of POSTs. */
interface Row {
  name: string;
  contender: Contender;
  repeatsPosts: boolean;
  outcomes: Map<Cell, Outcome>;
}

const rows = contenders.flatMap((contender): Row[] => {
  const row = { name: contender.name, contender, repeatsPosts: false, outcomes: new Map<Cell, Outcome>() };
  const told = {
    ...row,
    name: `${contender.name}, POST repeated`,
    repeatsPosts: true,
    outcomes: new Map<Cell, Outcome>(),
  };
  return contender.sparesPosts ? [row, told] : [row];
});

for (const cell of matrix) {
  const own = rows.filter(({ repeatsPosts }) => cell.method === "POST" || !repeatsPosts);
  await Promise.all(
    own.map(async ({ contender, repeatsPosts, outcomes }) => {
      outcomes.set(cell, await survive(contender, cell, { ...conditions, repeatsPosts }));
    }),
  );
  const table = {
    head: [
      "client",
      "completed",
      "failed",
      "wrong answer",
      "left open",
      "delivered twice",
      "before Retry-After",
      "requests",
    ],
    rows: own.map(({ name, outcomes }) => {
      const { completed, failed, wrong, open, deliveredTwice, early, requests } = outcomes.get(cell) ?? never(name);
      return [name, ...[completed, failed, wrong, open, deliveredTwice, early, requests].map(String)];
    }),
  };
  console.log(`${cell.method}, ${cell.name}\n\n${markdown(table)}`);
}

if (values.write) {
  const overviews = [
    "### GET: completed\n",
    overview(matrix.filter(({ method }) => method === "GET")),
    "### POST that is delivered before the fault: completed\n",
    overview(matrix.filter(({ acts }) => acts)),
    "### POST that is not delivered before the fault: completed\n",
    overview(matrix.filter(({ method, acts }) => method === "POST" && !acts)),
  ];
  await writeMarked("faults", `${conditions.calls} calls in each cell.\n\n${overviews.join("\n")}`);
}

/** A row for each client: completed calls and everything that went wrong. */
function overview(cells: Cell[]): string {
  const shown = rows.filter(({ outcomes }) => cells.every((cell) => outcomes.has(cell)));
  return markdown({
    head: ["client", ...cells.map(({ name }) => name)],
    rows: shown.map(({ name, outcomes }) => [name, ...cells.map((cell) => summary(outcomes.get(cell) ?? never(name)))]),
  });
}

function summary({ completed, wrong, open, deliveredTwice, early }: Outcome): string {
  const faults = { "wrong answers": wrong, "left open": open, "delivered twice": deliveredTwice, "too early": early };
  const notes = Object.entries(faults).filter(([, count]) => count > 0);
  return [String(completed), ...notes.map(([what, count]) => `${count} ${what}`)].join(", ");
}

function never(name: string): never {
  throw new Error(`Cannot show ${name}: it was not measured`);
}
