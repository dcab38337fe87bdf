// A campaign from several processes: two workers send, one of them is killed in the middle, and everybody gets one message.
// It needs Redis or Valkey with `appendonly yes`: `redis-server --appendonly yes`, at REDIS_URL or redis://127.0.0.1:6379.
// `node examples/campaign-workers.ts people.csv` sends to the people of a list with the columns to, name and parcel.
import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createCampaign,
  csvRecipients,
  openCampaigns,
  runWorker,
  settleCampaigns,
  sharedThrottle,
  showInSandbox,
} from "@openwaba/campaigns";
import { createWebhookHandler, createWhatsAppClient } from "openwaba";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

// #region open
const queue = await openCampaigns({ connection: process.env.REDIS_URL ?? "redis://127.0.0.1:6379" });
// #endregion open

const pier = { latitude: "47.6097", longitude: "-122.3425", name: "Pier 4", address: "12 Pier Street" };

if (process.argv[2] === "work") work();
else await lead(process.argv[2]);

/** Sends until it is told to stop, or killed. */
function work(): void {
  // #region work
  const client = createWhatsAppClient({
    auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "",
    ...(process.env.WHATSAPP_BASE_URL && { baseUrl: process.env.WHATSAPP_BASE_URL }),
  });
  const worker = runWorker(queue, {
    client,
    throttle: sharedThrottle(queue, { messagesPerSecond: 80 }), // of all workers together
    lockDuration: 2000, // a killed worker is noticed soon
    longestCall: 5000,
  });
  process.once("SIGTERM", () => void worker.close().then(() => queue.close()));
  // #endregion work
}

/** Creates the campaign, starts the workers, and tells how it goes. */
async function lead(file: string | undefined): Promise<void> {
  const narrator = new Narrator((line) => console.log(line));
  const { name, baseUrl, accessToken, ids, app, ...platform } = await openPlatform();
  const environment = { ...process.env, WHATSAPP_ACCESS_TOKEN: accessToken, WHATSAPP_BASE_URL: baseUrl };
  const startWorker = () => fork(import.meta.filename, ["work"], { env: environment });

  // #region settle
  platform.receive(
    createWebhookHandler({
      appSecret: app.secret,
      verifyToken: app.verifyToken,
      on: { ...settleCampaigns(queue) },
    }),
  );
  // #endregion settle

  // #region create
  const campaign = await createCampaign(queue, {
    id: process.env.CAMPAIGN ?? `parcels-${randomUUID().slice(0, 8)}`,
    phoneNumberIds: [ids.phone_number_id],
    recipients: file === undefined ? invent(Number(process.env.PEOPLE ?? 400)) : csvRecipients(createReadStream(file)),
    message: ({ name: firstName = "", parcel = "" }) => ({
      type: "template",
      template: {
        name: "delivery_on_its_way",
        language: { code: "en_GB" },
        components: [
          { type: "header", parameters: [{ type: "location", location: pier }] },
          {
            type: "body",
            parameters: [
              { type: "text", parameter_name: "first_name", text: firstName },
              { type: "text", parameter_name: "parcel_number", text: parcel },
            ],
          },
          { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: parcel }] },
        ],
      },
    }),
  });
  // #endregion create

  narrator.say(`Campaign ${campaign.id} on ${name}`);
  // #region show
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(baseUrl).hostname);
  const shown = isLocal ? showInSandbox(queue, { url: baseUrl }) : undefined;
  if (shown) narrator.say(`Look at it: ${baseUrl}/_sandbox/console/campaigns/${campaign.id}`);
  // #endregion show
  narrator.step("Two workers send; one is killed after a second, and replaced");
  const workers = [startWorker(), startWorker()];
  const killing = (async () => {
    await sleep(1000);
    workers[0]?.kill("SIGKILL");
    workers[0] = startWorker();
  })();
  // #region watch
  for await (const { state, pending, counts } of campaign.watch())
    narrator.say(`${state}: ${pending} to go, ${counts.delivered} delivered`);
  // #endregion watch

  await killing;
  narrator.step("Wait for what webhooks tell of them");
  const end = Date.now() + 10_000;
  let last = await campaign.progress();
  while (last.counts.accepted + last.counts.sent > 0 && Date.now() < end) {
    await sleep(200);
    last = await campaign.progress();
  }
  narrator.say("people  what became of their messages");
  for (const [state, count] of Object.entries(last.counts))
    if (count > 0) narrator.say(`${String(count).padStart(6)}  ${state}`);
  for await (const { person } of campaign.unknown(0)) narrator.say(`? ${person.to}: ask, then settle() or resend()`);

  for (const worker of workers) worker.kill("SIGTERM");
  await shown?.close();
  await platform.close();
  await queue.close();
}

function invent(many: number) {
  return Array.from({ length: many }, (_, index) => ({
    to: `+1555${1_000_000 + index}`,
    name: "Ada",
    parcel: `HC-${index}`,
  }));
}
