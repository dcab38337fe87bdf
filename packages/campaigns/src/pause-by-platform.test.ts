import {
  type ChangeContent,
  changeWebhook,
  createWebhookHandler,
  signWebhook,
  statusWebhook,
} from "@openwaba/webhooks";
import { describe, expect, test } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { invent, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import { settleCampaigns } from "./settle-campaigns.ts";

const isMissing = lacksRedis("packages/campaigns/src/pause-by-platform.test.ts");
const template = (code: string) => ({ type: "template", template: { name: "sale", language: { code } } }) as const;

/** A campaign to 300 people in English and one in German, of an account that a status has named. */
async function startTwo() {
  const { queue, phoneNumberIds } = await startCampaigns();
  const appSecret = "secret";
  const handler = createWebhookHandler({ appSecret, verifyToken: "token", on: settleCampaigns(queue) });
  async function deliver(payload: Parameters<typeof signWebhook>[0]) {
    const { body, headers } = await signWebhook(payload, appSecret);
    const response = await handler(new Request("http://localhost/", { method: "POST", body, headers }));
    expect(response.status).toBe(200);
  }
  const create = (id: string, code: string) =>
    createCampaign(queue, { id, phoneNumberIds, message: template(code), recipients: invent(300) });
  const [english, german] = await Promise.all([create("english", "en_GB"), create("german", "de")]);
  await deliver(statusWebhook({ status: "sent", biz_opaque_callback_data: "openwaba:english:0:0" }));
  const reasons = async () =>
    Promise.all([english, german].map(async (campaign) => (await campaign.progress()).reason));
  const resume = () => Promise.all([english.resume(), german.resume()]);
  return { deliver, reasons, resume };
}

const both = (reason: string) => [reason, reason];
const none = [undefined, undefined];

describe.skipIf(isMissing)("a campaign", () => {
  test.each<[ChangeContent<"account_update">, string]>([
    [{ event: "ACCOUNT_DELETED" }, "the account is deleted"],
    [{ event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } }, "the account is disabled"],
    [
      {
        event: "ACCOUNT_RESTRICTION",
        restriction_info: [
          { restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", remediation: "Review how you message." },
        ],
      },
      "the account may not write to people first: Review how you message.",
    ],
  ])("pauses when its account says %j", async (value, reason) => {
    const { deliver, reasons } = await startTwo();
    await deliver(changeWebhook("account_update", value));
    expect(await reasons()).toEqual(both(reason));
  });

  test("goes on when an account says something else, or another one does", async () => {
    const { deliver, reasons } = await startTwo();
    await deliver(changeWebhook("account_update", { event: "VERIFIED_ACCOUNT" }));
    await deliver(
      changeWebhook("account_update", { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "REINSTATE" } }),
    );
    const calling = [{ restriction_type: "RESTRICTED_USER_INITIATED_CALLING" }];
    await deliver(changeWebhook("account_update", { event: "ACCOUNT_RESTRICTION", restriction_info: calling }));
    await deliver(changeWebhook("account_update", { event: "ACCOUNT_DELETED" }, { wabaId: "7" }));
    await deliver(changeWebhook("account_update", { event: "ACCOUNT_DELETED", phone_number: "15550009999" }));
    expect(await reasons()).toEqual(none);
  });

  test("pauses when more people are pending than the account may write to, and not again when that is repeated", async () => {
    const { deliver, reasons, resume } = await startTwo();
    const limit = (max_daily_conversations_per_business: string | number) =>
      deliver(changeWebhook("business_capability_update", { max_daily_conversations_per_business }));
    const told = (time: number) =>
      deliver(
        changeWebhook(
          "phone_number_quality_update",
          {
            display_phone_number: "15550123456",
            event: "ONBOARDING",
            max_daily_conversations_per_business: "TIER_250",
          },
          { time },
        ),
      );
    await limit("TIER_UNLIMITED");
    await limit("TIER_2K");
    await limit("TIER_NOT_SET");
    expect(await reasons()).toEqual(none);
    await limit(250);
    const reason = "the account may write to 250 people first in 24 hours now, and 599 are pending";
    expect(await reasons()).toEqual(both(reason));
    await resume();
    await told(1);
    expect(await reasons()).toEqual(none);
    await limit(-1);
    await told(2);
    expect(await reasons()).toEqual(both(reason));
  });

  test("goes on when a limit that nobody knew is raised", async () => {
    const { deliver, reasons } = await startTwo();
    await deliver(
      changeWebhook("phone_number_quality_update", {
        display_phone_number: "15550123456",
        event: "ONBOARDING",
        current_limit: "TIER_250",
        old_limit: "TIER_50",
      }),
    );
    expect(await reasons()).toEqual(none);
  });

  test("pauses when its template is disliked or deleted, in its language alone", async () => {
    const { deliver, reasons, resume } = await startTwo();
    const sale = { message_template_id: "1", message_template_name: "sale" };
    const quality = (new_quality_score: string, message_template_language: string) =>
      deliver(
        changeWebhook("message_template_quality_update", { ...sale, new_quality_score, message_template_language }),
      );
    await quality("YELLOW", "de");
    await quality("RED", "fr");
    expect(await reasons()).toEqual(none);
    await quality("RED", "de");
    expect(await reasons()).toEqual([undefined, "people dislike the template sale: its quality is RED"]);
    await resume();
    const status = (event: string, wabaId?: string) =>
      deliver(
        changeWebhook("message_template_status_update", { ...sale, event, reason: null }, wabaId ? { wabaId } : {}),
      );
    await status("APPROVED");
    await status("DELETED", "7");
    expect(await reasons()).toEqual(none);
    await status("PENDING_DELETION");
    expect(await reasons()).toEqual(both("the template sale is pending deletion"));
  });
});
