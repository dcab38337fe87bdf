// Measures what calls cost with our client, with others, and with nothing but fetch. With --write, puts the
// tables into docs/benchmarks.md; --only takes the name of one part.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { bundledPrograms } from "../bundles.ts";
import { servedCalls, stubbedCalls } from "../calls.ts";
import { installedClients } from "../clients/index.ts";
import { openwaba, openwabaOverUndici, openwabaWithAll } from "../openwaba.ts";
import { freshImports } from "../imports.ts";
import { listWalks } from "../pages.ts";
import { installClients } from "../clients.ts";
import { type Part, targetTable, writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";
import { loadRuntime } from "../runtime.ts";
import { verifyClient } from "../verify.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "25" },
    only: { type: "string", multiple: true },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);

installClients();
const runtime = await loadRuntime();
const [baseline, ...compared] = installedClients();
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
  if (values.only && !values.only.includes(name)) continue;
  const part = await measure();
  parts.push(part);
  console.log(`${part.title}\n\n${markdownTable(part.table)}`);
}
const targets = markdownTable(targetTable(parts.flatMap((part) => part.targets)));
console.log(targets);

if (values.write) {
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${rounds} rounds.`;
  const tables = parts.map(({ title, table }) => `### ${title}\n\n${markdownTable(table)}\n`);
  await writeMarked("calls", `${machine}\n\n${targets}\n${tables.join("")}`);
}
