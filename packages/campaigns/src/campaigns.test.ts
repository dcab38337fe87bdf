import { describe, expect, test, vi } from "vitest";
import { lacksRedis } from "../../../scripts/lib/redis-server.ts";
import { collect, invent, startCampaigns } from "./campaigns.test-support.ts";
import { createCampaign } from "./create-campaign.ts";

const isMissing = lacksRedis("packages/campaigns/src/campaigns.test.ts");
const text = { text: { body: "Our sale begins today." } };

describe.skipIf(isMissing)("a campaign", () => {
  test("sends to each of 250 recipients once, by two workers", async () => {
    const { queue, phoneNumberIds, work, received } = await startCampaigns();
    work();
    work({}, queue);
    const recipients = invent(250);
    const campaign = await createCampaign(queue, { id: "first", phoneNumberIds, message: text, recipients });
    await vi.waitFor(async () => expect((await campaign.progress()).state).toBe("completed"), 20_000);
    expect([...received().values()]).toEqual(Array(250).fill(1));
    expect(await campaign.progress()).toMatchObject({
      total: 250,
      isComplete: true,
      pending: 0,
      counts: { accepted: 250 },
    });
    const results = await collect(campaign.results());
    expect(results.map(({ person }) => person)).toEqual(recipients);
    expect(results[249]).toEqual({
      key: "2:49",
      person: recipients[249],
      state: "accepted",
      at: expect.any(Date),
      messageId: expect.stringMatching(/^wamid\./),
    });
  });
});
