import type { CampaignRecipient, RecipientPage } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { type RecipientRows, withPage } from "./recipient-rows.ts";

const row = (place: string, state: CampaignRecipient["state"] = "delivered"): CampaignRecipient => ({
  place,
  to: "15550123456",
  state,
  time: 0,
  phoneNumberId: "1",
  customerId: undefined,
  messageId: undefined,
  messages: 1,
  refusals: 0,
  code: undefined,
  details: undefined,
  callId: undefined,
});
const page = (places: readonly string[], total: number, after?: string): RecipientPage => ({
  data: places.map((place) => row(place, "read")),
  total,
  after,
});
const rows = (...places: string[]): RecipientRows => ({
  rows: places.map((place) => row(place)),
  total: places.length,
});
const shown = ({ rows: all }: RecipientRows) => all.map(({ place, state }) => `${place} ${state}`);

test("a page follows what is loaded", () => {
  const all = withPage(rows("0:98", "0:99"), "0:99", page(["1:0", "1:1"], 9, "1:1"));
  expect(shown(all)).toEqual(["0:98 delivered", "0:99 delivered", "1:0 read", "1:1 read"]);
  expect(all.total).toBe(9);
});

test("a page that was loaded takes the place of what was there, with who came and without who went", () => {
  const all = withPage(rows("0:1", "0:2", "0:4", "0:10"), "0:1", page(["0:3", "0:4"], 4, "0:4"));
  expect(shown(all)).toEqual(["0:1 delivered", "0:3 read", "0:4 read", "0:10 delivered"]);
});

test("nothing is behind the last page, and an empty one leaves nothing behind", () => {
  expect(shown(withPage(rows("0:1", "0:2", "2:0", "10:0"), undefined, page(["0:1", "2:0"], 2)))).toEqual([
    "0:1 read",
    "2:0 read",
  ]);
  expect(shown(withPage(rows("0:1", "0:2"), "0:1", page([], 1)))).toEqual(["0:1 delivered"]);
  expect(withPage(rows("0:1"), undefined, page([], 0))).toEqual({ rows: [], total: 0 });
});
