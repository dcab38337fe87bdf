/** A process that reads the recipients of a campaign into Redis, and says what memory it holds. */
import { createCampaign, openCampaigns } from "../packages/campaigns/src/index.ts";

const [port, many] = process.argv.slice(2);
const marks = 10;

/** Heap in bytes, at each tenth of the list. */
const heaps: number[] = [];

function* people() {
  const total = Number(many);
  for (let index = 0; index < total; index++) {
    if (index > 0 && index % (total / marks) === 0) {
      globalThis.gc?.();
      heaps.push(process.memoryUsage().heapUsed);
    }
    yield { to: `+1555${10_000_000 + index}`, name: `Person ${index}` };
  }
}

const queue = await openCampaigns({ connection: `redis://127.0.0.1:${port}`, warn: () => undefined });
await createCampaign(queue, {
  id: "list",
  phoneNumberIds: ["1"],
  message: { type: "text", text: { body: "Our sale begins today." } },
  recipients: people(),
});
globalThis.gc?.();
process.send?.([...heaps, process.memoryUsage().heapUsed], () => process.exit());
