import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";

const { sandbox, call } = await shareSandbox();
const number = "/108110225544001";
const product = { messaging_product: "whatsapp" };
const seeded = "/HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0";
const requests = ["MTU1NTAxMjM0NTY6MTIwMzYzMDQwMQ", "MjA4ODExMzQ1NjY6MTIwMzYzMDQwMQ"];
const unknown = { status: 400, body: { error: { code: 100, error_subcode: 33 } } };

async function listGroups() {
  const { data } = (await call("GET", `${number}/groups`)).body as {
    data: { groups: { id: string; subject: string }[] };
  };
  return data.groups;
}

async function addGroup(more: object = {}) {
  const before = await listGroups();
  await call("POST", `${number}/groups`, { body: { ...product, subject: "Cupping", ...more } });
  const [added] = (await listGroups()).slice(before.length);
  return `/${added?.id}`;
}

const read = async (
  group: string,
  fields = "subject,description,join_approval_mode,participants,total_participant_count",
) => (await call("GET", `${group}?fields=${fields}`)).body;
const usersOf = async (group: string) =>
  ((await read(group))["participants"] as { wa_id?: string; user_id?: string }[]).map(
    (user) => user.wa_id ?? user.user_id,
  );
const linkOf = async (group: string) => (await call("GET", `${group}/invite_link`)).body["invite_link"];

test("a group is made, listed, read, changed, deleted and gone", async () => {
  const others = await listGroups();
  const group = await addGroup({ description: "Three coffees", join_approval_mode: "approval_required" });
  expect((await listGroups()).slice(0, others.length)).toEqual(others);
  expect(await read(group)).toMatchObject({
    subject: "Cupping",
    description: "Three coffees",
    join_approval_mode: "approval_required",
    total_participant_count: 0,
  });
  await call("POST", group, { body: { ...product, subject: "Slow cupping" } });
  expect(await read(group)).toMatchObject({ subject: "Slow cupping", description: "Three coffees" });
  expect((await listGroups()).at(-1)).toMatchObject({ subject: "Slow cupping" });
  expect((await call("DELETE", group)).body).toEqual({ success: true });
  expect(await call("GET", group)).toMatchObject(unknown);
  expect(await call("GET", `${group}/invite_link`)).toMatchObject(unknown);
  expect(await listGroups()).toEqual(others);
});

test("participants are added once and removed", async () => {
  const group = await addGroup();
  const add = (...users: string[]) =>
    call("POST", `${group}/participants`, { body: { ...product, participants: users.map((user) => ({ user })) } });
  await add("+15550123456", "+442079460123");
  await add("15550123456");
  expect(await usersOf(group)).toEqual(["15550123456", "442079460123"]);
  expect(await read(group)).toMatchObject({ total_participant_count: 2 });
  const body = { ...product, participants: [{ user: "+15550123456" }, { user: "+4930901820" }] };
  await call("DELETE", `${group}/participants`, { body });
  expect(await usersOf(group)).toEqual(["442079460123"]);
});

test("an invite link stays until it is reset or deleted", async () => {
  const group = await addGroup();
  const first = await linkOf(group);
  expect(await linkOf(group)).toBe(first);
  const { invite_link: second } = (await call("POST", `${group}/invite_link`, { body: product })).body;
  expect(second).not.toBe(first);
  expect(await linkOf(group)).toBe(second);
  await call("DELETE", `${group}/invite_link`, { body: product });
  expect(await linkOf(group)).not.toBe(second);
});

describe("join requests", () => {
  const list = async () =>
    ((await call("GET", `${seeded}/join_requests`)).body["data"] as { join_request_id: string }[]).map(
      ({ join_request_id }) => join_request_id,
    );

  test("are approved: who asked is in the group", async () => {
    expect(await list()).toEqual(requests);
    const body = { ...product, join_requests: [requests[1]] };
    const approve = async () => (await call("POST", `${seeded}/join_requests`, { body })).body;
    expect(await approve()).toMatchObject({ approved_join_requests: [requests[1]] });
    expect(await list()).toEqual([requests[0]]);
    expect(await usersOf(seeded)).toEqual(["GB.20881134566712093344"]);
    expect(await approve()).toMatchObject({
      approved_join_requests: [],
      failed_join_requests: [{ join_request_id: requests[1], errors: [{ code: 131213 }] }],
    });
  });

  test("are rejected: who asked is not in the group", async () => {
    const body = { ...product, join_requests: [requests[0], requests[0], "none"] };
    const answer = (await call("DELETE", `${seeded}/join_requests`, { body })).body;
    expect(answer).toMatchObject({
      rejected_join_requests: [requests[0]],
      failed_join_requests: [{ join_request_id: "none" }],
    });
    expect(await list()).toEqual([requests[1]]);
    expect(await usersOf(seeded)).toEqual([]);
  });
});

test("what becomes of a group goes out as webhooks that fit their document", async () => {
  const group = await addGroup({ description: "Three coffees" });
  await call("POST", group, { body: { ...product, subject: "Slow cupping" } });
  await call("POST", `${group}/participants`, { body: { ...product, participants: [{ user: "+15550123456" }] } });
  const participants = [{ user: "+1 555 012 3456" }, { user_id: "GB.20881134566712093344" }];
  await call("DELETE", `${group}/participants`, { body: { ...product, participants } });
  await call("DELETE", group);
  expect(sandbox.webhooks.flatMap(({ body }) => schemaProblems(body))).toEqual([]);
  const changes = sandbox.webhooks.flatMap(({ body }) => JSON.parse(body).entry[0].changes);
  const told = changes.map(({ field, value }) => [field, value.metadata.phone_number_id, value.groups[0]]);
  const id = { group_id: group.slice(1) };
  expect(told).toMatchObject([
    ["group_lifecycle_update", number.slice(1), { ...id, type: "group_create", subject: "Cupping" }],
    ["group_settings_update", number.slice(1), { ...id, group_subject: { text: "Slow cupping" } }],
    ["group_participants_update", number.slice(1), { ...id, added_participants: [{ wa_id: "15550123456" }] }],
    [
      "group_participants_update",
      number.slice(1),
      {
        ...id,
        removed_participants: [{ wa_id: "15550123456" }],
        failed_participants: [{ input: "GB.20881134566712093344", errors: [{ code: 131212 }] }],
      },
    ],
    ["group_lifecycle_update", number.slice(1), { ...id, type: "group_delete" }],
  ]);
});

test("the webhook of a new group names the request that made it", async () => {
  const { request_id } = (await call("POST", `${number}/groups`, { body: { ...product, subject: "Cupping" } })).body;
  const [delivery] = sandbox.webhooks;
  const [created] = JSON.parse(delivery?.body ?? "").entry[0].changes[0].value.groups;
  expect(created).toMatchObject({ request_id, invite_link: await linkOf(`/${created.group_id}`) });
});
