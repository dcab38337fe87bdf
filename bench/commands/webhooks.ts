// Measures what it costs to verify and to parse deliveries, by our package, by others and by hand. With --write, puts
// the tables into docs/benchmarks.md.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { installClients } from "../clients.ts";
import { targetTable, writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";
import { batches, loadWebhooks, verifications, webhookClients } from "../webhooks.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "25" }, write: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);

installClients();
const webhooks = await loadWebhooks();
const clients = await webhookClients();
const parts = [await verifications(webhooks, clients, rounds), await batches(webhooks, clients, rounds)];
const tables = parts.map(({ title, table }) => `### ${title}\n\n${markdownTable(table)}`);
const targets = markdownTable(targetTable(parts.flatMap((part) => part.targets)));
console.log([...tables, targets].join("\n"));

if (values.write) {
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${rounds} rounds.`;
  await writeMarked("webhooks", `${machine}\n\n${targets}\n${tables.join("\n")}`);
}
