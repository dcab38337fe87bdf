import { collectGarbage } from "./rounds.ts";
import type { Emulator, Holdings, Started } from "./emulator.ts";
import { createSender } from "./send-messages.ts";

/** Runs one emulator in a process of its own: `node emulator-process.ts <module> <token> [<webhook>]`. */
const [module = "", accessToken = "", webhook] = process.argv.slice(2);
const { default: emulator }: { default: Emulator } = await import(module);
const start = await emulator.load();
const begin = performance.now();
const url = (await start({ accessToken, ...(webhook !== undefined && { webhook }) })) + (emulator.prefix ?? "");
const sender = createSender(url, accessToken, 1);
await sender.send();
const started: Started = { url, start: performance.now() - begin };
sender.close();
process.send?.(started);

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  collectGarbage();
  const { heapUsed: heap, rss } = process.memoryUsage();
  const holdings: Holdings = { heap, rss, cpu: user + system };
  process.send?.(holdings);
});
