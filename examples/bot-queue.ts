// A bot whose work takes long: it answers the webhook once the message is in a journal on disk, and works from there.
// `node examples/bot-queue.ts jobs.jsonl` keeps the journal in jobs.jsonl.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { createWebhookHandler, createWhatsAppClient, type EventOf, markAsRead, replyTo, toNodeHandler } from "openwaba";
import { readSettings } from "./bot/settings.ts";
import { JournalQueue } from "./queue/journal-queue.ts";

const { port, accessToken, appSecret, verifyToken, baseUrl } = readSettings();
const client = createWhatsAppClient({ auth: accessToken, ...(baseUrl && { baseUrl }) });
const workTime = Number(process.env.WORK_MILLISECONDS ?? 3000);

const queue = await JournalQueue.open<EventOf<"messages.text">>(process.argv[2] ?? "jobs.jsonl", async (event) => {
  await markAsRead(client, event, { typing_indicator: { type: "text" } });
  await setTimeout(workTime); // what takes long, such as a language model
  await replyTo(client, event, { text: { body: `I thought about it: ${event.message.text?.body}` } });
});

const handler = createWebhookHandler({
  appSecret,
  verifyToken,
  on: {
    // the response waits for the disk alone; if that fails it is 500, and the platform delivers the message again
    "messages.text": (event) => queue.add(event.dedupeKey ?? randomUUID(), chatOf(event), event),
  },
});
createServer(toNodeHandler(handler)).listen(port, () => console.log(`Waiting for webhooks on port ${port}`));

/** Messages of one person are answered in the order in which they came. */
function chatOf({ phoneNumberId, message }: EventOf<"messages.text">): string {
  return `${phoneNumberId} ${message.from_user_id ?? message.from}`;
}
