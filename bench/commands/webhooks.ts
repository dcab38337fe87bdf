// Measures what it costs to verify and to parse deliveries, by our package, by others and by hand. With --write, puts
// the tables into docs/benchmarks.md.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { installPeers } from "../peers.ts";
import { markdown, targetTable, writeMarked } from "../report.ts";
import { batches, loadWebhooks, verifications, webhookPeers } from "../webhooks.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "25" }, write: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);

installPeers();
const webhooks = await loadWebhooks();
const peers = await webhookPeers();
const parts = [await verifications(webhooks, peers, rounds), await batches(webhooks, peers, rounds)];
const tables = parts.map(({ title, table }) => `### ${title}\n\n${markdown(table)}`);
const targets = markdown(targetTable(parts.flatMap((part) => part.targets)));
console.log([...tables, targets].join("\n"));

if (values.write) {
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${rounds} rounds.`;
  await writeMarked("webhooks", `${machine}\n\n${targets}\n${tables.join("\n")}`);
}
