// A campaign: one template to 1,000 people, as fast as the platform allows, and to nobody twice.
// `node examples/campaign.ts people.csv` sends to the people of a list: a number, a first name and a parcel in each line.
// Who was written to is kept in people.csv.sent: run it again after a crash, and it goes on.
import { appendFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import {
  createWebhookHandler,
  createWhatsAppClient,
  GraphConnectionError,
  isGraphError,
  observe,
  sendMessage,
  throttle,
} from "openwaba";
import { trackOutcomes } from "./campaign/outcomes.ts";
import { inventPeople, type Person, readNumbers, readPeople } from "./campaign/people.ts";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const [file] = process.argv.slice(2);
if (file === undefined && process.env.WHATSAPP_ACCESS_TOKEN) {
  console.error("Cannot start the campaign: name a list of people, as in `node examples/campaign.ts people.csv`");
  process.exit(2);
}
const messagesPerSecond = Number(process.env.MESSAGES_PER_SECOND ?? 80); // 1000 for an upgraded number

const narrator = new Narrator((line) => console.log(line));
const { name, baseUrl, accessToken, ids, app, sandbox, ...platform } = await openPlatform();
// #region client
let limited = 0;
const client = createWhatsAppClient({
  auth: accessToken,
  baseUrl,
  ids,
  middleware: [throttle({ messagesPerSecond }), observe({ onRetry: () => (limited += 1) })],
});
// #endregion client

// #region webhook
const outcomes = trackOutcomes();
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      statuses({ status: { status, biz_opaque_callback_data: person, errors } }) {
        if (person === undefined) return; // of another program
        outcomes.note(person, status === "failed" ? `not delivered: ${errors?.[0]?.title}` : status);
      },
    },
  }),
);
// #endregion webhook

const list = file === undefined ? inventPeople(Number(process.env.PEOPLE ?? 1000)) : await readPeople(file);
const complete = list.filter(({ number, firstName, parcel }) => number && firstName && parcel);
const people = new Map(complete.map((person) => [person.number.replaceAll(/\D/g, ""), person]));
const journal = file === undefined ? undefined : `${file}.sent`;
const before = journal === undefined ? new Set() : await readNumbers(journal);
const open = [...people].filter(([digits]) => !before.has(digits));
narrator.say(`A campaign for ${open.length} people, on ${name}`);
narrator.say(
  `Left out: ${list.length - complete.length} incomplete, ${complete.length - people.size} twice in the list`,
);
if (journal !== undefined) narrator.say(`Written to in an earlier run, see ${journal}: ${people.size - open.length}`);

// what happens to campaigns: a rate limit, a failure of the platform, a connection that breaks after the message went
const sends = { operation: "sendMessage" };
sandbox?.inject({ ...sends, kind: "throttle", code: 130429, retryAfter: 1, times: 5 });
sandbox?.inject({ ...sends, kind: "transient" });
sandbox?.inject({ ...sends, kind: "drop", after: "effect" });

narrator.step(`Send at most ${messagesPerSecond} a second`);
const start = performance.now();
const progress = setInterval(() => narrator.say(`${outcomes.size} of ${open.length}`), 3000);
const queue = open.values();
await Promise.all(Array.from({ length: 64 }, () => work()));
clearInterval(progress);
narrator.say(`✓ ${open.length} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
narrator.say(`↻ ${limited} met a limit, which they wait for: certainly not sent, they are sent again`);

narrator.step("Wait for what webhooks tell of them");
const patience = 3000; // ms without news; the platform may tell more for days
let last = { news: "", at: Date.now() };
while (outcomes.areOpen && Date.now() - last.at < patience) {
  const news = JSON.stringify(outcomes.count());
  if (news !== last.news) last = { news, at: Date.now() };
  await setTimeout(100);
}
narrator.say("people  what became of their messages");
for (const [outcome, many] of Object.entries(outcomes.count())) narrator.say(`${String(many).padStart(6)}  ${outcome}`);

narrator.say("\nNobody got two. An unknown message may have gone or not: nothing came back, so it is not sent again.");
await platform.close();

// #region send
/** One of several that take people from the same queue. */
async function work(): Promise<void> {
  for (const [digits, person] of queue) await sendTo(digits, person);
}

async function sendTo(digits: string, person: Person): Promise<void> {
  // before it is sent: after a crash rather none than two
  if (journal !== undefined) appendFileSync(journal, `${digits}\n`);
  try {
    // webhooks repeat the data: so they tell of a message even if the response to it was lost
    await sendMessage(client, { to: `+${digits}`, biz_opaque_callback_data: digits, ...messageFor(person) });
    outcomes.note(digits, "accepted");
  } catch (error) {
    const mayHaveGone = error instanceof GraphConnectionError || (isGraphError(error) && error.status >= 500);
    const reason = isGraphError(error) ? (error.details ?? error.message) : String(error);
    outcomes.note(digits, mayHaveGone ? "unknown" : `rejected: ${reason}`);
  }
}
// #endregion send

function messageFor({ firstName, parcel }: Person) {
  const pier = { latitude: "47.6097", longitude: "-122.3425", name: "Pier 4", address: "12 Pier Street" };
  return {
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
  } as const;
}
