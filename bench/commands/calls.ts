// Measures what calls cost with our client, with others, and with nothing but fetch. With --write, puts the
// tables into docs/benchmarks.md; --only takes the name of one part.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { bundledPrograms } from "../bundles.ts";
import { servedCalls, stubbedCalls } from "../calls.ts";
import { installedContenders } from "../clients/index.ts";
import { openwaba, openwabaOverUndici, openwabaWithAll } from "../clients/openwaba.ts";
import { freshImports } from "../imports.ts";
import { listWalks } from "../pages.ts";
import { installPeers } from "../peers.ts";
import { markdown, type Part, targetTable, writeMarked } from "../report.ts";
import { loadRuntime } from "../runtime.ts";
import { verifyContender } from "../verify.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "25" },
    only: { type: "string", multiple: true },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);

installPeers();
const runtime = await loadRuntime();
const [floor, ...others] = installedContenders();
const ours = [openwaba(runtime), openwabaWithAll(runtime), openwabaOverUndici(runtime)];
const contenders = [floor, ...ours, ...others];
for (const contender of contenders) if (!contender.ownTransport) await verifyContender(contender);

const measurements: Record<string, () => Part | Promise<Part>> = {
  stubbed: () => stubbedCalls(contenders, rounds),
  served: () => servedCalls(contenders, rounds),
  pages: () => listWalks(runtime, rounds),
  imports: () => freshImports(["openapi-fetch", "ky", "ofetch", "axios", "@octokit/core", "openai"], rounds),
  bundles: () => bundledPrograms(contenders),
};
const parts: Part[] = [];
for (const [name, measure] of Object.entries(measurements)) {
  if (values.only && !values.only.includes(name)) continue;
  const part = await measure();
  parts.push(part);
  console.log(`${part.title}\n\n${markdown(part.table)}`);
}
const targets = markdown(targetTable(parts.flatMap((part) => part.targets)));
console.log(targets);

if (values.write) {
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${rounds} rounds.`;
  const tables = parts.map(({ title, table }) => `### ${title}\n\n${markdown(table)}\n`);
  await writeMarked("calls", `${machine}\n\n${targets}\n${tables.join("")}`);
}
