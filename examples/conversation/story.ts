import { sendMessage } from "@openwaba/messages";
import { createSandbox } from "@openwaba/sandbox";
import type { Narrator } from "../narrator.ts";
import { openBusiness, secrets } from "./business.ts";

const customerNumber = "+15550123456";

/** A template of the sandbox: a place as its header, two named values, the end of the address of a button. */
const deliveryOnItsWay = {
  name: "delivery_on_its_way",
  language: { code: "en_GB" },
  components: [
    {
      type: "header",
      parameters: [
        {
          type: "location",
          location: {
            latitude: 51.5066,
            longitude: -0.0723,
            name: "Harbour Coffee",
            address: "12 Pier Street, London",
          },
        },
      ],
    },
    {
      type: "body",
      parameters: [
        { type: "text", parameter_name: "first_name", text: "Ada" },
        { type: "text", parameter_name: "parcel_number", text: "HC-20931" },
      ],
    },
    { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: "HC-20931" }] },
  ],
} as const;

/** Tells what happens between a business and a customer, and what goes wrong on the way. */
export async function tellStory(narrator: Narrator): Promise<void> {
  const business = await openBusiness(narrator);
  const { accessToken, appSecret: webhookSecret } = secrets;
  const sandbox = await createSandbox({ accessToken, webhookSecret, webhook: business.webhook });
  try {
    narrator.say(`On a sandbox at ${sandbox.url}: no account, no number, no cent.`);
    const client = business.connect(sandbox.url, sandbox.phoneNumberId);
    const ada = sandbox.customer(customerNumber);

    narrator.step("The business sends a template");
    await sendMessage(client, { to: customerNumber, type: "template", template: deliveryOnItsWay });
    await sandbox.settled();

    narrator.step("The customer answers, and the webhook of the business fails once");
    sandbox.inject({ kind: "throttle", operation: "sendMessage", code: 130429, regainMinutes: 0, retryAfter: 1 });
    await ada.inbox();
    await ada.text("Where is my order?");
    const [question] = await ada.inbox();
    await sandbox.settled();
    narrator.say("The platform delivered it again. The reply met a rate limit, waited, and went out once.");

    narrator.step("The customer presses a button, and the platform tells it twice");
    const [yes] = question?.buttons ?? [];
    if (!yes) throw new Error("Cannot go on: the business offered no buttons");
    const { deliveries } = await ada.press(yes);
    for (const { id } of deliveries) await sandbox.redeliver(id);
    narrator.say(`${deliveries.length * 2} deliveries, one of them ignored.`);

    narrator.step("The customer opens the chat");
    ada.read();
    await sandbox.settled();

    narrator.say("\nNext: open examples/conversation/story.ts, the program that just ran, and change it.");
    narrator.say("More programs to start from are in examples/README.md, such as the bot in examples/bot.ts.");
  } finally {
    await sandbox.close();
    business.close();
  }
}
