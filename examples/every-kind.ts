// Sends one message of every kind to a customer, and says what became of each.
// The messages themselves are in every-kind/kinds.ts, for you to copy.
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openFile } from "@openwaba/media/node";
import {
  createWebhookHandler,
  createWhatsAppClient,
  type InboundMessage,
  isGraphError,
  listConnectedCatalogs,
  listFlows,
  listGroups,
  listProducts,
  markAsRead,
  sendMessage,
  uploadMedia,
} from "openwaba";
import { everyKind, type Supplies } from "./every-kind/kinds.ts";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const narrator = new Narrator((line) => console.log(line));
const { name, baseUrl, accessToken, ids, app, customer, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, ids });
narrator.say(`Every kind of message, on ${name}`);

const statuses = new Map<string, string>();
const greeting = new Promise<InboundMessage>((resolve) => {
  const handler = createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      messages: (event) => resolve(event),
      statuses({ status: { id, status, errors } }) {
        statuses.set(id, status);
        if (status === "failed") narrator.say(`✗ not delivered: ${errors?.[0]?.title} (code ${errors?.[0]?.code})`);
      },
    },
  });
  platform.receive(handler);
});

narrator.step("The customer writes, which opens 24 hours for messages of every kind");
await platform.ask("Please write “Hello” to the number of the business", (ada) => ada.text("Hello"));
const hello = await greeting;
await markAsRead(client, hello, { typing_indicator: { type: "text" } });
narrator.say("✓ marked as read\n✓ typing indicator");

narrator.step("Upload files, and look for what else messages can refer to");
const supplies = await collectSupplies(hello.message.id);
narrator.say(`✓ ${Object.keys(supplies.files).join(", ")}`);
narrator.say(supplies.catalog ? `✓ catalog ${supplies.catalog.id}` : "– no catalog: no messages with products");
narrator.say(
  supplies.flow_id === undefined ? "– no published flow: no message with one" : `✓ flow ${supplies.flow_id}`,
);

narrator.step("Send one of every kind");
const accepted = new Set<string>();
let rejected = 0;
for (const [kind, message] of everyKind(supplies)) {
  await say(kind, () => sendMessage(client, { to: customer, ...message }));
}

narrator.step("Pin a message in a group");
const group = (await listGroups(client)).data?.groups?.[0]?.id;
if (group === undefined) narrator.say("– the number has no group");
else {
  const toGroup = { recipient_type: "group", to: group } as const;
  const id = await say("text to a group", () => sendMessage(client, { ...toGroup, text: { body: "We open at 8." } }));
  const pin = { type: "pin", message_id: id ?? "", expiration_days: 7 } as const;
  if (id !== undefined) await say("pin", () => sendMessage(client, { ...toGroup, type: "pin", pin }));
}

// webhooks tell what became of them
const deadline = Date.now() + 10_000;
while (Date.now() < deadline && [...accepted].some((id) => !statuses.has(id))) await setTimeout(100);
const told = [...accepted].flatMap((id) => statuses.get(id) ?? []);
const failed = told.filter((status) => status === "failed").length;
narrator.say(`\n${accepted.size} messages were accepted, ${rejected} rejected.`);
narrator.say(`Webhooks told of ${told.length} of them, and that ${failed} could not be delivered.`);
narrator.say("Next: open examples/every-kind/kinds.ts, take the kind you need, and leave the rest.");
await platform.close();

/** Sends one message. The platform may reject it, such as a payment outside of India and Brazil: then the next one goes on. */
async function say(kind: string, send: () => ReturnType<typeof sendMessage>): Promise<string | undefined> {
  try {
    const { messages } = await send();
    const id = messages[0]?.id;
    if (id !== undefined) accepted.add(id);
    narrator.say(`✓ ${kind}`);
    return id;
  } catch (error) {
    if (!isGraphError(error)) throw error;
    rejected += 1;
    narrator.say(`✗ ${kind}: ${error.message}`);
    return undefined;
  }
}

async function collectSupplies(message_id: string): Promise<Supplies> {
  const upload = async (file: Blob) => (await uploadMedia(client, { phone_number_id: ids.phone_number_id, file })).id;
  const open = (file: string) => openFile(join(import.meta.dirname, "files", file));
  // a sandbox does not look into files, the platform wants a film: give one in EXAMPLE_VIDEO
  const film = process.env.EXAMPLE_VIDEO;
  const video = film ? await openFile(film) : new Blob(["a film"], { type: "video/mp4" });
  const [catalog] = (await listConnectedCatalogs(client)).data;
  const flow = (await listFlows(client)).data.find(({ status }) => status === "PUBLISHED");
  return {
    files: {
      image: await upload(await open("harbour.png")),
      video: await upload(video),
      audio: await upload(await open("silence.mp3")),
      document: await upload(await open("menu.pdf")),
      sticker: await upload(await open("sticker.webp")),
    },
    links: process.env.EXAMPLE_LINKS ?? "https://cdn.harbourcoffee.example",
    message_id,
    catalog: catalog && { id: catalog.id, products: await productsOf(catalog.id) },
    flow_id: flow?.id,
  };
}

async function productsOf(catalog_id: string): Promise<string[]> {
  const { data } = await listProducts(client, { catalog_id, fields: ["retailer_id"], limit: 2 });
  return data.map(({ retailer_id }) => retailer_id ?? "");
}
