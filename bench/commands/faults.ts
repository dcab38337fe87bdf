import type { Client } from "../client.ts";
import { baseline } from "../baseline.ts";
import { openwaba } from "../openwaba.ts";
import { type Cell, matrix } from "../fault-matrix.ts";
import { loadClients } from "../clients.ts";
import { writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";
import { loadRuntime } from "../runtime.ts";
import { type Outcome, survive } from "../survival.ts";

/** One row of the tables: a client, with or without retries of POSTs. */
interface Row {
  name: string;
  client: Client;
  repeatsPosts: boolean;
  outcomes: Map<Cell, Outcome>;
}

interface Settings {
  /** Per cell. */
  calls: number;
  /** Names of the clients. @default all */
  only: string[] | undefined;
  write: boolean;
}

const columns: Record<keyof Outcome, string> = {
  completed: "completed",
  failed: "failed",
  wrong: "wrong answer",
  open: "left open",
  deliveredTwice: "delivered twice",
  early: "before Retry-After",
  requests: "requests",
};

/** What the page shows: its titles, and the cells below them. */
const overviews: Record<string, (cell: Cell) => boolean> = {
  "GET: completed": ({ method }) => method === "GET",
  "POST that is delivered before the fault: completed": ({ acts }) => acts,
  "POST that is not delivered before the fault: completed": ({ method, acts }) => method === "POST" && !acts,
};

export async function benchFaults({ calls, only, write }: Settings): Promise<void> {
  const conditions = { calls, pace: 25, deadline: 20_000, timeout: 1000 };
  const all = [openwaba(await loadRuntime()), baseline, ...(await loadClients()).clients];
  const rows = all.filter(({ name }) => only?.includes(name) ?? true).flatMap(rowsOf);

  for (const cell of matrix) {
    const own = rows.filter(({ repeatsPosts }) => cell.method === "POST" || !repeatsPosts);
    await Promise.all(
      own.map(async ({ client, repeatsPosts, outcomes }) => {
        outcomes.set(cell, await survive(client, cell, { ...conditions, repeatsPosts }));
      }),
    );
    const table = {
      head: ["client", ...Object.values(columns)],
      rows: own.map(({ name, outcomes }) => {
        const outcome = outcomes.get(cell) ?? never(name);
        return [name, ...(Object.keys(columns) as (keyof Outcome)[]).map((column) => String(outcome[column]))];
      }),
    };
    console.log(`${cell.method}, ${cell.name}\n\n${markdownTable(table)}`);
  }

  if (write) {
    const tables = Object.entries(overviews).map(([title, isShown]) => {
      return `### ${title}\n\n${overview(rows, matrix.filter(isShown))}`;
    });
    await writeMarked("faults", `${conditions.calls} calls in each cell.\n\n${tables.join("\n")}`);
  }
}

/** One row, or two if the client repeats a POST only when configured to. */
function rowsOf(client: Client): Row[] {
  const row = (name: string, repeatsPosts: boolean) => ({ name, client, repeatsPosts, outcomes: new Map() });
  const rows = [row(client.name, false)];
  return client.sparesPosts ? [...rows, row(`${client.name}, POST repeated`, true)] : rows;
}

/** A row for each client: completed calls and everything that went wrong. */
function overview(rows: Row[], cells: Cell[]): string {
  const shown = rows.filter(({ outcomes }) => cells.every((cell) => outcomes.has(cell)));
  return markdownTable({
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
