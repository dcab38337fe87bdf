import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const now = Date.parse("2026-11-07T09:00:00Z");
const { call } = await shareSandbox({ now: () => now });

function report(...times: number[]) {
  const data = times.map((event_time) => ({
    event_name: "LeadSubmitted",
    event_time,
    action_source: "business_messaging",
    messaging_channel: "whatsapp",
    user_data: { whatsapp_business_account_id: "102290129340398", ctwa_clid: "ARAkLkA8" },
  }));
  return call("POST", "/1184506293347751/events", { body: { data } });
}

const week = 7 * 24 * 60 * 60;

test("events are counted, unless one of them is older than seven days", async () => {
  const time = now / 1000;
  expect((await report(time, time - week)).body).toMatchObject({ events_received: 2, messages: [] });
  expect(await report(time, time - week - 1)).toMatchObject({ status: 400, body: { error: { code: 100 } } });
});
