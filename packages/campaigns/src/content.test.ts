import { sendMessage, sendTemplate } from "@openwaba/messages";
import { describe, expect, test, vi } from "vitest";
import { uploadMedia } from "../../media/src/upload-media.ts";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import type { Campaign } from "./campaign.ts";
import { invent, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";
import type { CampaignSend } from "./run-worker.ts";

const isMissing = lacksRedis("packages/campaigns/src/content.test.ts");

const isSent = async (campaign: Campaign, many: number) =>
  vi.waitFor(async () => {
    const { state, counts } = await campaign.progress();
    expect({ state, accepted: counts.accepted }).toEqual({ state: "completed", accepted: many });
  }, 20_000);

/** As `openwaba templates pull` writes it. */
const sendHelloWorld: CampaignSend = (client, person) =>
  sendTemplate(client, { ...person, to: person.to ?? "" }, { name: "hello_world", language: { code: "en_US" } });

describe.skipIf(isMissing)("a campaign sends", () => {
  test("a template by its function, without what only the list of people has", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns();
    work({ sends: { hello: sendHelloWorld } });
    const campaign = await createCampaign(queue, { id: "hello", phoneNumberIds, send: "hello", recipients: invent(5) });
    await isSent(campaign, 5);
    for (const { message } of sandbox.sent) {
      expect(message).toMatchObject({ type: "template", template: { name: "hello_world" } });
      expect(message).not.toHaveProperty("name");
    }
  });

  test("a file that was uploaded once", async () => {
    const { queue, phoneNumberIds, work, sandbox, client } = await startCampaigns({
      rules: { customerServiceWindow: false },
    });
    const file = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], { type: "image/jpeg" });
    const { id } = await uploadMedia(client, { phone_number_id: sandbox.phoneNumberId, file });
    work({
      sends: {
        poster: (bound, { to = "", mediaId }) =>
          sendMessage(bound, { to, type: "image", image: { id: String(mediaId) } }),
      },
    });
    const people = invent(5);
    const shared = await createCampaign(queue, {
      id: "shared",
      phoneNumberIds,
      message: { type: "image", image: { id } },
      recipients: people,
    });
    const each = await createCampaign(queue, {
      id: "each",
      phoneNumberIds,
      send: "poster",
      recipients: people.map((person) => ({ ...person, mediaId: id })),
    });
    await Promise.all([isSent(shared, 5), isSent(each, 5)]);
    expect(sandbox.sent.map(({ message }) => message["image"])).toEqual(Array.from({ length: 10 }, () => ({ id })));
    expect(sandbox.calls.filter(({ operation }) => operation === "uploadMedia")).toHaveLength(1);
  });

  test("from several numbers evenly", async () => {
    const { queue, phoneNumberIds, work, sandbox } = await startCampaigns({ rules: { customerServiceWindow: false } });
    const other = "108110225544002";
    const post = (edge: string, body: object) =>
      fetch(`${sandbox.url}/v25.0/${other}/${edge}`, {
        method: "POST",
        headers: { authorization: `Bearer ${sandbox.accessToken}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    await post("request_code", { code_method: "SMS", language: "en_US" });
    await post("verify_code", { code: sandbox.codeFor(other) });
    await post("register", { messaging_product: "whatsapp", pin: "123456" });
    work();
    const campaign = await createCampaign(queue, {
      id: "numbers",
      phoneNumberIds: [...phoneNumberIds, other],
      message: { text: { body: "Our sale begins today." } },
      recipients: invent(150),
    });
    await isSent(campaign, 150);
    const from = (number: string) => sandbox.sent.filter(({ phoneNumberId }) => phoneNumberId === number);
    expect([sandbox.phoneNumberId, other].map((number) => from(number).length)).toEqual([75, 75]);
  });
});
