// A flow in code: its screens, what they need and what it answers are known as types, and it is checked before it is uploaded.
import { randomUUID } from "node:crypto";
import {
  defineFlow,
  flowMessage,
  type FlowResponseOf,
  readFlowResponse,
  validateFlow,
} from "@openwaba/flows/flow-json";
import {
  createFlow,
  createWebhookHandler,
  createWhatsAppClient,
  type EventOf,
  publishFlow,
  replyTo,
  sendMessage,
} from "openwaba";
import { Arrivals } from "./arrivals.ts";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const tasting = defineFlow({
  version: "7.3",
  screens: [
    {
      id: "DAY",
      title: "Book a tasting",
      data: {
        days: {
          type: "array",
          items: { type: "object", properties: { id: { type: "string" }, title: { type: "string" } } },
          __example__: [{ id: "2026-12-12", title: "Saturday" }],
        },
      },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "Dropdown", name: "day", label: "Day", required: true, "data-source": "${data.days}" },
          {
            type: "Footer",
            label: "Continue",
            "on-click-action": {
              name: "navigate",
              next: { type: "screen", name: "ROAST" },
              payload: { day: "${form.day}" },
            },
          },
        ],
      },
    },
    {
      id: "ROAST",
      title: "Your roast",
      terminal: true,
      data: { day: { type: "string", __example__: "2026-12-12" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          {
            type: "CheckboxGroup",
            name: "roasts",
            label: "Roasts",
            required: true,
            "data-source": [
              { id: "light", title: "Light" },
              { id: "dark", title: "Dark" },
            ],
          },
          { type: "TextInput", name: "wishes", label: "Wishes" },
          {
            type: "Footer",
            label: "Book",
            "on-click-action": {
              name: "complete",
              payload: { day: "${data.day}", roasts: "${form.roasts}", wishes: "${form.wishes}" },
            },
          },
        ],
      },
    },
  ],
});

const narrator = new Narrator((line) => console.log(line));
const { name: place, baseUrl, accessToken, ids, app, customer, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, ids, fetch: narrator.fetch });
narrator.say(`A flow with types, on ${place}`);

const messages = new Arrivals<EventOf<"messages">>();
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      messages: messages.add,
      "statuses.failed": ({ status }) => narrator.say(`← failed: ${status.errors?.[0]?.title}`),
    },
  }),
);

narrator.step("Check it, without a call: with a mistake, and as it is");
const misspelled = JSON.stringify(tasting, null, 2).replace("${form.wishes}", "${form.wish}");
for (const { error, line_start, screen, message } of validateFlow(misspelled))
  narrator.say(`✗ ${error} in line ${line_start}, on ${screen}: ${message}`);
if (validateFlow(tasting).length === 0) narrator.say("✓ no mistakes");

narrator.step("Create and publish it");
const { id: flow_id, validation_errors = [] } = await createFlow(client, {
  name: `tasting_${Date.now()}`,
  categories: ["APPOINTMENT_BOOKING"],
  flow_json: JSON.stringify(tasting),
});
for (const { message } of validation_errors) narrator.say(`✗ ${message}`);
await publishFlow(client, { flow_id });

narrator.step("A customer writes, and gets the flow with the days that are free");
await platform.ask("Please write “Hello” to the number of the business", (ada) => ada.text("Hello"));
await messages.first(({ message }) => message.type === "text");
const flow_token = randomUUID();
const interactive = flowMessage(tasting, {
  flow_id,
  flow_token,
  flow_cta: "Book a tasting",
  body: "Taste our coffee at the harbour.",
  screen: "DAY", // another one does not compile, nor does it without its days
  data: { days: [{ id: "2026-12-19", title: "Saturday, 2 seats left" }] },
});
await sendMessage(client, { to: customer, type: "interactive", interactive });

narrator.step("The customer fills it in");
await platform.ask("Please book a tasting", async (ada) => {
  const form = ada.received().find(({ buttons }) => buttons[0]?.type === "flow");
  if (form) await ada.complete(form, { day: "2026-12-19", roasts: ["light", "dark"] });
});
const event = await messages.first(({ message }) => answerIn(message)?.flow_token === flow_token);
const answer = answerIn(event.message);
if (answer) {
  const { day, roasts, wishes = "none" } = answer; // string, string[], string or undefined
  narrator.say(`← ${roasts.join(" and ")}, on ${day}, wishes: ${wishes}`);
  await replyTo(client, event, { text: { body: `See you on ${day}.` } });
}
narrator.say("\nThe flow was filled in. Next: rename an input of it, and see what no longer compiles.");
await platform.close();

/** The answer in a message; an error if it is the answer of another flow. */
function answerIn(message: EventOf<"messages">["message"]): FlowResponseOf<typeof tasting> | undefined {
  const reply = message.type === "interactive" ? message.interactive : undefined;
  return readFlowResponse(tasting, reply?.type === "nfm_reply" ? reply.nfm_reply : undefined);
}
