// A flow: created, checked, published, sent, and what the customer filled in.
// Its screens are in files/tasting.flow.json.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createFlow,
  createWebhookHandler,
  createWhatsAppClient,
  deprecateFlow,
  type EventOf,
  getFlow,
  isGraphError,
  publishFlow,
  replyTo,
  sendMessage,
  uploadFlowAsset,
} from "openwaba";
import { Arrivals } from "./arrivals.ts";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const narrator = new Narrator((line) => console.log(line));
const { name: place, baseUrl, accessToken, ids, app, customer, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, ids, fetch: narrator.fetch });
narrator.say(`A flow, on ${place}`);

const messages = new Arrivals<EventOf<"messages">>();
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      messages: messages.add,
      // a published flow whose screens or endpoint fail is throttled, then blocked
      flows: ({ value }) => narrator.say(`← flow ${value.flow_id}: ${value.event} ${value.new_status ?? ""}`),
      "statuses.failed": ({ status }) => narrator.say(`← failed: ${status.errors?.[0]?.title}`),
    },
  }),
);

narrator.step("Create a draft: its name must be new in the account");
const categories = ["APPOINTMENT_BOOKING" as const];
const { id: flow_id } = await createFlow(client, { name: `tasting_${Date.now()}`, categories });

narrator.step("Upload screens with a mistake: they are stored, and what is wrong comes back");
const screens = await readFile(join(import.meta.dirname, "files/tasting.flow.json"), "utf8");
await upload(screens.slice(0, -3)); // brackets are missing
try {
  await publishFlow(client, { flow_id });
} catch (error) {
  if (!isGraphError(error)) throw error;
  narrator.say(`✗ ${error.message}`);
}

narrator.step("Upload them without it, look at them, and publish");
await upload(screens);
const { preview } = await getFlow(client, { flow_id, fields: ["preview"] });
if (preview) narrator.say(`The preview is at ${preview.preview_url}`);
await publishFlow(client, { flow_id });

narrator.step("A customer writes, and gets the flow");
await platform.ask("Please write “Hello” to the number of the business", (ada) => ada.text("Hello"));
await messages.first(({ message }) => message.type === "text");
const flow_token = randomUUID(); // the answer repeats it, and does not name the flow
await sendMessage(client, {
  to: customer,
  type: "interactive",
  interactive: {
    type: "flow",
    body: { text: "Taste our coffee at the harbour." },
    action: {
      name: "flow",
      parameters: { flow_message_version: "3", flow_id, flow_cta: "Book a tasting", flow_token },
    },
  },
});

narrator.step("The customer fills it in");
await platform.ask("Please book a tasting", async (ada) => {
  const form = ada.received().find(({ buttons }) => buttons[0]?.type === "flow");
  if (form) await ada.complete(form, { roast: "dark", day: "2026-12-12" });
});
const event = await messages.first(({ message }) => answerIn(message)?.["flow_token"] === flow_token);
const { roast, day } = answerIn(event.message) ?? {};
narrator.say(`← ${roast} roast, on ${day}`);
await replyTo(client, event, { text: { body: `See you on ${day}. We roast it ${roast}.` } });

narrator.step("Retire it: a published flow cannot be deleted");
await deprecateFlow(client, { flow_id });
narrator.say("\nThe flow was filled in. Next: change examples/files/tasting.flow.json, and run this again.");
await platform.close();

async function upload(text: string): Promise<void> {
  const { validation_errors = [] } = await uploadFlowAsset(client, { flow_id, file: new Blob([text]) });
  for (const { error, message, line_start } of validation_errors)
    narrator.say(`✗ ${error}${line_start === undefined ? "" : ` in line ${line_start}`}: ${message}`);
}

/** What a customer filled in: JSON in a string, whose names and values are those of the flow. */
function answerIn(message: EventOf<"messages">["message"]): Record<string, unknown> | undefined {
  const interactive = message.type === "interactive" ? message.interactive : undefined;
  const json = interactive?.type === "nfm_reply" ? interactive.nfm_reply?.response_json : undefined;
  return json === undefined ? undefined : JSON.parse(json);
}
