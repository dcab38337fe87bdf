import type { CampaignSummary } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { progressText, segmentsOf, totalOf } from "./segments.ts";

const none = { accepted: 0, sent: 0, delivered: 0, read: 0, failed: 0, refused: 0 };
const seen: CampaignSummary = {
  id: "sale",
  phoneNumberIds: [],
  contents: [],
  firstTime: undefined,
  lastTime: undefined,
  recipients: 1200,
  counts: { ...none, delivered: 1190, failed: 4, refused: 6 },
  refusals: 9,
  repeated: 0,
  dropped: 0,
  errors: [],
  told: undefined,
};
const told: CampaignSummary["told"] = {
  state: "running",
  total: 5000,
  isComplete: false,
  pending: 3800,
  counts: {
    ...none,
    started: 2,
    unknown: 1,
    unsent: 0,
    suppressed: 7,
    duplicate: 0,
    delivered: 1180,
    failed: 4,
    refused: 6,
  },
  rate: 1,
  time: 0,
};

const parts = (campaign: CampaignSummary) => segmentsOf(campaign).map(({ name, count }) => [name, count]);

test("without a word of its owner, a campaign is what was seen of it", () => {
  expect(parts(seen)).toEqual([
    ["delivered", 1190],
    ["failed", 4],
    ["refused", 6],
  ]);
  expect(totalOf(seen)).toBe(1200);
  expect(progressText(seen)).toBe("1,200 done, 10 failed");
  expect(parts({ ...seen, counts: none })).toEqual([]);
});

test("its owner knows who is pending, unknown or left out", () => {
  const campaign = { ...seen, told };
  expect(parts(campaign)).toEqual([
    ["delivered", 1180],
    ["started", 2],
    ["failed", 4],
    ["refused", 6],
    ["unknown", 1],
    ["suppressed", 7],
    ["pending", 3800],
  ]);
  expect(parts(campaign).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(totalOf(campaign));
  expect(progressText(campaign)).toBe("1,200 of 5,000 done, 10 failed");
  expect(
    progressText({
      ...seen,
      counts: none,
      recipients: 0,
      told: { ...told, total: 0, pending: 0, counts: { ...told.counts, failed: 0, refused: 0 } },
    }),
  ).toBe("0 of 0 done");
});
