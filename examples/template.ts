// A template from its creation through its review to the message that a customer gets.
import {
  createMessageTemplate,
  createWebhookHandler,
  createWhatsAppClient,
  getTemplateAnalytics,
  isGraphError,
  listMessageTemplates,
  sendMessage,
  waitForTemplate,
} from "openwaba";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const narrator = new Narrator((line) => console.log(line));
const { name: place, baseUrl, accessToken, ids, app, customer, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, ids, fetch: narrator.fetch });
const name = "table_ready";
const language = "en_GB";
narrator.say(`A template, on ${place}`);

let told: () => void = () => undefined;
const fate = new Promise<void>((resolve) => (told = resolve));
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      // reviews may take a day: a server that listens need not ask
      message_template_status_update: ({ value }) => narrator.say(`← ${value.message_template_name}: ${value.event}`),
      statuses({ status: { status, errors } }) {
        narrator.say(status === "failed" ? `← failed: ${errors?.[0]?.title}` : `← ${status}`);
        if (status === "delivered" || status === "failed") told();
      },
    },
  }),
);

narrator.step("Hand it in, with an example of each parameter for the review");
const template_id = await handIn();
narrator.say(`${name} has the id ${template_id}`);

narrator.step("Wait for the review");
const { status, rejected_reason } = await waitForTemplate(client, { template_id }, { interval: 1000 });
narrator.say(`It is ${status}`);

if (status === "APPROVED") {
  narrator.step("Send it: templates reach people who have not written for 24 hours, too");
  await sendMessage(client, {
    to: customer,
    type: "template",
    template: {
      name,
      language: { code: language },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", parameter_name: "first_name", text: "Ada" },
            { type: "text", parameter_name: "table", text: "7, by the window" },
          ],
        },
        { type: "button", sub_type: "quick_reply", index: 0, parameters: [{ type: "payload", payload: "coming" }] },
      ],
    },
  });
  await fate;

  narrator.step("Read how often it was sent, delivered and read");
  await readAnalytics();
  narrator.say(`\n${name} was approved and sent. Next: change its text in examples/template.ts, and its name with it.`);
} else {
  narrator.say(
    `\n${name} cannot be sent: ${rejected_reason ?? "no reason was given"}. Change it, and hand it in again.`,
  );
  process.exitCode = 1;
}
await platform.close();

/** The id of the template, which an earlier run may have created. */
async function handIn(): Promise<string> {
  try {
    const { id } = await createMessageTemplate(client, {
      name,
      language,
      category: "UTILITY",
      parameter_format: "NAMED",
      components: [
        {
          type: "BODY",
          text: "Hello {{first_name}}, your table is ready: number {{table}}.",
          example: {
            body_text_named_params: [
              { param_name: "first_name", example: "Ines" },
              { param_name: "table", example: "4" },
            ],
          },
        },
        { type: "FOOTER", text: "Harbour Coffee Roasters" },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "On my way" }] },
      ],
    });
    return id;
  } catch (error) {
    const isTaken = isGraphError(error) && error.subcode === 2388024;
    const known = isTaken ? (await listMessageTemplates(client, { name, language: [language] })).data[0] : undefined;
    if (!known) throw error;
    narrator.say("It was handed in before.");
    return known.id;
  }
}

async function readAnalytics(): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const input = { start: today, end: today, granularity: "DAILY", template_ids: [template_id] } as const;
  try {
    const { data } = await getTemplateAnalytics(client, input);
    const points = data.flatMap(({ data_points = [] }) => data_points).filter((one) => one.template_id === template_id);
    for (const { sent, delivered, read } of points) narrator.say(`${sent} sent, ${delivered} delivered, ${read} read`);
    if (points.length === 0) narrator.say("Nothing is counted yet.");
  } catch (error) {
    if (!isGraphError(error)) throw error;
    narrator.say(`There is none: ${error.message}`); // as long as the account has not turned analytics on
  }
}
