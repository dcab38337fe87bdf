import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox();
const account = "/102290129340398";
const business = "/506914307656634";
const number = "/108110225544001";

/** What is written, where it is read, and what is then seen there in the node or in the first item. */
const parts: [what: string, path: string, body: object | undefined, read: string, seen: object][] = [
  [
    "settings",
    `${number}/settings`,
    { calling: { status: "DISABLED" } },
    `${number}/settings`,
    { calling: { status: "DISABLED", call_icon_visibility: "DEFAULT" } },
  ],
  [
    "a profile",
    `${number}/whatsapp_business_profile`,
    { messaging_product: "whatsapp", about: "Closed until Monday" },
    `${number}/whatsapp_business_profile?fields=about`,
    { about: "Closed until Monday" },
  ],
  [
    "commerce settings",
    `${number}/whatsapp_commerce_settings?is_cart_enabled=false`,
    undefined,
    `${number}/whatsapp_commerce_settings`,
    { is_cart_enabled: false, is_catalog_visible: true },
  ],
  [
    "a public key",
    `${number}/whatsapp_business_encryption`,
    { business_public_key: "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n" },
    `${number}/whatsapp_business_encryption`,
    { business_public_key: "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n" },
  ],
  [
    "automation",
    `${number}/conversational_automation`,
    { enable_welcome_message: true, prompts: ["Rent a bicycle"] },
    `${number}?fields=conversational_automation`,
    { conversational_automation: { enable_welcome_message: true, prompts: ["Rent a bicycle"] } },
  ],
  [
    "a username",
    `${number}/username`,
    { username: "tasting.room" },
    `${number}/username`,
    { username: "tasting.room" },
  ],
  ["an account", account, { name: "Lantern Night Desk" }, account, { name: "Lantern Night Desk" }],
];

describe("what a POST says, a GET returns", () => {
  test.each(parts)("%s", async (_, path, body, read, seen) => {
    const other = await call("GET", `${account}/flows`);
    expect(await call("POST", path, { body })).toMatchObject({ status: 200 });
    const { body: answer } = await call("GET", read);
    expect(Array.isArray(answer["data"]) ? answer["data"][0] : answer).toMatchObject(seen);
    expect((await call("GET", `${account}/flows`)).body).toEqual(other.body);
  });

  test.each(parts)("%s is as before after a reset", async (_, path, body, read) => {
    const before = await call("GET", read);
    await call("POST", path, { body });
    sandbox.reset();
    expect((await call("GET", read)).body).toEqual(before.body);
  });
});

/** A kind of node: where it is made and listed, of what, its own path, and a change of it. */
const nodes: [what: string, edge: string, body: object, path: (node: { id: string }) => string, change: object][] = [
  [
    "a group of templates",
    `${account}/template_groups`,
    { name: "Winter", description: "Winter offers", whatsapp_business_templates: ["1689556908129832"] },
    ({ id }) => `/${id}`,
    { name: "Winter 2026" },
  ],
  [
    "a sign-up",
    `${account}/signups`,
    {
      signup_message: "Offers of the season on your phone",
      confirmation_message: "You are in.",
      privacy_policy_url: "https://harbour-coffee.example/privacy",
    },
    ({ id }) => `/signups/${id}`,
    { signup_message: "Offers of the winter on your phone" },
  ],
];

describe.each(nodes)("%s", (_, edge, body, path, changes) => {
  test("is made, listed, read and changed", async () => {
    const made = (await call("POST", edge, { body })).body as { id: string };
    const listed = (await call("GET", `${edge}?limit=100`)).body["data"] as { id: string }[];
    expect(listed.map(({ id }) => id)).toContain(made.id);
    expect((await call("POST", path(made), { body: changes })).body).toMatchObject({ success: true });
    const fields = `fields=${["id", ...Object.keys(changes)].join(",")}`;
    const answer = (await call("GET", edge.endsWith("signups") ? path(made) : `${path(made)}?${fields}`)).body;
    expect(answer).toMatchObject({ id: made.id, ...changes });
  });
});

test("a removed node is gone, and cannot be removed again", async () => {
  const group = "/9020555671393301";
  expect((await call("DELETE", group)).body).toEqual({ success: true });
  expect(await call("GET", group)).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
  expect(await call("DELETE", group)).toMatchObject({ status: 400 });
  const { data } = (await call("GET", `${account}/template_groups`)).body as { data: { id: string }[] };
  expect(data.map(({ id }) => id)).toEqual(["9020555671393302"]);
});

test("templates join and leave a group", async () => {
  const group = "/9020555671393301";
  const membersOf = async () => {
    const { body } = await call("GET", `${group}?fields=whatsapp_business_templates`);
    return (body["whatsapp_business_templates"] as { data: { id: string }[] }).data.map(({ id }) => id);
  };
  const [first = ""] = await membersOf();
  await call("POST", group, { body: { add_templates: ["1689556908129839"], remove_templates: [first] } });
  expect(await membersOf()).toContain("1689556908129839");
  expect(await membersOf()).not.toContain(first);
});

test("a QR code is made, changed, found by its code, and removed", async () => {
  const codes = `${number}/message_qrdls`;
  const { code } = (await call("POST", codes, { body: { prefilled_message: "Hello", generate_qr_image: "PNG" } })).body;
  await call("POST", codes, { body: { prefilled_message: "Good morning", code } });
  const { data } = (await call("GET", `${codes}/${code}`)).body;
  expect(data).toMatchObject([{ code, prefilled_message: "Good morning" }]);
  expect((await call("DELETE", `${codes}/${code}`)).body).toEqual({ success: true });
  const left = (await call("GET", codes)).body["data"] as { code: string }[];
  expect(left.map((item) => item.code)).not.toContain(code);
});

test("a QR code belongs to its number: through another one it can be neither read nor changed nor removed", async () => {
  const own = `${number}/message_qrdls`;
  const other = "/108110225544002/message_qrdls";
  const code = "T4KQ7WMB2XRLD1";
  const before = (await call("GET", `${own}/${code}`)).body;
  const body = { prefilled_message: "Taken over", code };
  for (const answer of [
    await call("GET", `${other}/${code}`),
    await call("POST", other, { body }),
    await call("DELETE", `${other}/${code}`),
    await call("POST", own, { body: { ...body, code: "NEVERMADE" } }),
  ])
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
  expect((await call("GET", `${own}/${code}`)).body).toEqual(before);
});

test("a username that is taken away is gone", async () => {
  await call("DELETE", `${number}/username`);
  expect((await call("GET", `${number}/username`)).body).toEqual({});
});

test.each([`${business}0`, `${account}1/phone_numbers`, `${number}1/settings`, "/1321230011223349"])(
  "%s stands for nothing",
  async (path) => {
    const answer = await call("GET", path);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
  },
);

test("fields that only other examples show are answered too", async () => {
  const { body } = await call("GET", `${account}?fields=name,currency,whatsapp_business_manager_messaging_limit`);
  expect(body).toMatchObject({
    name: "Lantern Telecom Support",
    currency: "USD",
    whatsapp_business_manager_messaging_limit: "TIER_10K",
  });
});

test.each(["v23.0", "v24.0", "v25.0", "v26.0"])("the seed fits the documents of %s", async (version) => {
  for (const path of [
    business,
    account,
    number,
    "/1321230011223344",
    "/3311220044556677",
    `${account}/phone_numbers`,
  ]) {
    expect(await call("GET", path, { version })).toMatchObject({ status: 200 });
  }
});
