import { loadClients } from "../clients.ts";
import { measuredOn, targetTable, writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";
import { appSecret, batches, loadWebhooks, verifications } from "../webhooks.ts";

export async function benchWebhooks({ rounds, write }: { rounds: number; write: boolean }): Promise<void> {
  const webhooks = await loadWebhooks();
  const clients = (await loadClients()).webhookClients(appSecret);
  const parts = [await verifications(webhooks, clients, rounds), await batches(webhooks, clients, rounds)];
  const tables = parts.map(({ title, table }) => `### ${title}\n\n${markdownTable(table)}`);
  const targets = markdownTable(targetTable(parts.flatMap((part) => part.targets)));
  console.log([...tables, targets].join("\n"));

  if (write) {
    await writeMarked("webhooks", `${measuredOn(rounds)}\n\n${targets}\n${tables.join("\n")}`);
  }
}
