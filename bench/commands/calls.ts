import { bundledPrograms } from "../bundles.ts";
import { servedCalls, stubbedCalls } from "../calls.ts";
import { openwaba, openwabaOverUndici, openwabaWithAll } from "../openwaba.ts";
import { freshImports } from "../imports.ts";
import { listWalks } from "../pages.ts";
import { baseline } from "../baseline.ts";
import { loadClients } from "../clients.ts";
import { measuredOn, type Part, targetTable, writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";
import { loadRuntime } from "../runtime.ts";
import { verifyClient } from "../verify.ts";

interface Settings {
  rounds: number;
  /** The parts to measure. @default all */
  only: string[] | undefined;
  write: boolean;
}

export async function benchCalls({ rounds, only, write }: Settings): Promise<void> {
  const runtime = await loadRuntime();
  const { clients: compared } = await loadClients();
  const ours = [openwaba(runtime), openwabaWithAll(runtime), openwabaOverUndici(runtime)];
  const clients = [baseline, ...ours, ...compared];
  for (const client of clients) if (!client.ownTransport) await verifyClient(client);

  const measurements: Record<string, () => Part | Promise<Part>> = {
    stubbed: () => stubbedCalls(clients, rounds),
    served: () => servedCalls(clients, rounds),
    pages: () => listWalks(runtime, rounds),
    imports: () => freshImports(["openapi-fetch", "ky", "ofetch", "axios", "@octokit/core", "openai"], rounds),
    bundles: () => bundledPrograms(clients),
  };
  const parts: Part[] = [];
  for (const [name, measure] of Object.entries(measurements)) {
    if (only && !only.includes(name)) continue;
    const part = await measure();
    parts.push(part);
    console.log(`${part.title}\n\n${markdownTable(part.table)}`);
  }
  const targets = markdownTable(targetTable(parts.flatMap((part) => part.targets)));
  console.log(targets);

  if (write) {
    const tables = parts.map(({ title, table }) => `### ${title}\n\n${markdownTable(table)}\n`);
    await writeMarked("calls", `${measuredOn(rounds)}\n\n${targets}\n${tables.join("")}`);
  }
}
