import { createMessagesClient, sendMessage } from "@openwaba/messages";
import { createWebhookHandler } from "@openwaba/webhooks";
import { describe, expectTypeOf, test } from "vitest";
import type { Campaign } from "./campaign.ts";
import { createCampaign } from "./create-campaign.ts";
import type { CampaignQueue } from "./open-campaigns.ts";
import { runWorker } from "./run-worker.ts";
import { settleCampaigns } from "./settle-campaigns.ts";

declare const queue: CampaignQueue;
const common = { id: "sale", phoneNumberIds: ["1"] };
const message = { text: { body: "Hello" } };

describe("createCampaign()", () => {
  test("infers the recipients, for the message and for the results", async () => {
    const campaign = await createCampaign(queue, {
      ...common,
      recipients: [{ to: "+15550123456", name: "Ines" }],
      message: ({ name }) => ({ text: { body: name } }),
    });
    expectTypeOf(campaign).toEqualTypeOf<Campaign<{ to: string; name: string }>>();
    for await (const { person, state } of campaign.results()) {
      expectTypeOf(person.name).toEqualTypeOf<string>();
      expectTypeOf(state).not.toEqualTypeOf<string>();
    }
  });

  test("takes a message or a function's name, and no wrong message, recipient or decision", async () => {
    const recipients = [{ to: "+15550123456" }];
    await createCampaign(queue, { ...common, recipients, send: "poster" });
    // @ts-expect-error both
    await createCampaign(queue, { ...common, recipients, message, send: "poster" });
    // @ts-expect-error no message
    await createCampaign(queue, { ...common, recipients, message: { text: { boddy: "Hello" } } });
    // @ts-expect-error a number is text
    await createCampaign(queue, { ...common, recipients: [{ to: 15550123456 }], message });
    const campaign = await createCampaign(queue, { ...common, recipients, message });
    // @ts-expect-error neither sent nor unsent
    await campaign.settle(["0:0"], "lost");
  });
});

test("runWorker() takes a client with and without a number of its own, and functions that send by a bound one", () => {
  const client = createMessagesClient({ auth: "EAAB" });
  const bound = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "1" } });
  const sends = { poster: ((own, { to = "" }) => sendMessage(own, { to, ...message })) satisfies Send };
  runWorker(queue, { client, sends });
  runWorker(queue, { client: bound });
  // @ts-expect-error no client
  runWorker(queue, { client: {} });
});

type Send = NonNullable<Parameters<typeof runWorker>[1]["sends"]>[string];

test("settleCampaigns() fits a webhook handler, and its handlers can be called", () => {
  createWebhookHandler({
    appSecret: "secret",
    verifyToken: "token",
    on: { ...settleCampaigns(queue), statuses: (event) => settleCampaigns(queue).statuses(event) },
  });
});
