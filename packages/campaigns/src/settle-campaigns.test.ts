import { createWebhookHandler, changeWebhook, signWebhook, statusWebhook } from "@openwaba/webhooks";
import { describe, expect, test, vi } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { readCallbackData } from "./callback-data.ts";
import { collect, invent, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import { type CampaignQueue, opened } from "./open-campaigns.ts";
import { settleCampaigns } from "./settle-campaigns.ts";

const isMissing = lacksRedis("packages/campaigns/src/settle-campaigns.test.ts");
const message = { text: { body: "Our sale begins today." } };

/** Delivers webhooks to the campaigns of a queue, without asking whether they came before. */
function deliverTo(queue: CampaignQueue) {
  const appSecret = "secret";
  return async (payload: Parameters<typeof signWebhook>[0]) => {
    const handler = createWebhookHandler({ appSecret, verifyToken: "token", on: settleCampaigns(queue) });
    const { body, headers } = await signWebhook(payload, appSecret);
    const response = await handler(new Request("http://localhost/", { method: "POST", body, headers }));
    expect(response.status).toBe(200);
  };
}

const preference = (value: "stop" | "resume") =>
  changeWebhook("user_preferences", {
    messaging_product: "whatsapp",
    contacts: [],
    user_preferences: [
      { wa_id: "15551000009", detail: "of the user", category: "marketing_messages", value, timestamp: 1_790_000_000 },
    ],
  });

describe.skipIf(isMissing)("settleCampaigns()", () => {
  test("takes statuses twice and in any order, and settles who was unknown", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    sandbox.inject({ operation: "sendMessage", kind: "drop", after: "effect" });
    work({ concurrency: 1 });
    const campaign = await createCampaign(queue, { id: "news", phoneNumberIds, message, recipients: invent(3) });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    const deliver = deliverTo(queue);
    const tell = (index: number, status: "sent" | "delivered" | "read" | "failed", id = `wamid.${index}`) =>
      deliver(statusWebhook({ status, id, biz_opaque_callback_data: `openwaba:news:0:${index}` }));
    const states = async () => (await collect(campaign.results())).map(({ state }) => state);
    expect(await states()).toEqual(["unknown", "accepted", "accepted"]);

    for (const status of ["read", "sent", "delivered", "read", "failed"] as const) await tell(0, status);
    await tell(1, "delivered");
    await tell(1, "delivered");
    await tell(2, "sent");
    await tell(2, "failed");
    await tell(2, "sent");
    expect(await states()).toEqual(["read", "delivered", "failed"]);
    expect((await campaign.progress()).counts).toMatchObject({
      unknown: 0,
      accepted: 0,
      read: 1,
      delivered: 1,
      failed: 1,
    });
    expect(await collect(campaign.unknown(0))).toEqual([]);

    await deliver(statusWebhook({ status: "read", biz_opaque_callback_data: "openwaba:news:0:99" }));
    await deliver(statusWebhook({ status: "read", biz_opaque_callback_data: "openwaba:nobody:0:0" }));
    await deliver(statusWebhook({ status: "read", biz_opaque_callback_data: "order 7" }));
    expect((await campaign.progress()).pending).toBe(0);
  });

  test("keeps a message from being sent whose status came although nobody noted it", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const campaign = await createCampaign(queue, { id: "early", phoneNumberIds, message, recipients: invent(2) });
    await deliverTo(queue)(statusWebhook({ status: "sent", biz_opaque_callback_data: "openwaba:early:0:0" }));
    work();
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect(sandbox.sent.map(({ to }) => to)).toEqual(["15551000001"]);

    const paused = await createCampaign(queue, { id: "paused", phoneNumberIds, message, recipients: invent(1) });
    await paused.pause();
    await deliverTo(queue)(statusWebhook({ status: "sent", biz_opaque_callback_data: "openwaba:paused:0:0" }));
    await paused.resume();
    await vi.waitFor(async () => expect((await paused.progress()).state).toBe("completed"), 20_000);
  });

  test("pauses for a payment problem and a paused template, and suppresses who wants no marketing", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    const deliver = deliverTo(queue);
    const template = { type: "template", template: { name: "sale", language: { code: "en_GB" } } } as const;
    const campaign = await createCampaign(queue, { id: "stop", phoneNumberIds, message: template, recipients: [] });
    const payment = await createCampaign(queue, { id: "pay", phoneNumberIds, message, recipients: invent(3) });
    const failed = (code: number, index: number, recipient_id: string) => ({
      ...({ status: "failed", recipient_id, biz_opaque_callback_data: `openwaba:pay:0:${index}` } as const),
      errors: [{ code, title: "title", message: "message", error_data: { details: "the card has expired" } }],
    });
    await deliver(statusWebhook(failed(131050, 0, "15551000000")));
    expect((await payment.progress()).state).toBe("running");
    await deliver(statusWebhook(failed(131042, 1, "15551000001")));
    expect(await payment.progress()).toMatchObject({ state: "paused", reason: "the card has expired (code 131042)" });

    const next = await createCampaign(queue, { id: "next", phoneNumberIds, message: template, recipients: invent(1) });
    await deliver(
      changeWebhook("message_template_status_update", {
        event: "PAUSED",
        message_template_id: "1",
        message_template_name: "sale",
        message_template_language: "en_GB",
        reason: null,
      }),
    );
    expect(await next.progress()).toMatchObject({ state: "paused", reason: "the template sale is paused" });
    expect((await campaign.progress()).state).toBe("completed");

    await deliver(preference("stop"));
    await deliver(preference("resume"));
    expect(await opened(queue).redis.zscore(opened(queue).keys.suppressed, "15551000009")).toBeNull();
    await deliver(preference("stop"));
    expect(await opened(queue).redis.zscore(opened(queue).keys.suppressed, "15551000009")).toBe("inf");

    work();
    const last = await createCampaign(queue, { id: "last", phoneNumberIds, message, recipients: invent(1) });
    await vi.waitFor(async () => expect((await last.progress()).state).toBe("completed"), 20_000);
    expect((await last.progress()).counts.suppressed).toBe(1);
    expect(sandbox.sent).toEqual([]);
  });
});

test.each([undefined, "", "order 7", "openwaba:a:b:c", "openwaba:a:1:2:3", "openwaba:a:1:1000", "openwaba:a:-1:0"])(
  "%j is not the data of a campaign",
  (text) => expect(readCallbackData(text)).toBeUndefined(),
);
