import type { WebhookDelivery } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { adviseOn } from "./unsent-advice.ts";

const delivery: WebhookDelivery = {
  id: "1",
  state: "unsent",
  reason: "no app is subscribed to flows",
  wabaId: "102",
  fields: ["flows"],
  time: 0,
  headers: {},
  body: "{}",
  attempts: [],
};
const callback = { url: "http://127.0.0.1:3000/", verifyToken: "it's", fields: ["messages"] };
const addresses = { appId: "670", accounts: [{ id: "102", isSubscribed: true }], numbers: [], hosts: [] };
const origin = "http://127.0.0.1:4000";

test("without a callback URL there is nobody to send to", () => {
  expect(adviseOn(delivery, addresses, origin)).toMatchObject([{ isAboutCallback: true }]);
});

test("what is missing is named, with the call that mends it", () => {
  const accounts = [{ id: "102", isSubscribed: false }];
  const [account, field, ...more] = adviseOn(delivery, { ...addresses, callback, accounts }, origin);
  expect(account?.call).toContain("http://127.0.0.1:4000/v25.0/102/subscribed_apps");
  expect(field?.text).toContain("not subscribed to flows");
  expect(field?.call).toContain("http://127.0.0.1:4000/v25.0/670/subscriptions");
  expect(field?.call).toContain(String.raw`"verify_token":"it'\''s","fields":["messages","flows"]`);
  expect(more).toEqual([]);
});

test("what has changed since needs nothing", () => {
  const complete = { ...addresses, callback: { ...callback, fields: ["flows"] } };
  expect(adviseOn(delivery, complete, origin)).toEqual([{ text: expect.stringContaining("have changed since") }]);
});
