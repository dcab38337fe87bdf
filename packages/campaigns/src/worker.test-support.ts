/** A process that works on the campaigns of a test until it is killed. */
import { createMessagesClient } from "@openwaba/messages";
import { openCampaigns } from "./open-campaigns.ts";
import { runWorker } from "./run-worker.ts";

const [redisPort, baseUrl, auth = ""] = process.argv.slice(2);
const queue = await openCampaigns({ connection: `redis://127.0.0.1:${redisPort}` });
const client = createMessagesClient({ auth, ...(baseUrl !== undefined && { baseUrl }), retry: { delay: 1 } });
runWorker(queue, { client, concurrency: 8, lockDuration: 1000, longestCall: 1500, onError: () => undefined });
