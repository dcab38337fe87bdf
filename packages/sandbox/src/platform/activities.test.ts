import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const clock = { now: Date.parse("2026-11-07T09:00:00Z") };
const { call } = await shareSandbox({ now: () => clock.now });
const account = "/102290129340398";
const time = clock.now / 1000;

async function listed(query: string, version = "v25.0") {
  return (await call("GET", `${account}/activities?${query}`, { version })).body["data"] as Record<string, unknown>[];
}

test("what is done to an account is listed, newest first, in the words of each version", async () => {
  await call("POST", account, { body: { name: "Lantern Night Desk" } });
  const [newest, ...others] = await listed("fields=event_type,category,timestamp,actor_id,actor_business_id");
  expect(newest).toEqual({
    id: expect.any(String),
    event_type: "ACCOUNT_UPDATED",
    category: "ACCOUNT",
    timestamp: time,
    actor_id: "670843887433847",
    actor_business_id: "506914307656634",
  });
  const times = others.map(({ timestamp }) => Number(timestamp));
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  const [old] = await listed("fields=activity_type,timestamp,actor_type", "v23.0");
  expect(old).toEqual({
    id: newest?.["id"],
    activity_type: "ACCOUNT_UPDATED",
    timestamp: "2026-11-07T09:00:00Z",
    actor_type: "API",
  });
});

test.each([
  ["activity_type=ACCOUNT_UPDATED", ["ACCOUNT_UPDATED"]],
  ["since=2026-11-07T08:59:59Z", ["ACCOUNT_UPDATED"]],
  [`since=${time + 1}`, []],
  ["until=2026-11-04T00:00:00Z", []],
])("older versions list those that pass %s", async (query, types) => {
  await call("POST", account, { body: { name: "Lantern Night Desk" } });
  expect((await listed(query, "v24.0")).map(({ activity_type }) => activity_type)).toEqual(types);
});

test("what fails, or changes nothing, is not noted", async () => {
  const before = await listed("");
  await call("DELETE", `${account}/assigned_users`, { body: { user: "122102345678999" } });
  await call("POST", `${account}/phone_numbers`, { body: { cc: "1", phone_number: "5550123456" } });
  expect(await listed("")).toEqual(before);
});

test("a number that is added and verified is noted at its account", async () => {
  const { id } = (await call("POST", `${account}/phone_numbers`, { body: { cc: "49", phone_number: "30901820" } }))
    .body;
  const [newest] = await listed("fields=event_type,category");
  expect(newest).toMatchObject({ event_type: "PHONE_NUMBER_ADDED", category: "PHONE_NUMBER" });
  expect((await call("GET", `/${String(id)}?fields=status`)).body).toMatchObject({ status: "UNVERIFIED" });
});
