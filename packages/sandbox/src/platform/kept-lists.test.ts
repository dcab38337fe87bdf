import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { shareApp } from "../webhooks/receiver.test-support.ts";

const { sandbox, call } = await shareSandbox({ now: () => Date.parse("2026-11-03T09:00:00Z") });
const hook = await shareApp("t");
const account = "/102290129340398";
const otherAccount = "/104996122399160";
const business = "/506914307656634";
const number = "/108110225544001";
const otherNumber = "/108110225544002";
const app = "/670843887433847";

interface Row {
  readonly what: string;
  /** Where it is listed. */
  readonly list: string;
  /** Where another node lists its own. */
  readonly elsewhere?: string;
  readonly items?: (answer: Record<string, unknown>) => unknown;
  readonly add: [path: string, body?: object];
  /** The last item, once added. */
  readonly seen: object;
  readonly remove?: [path: string, body?: object];
  /** Whether what is not there can be removed. */
  readonly isTolerant?: boolean;
}

const dataOf = (answer: Record<string, unknown>) => answer["data"];
const product = { messaging_product: "whatsapp" };
const greeting = { text: "Hello! What may we roast for you?" };

const rows: Row[] = [
  {
    what: "a blocked user",
    list: `${number}/block_users`,
    elsewhere: `${otherNumber}/block_users`,
    add: [`${number}/block_users`, { ...product, block_users: [{ user: "+4930901820" }] }],
    seen: { wa_id: "4930901820" },
    remove: [`${number}/block_users`, { ...product, block_users: [{ user: "4930901820" }] }],
    isTolerant: true,
  },
  {
    what: "an assigned user",
    list: `${account}/assigned_users?business=506914307656634`,
    elsewhere: `${otherAccount}/assigned_users?business=506914307656634`,
    add: [`${account}/assigned_users`, { user: "122102345678944", tasks: ["MANAGE"] }],
    seen: { id: "122102345678944", name: "Lantern onboarding" },
    remove: [`${account}/assigned_users`, { user: "122102345678944" }],
  },
  {
    what: "an account of an assigned user",
    list: "/122102345678944/assigned_whatsapp_business_accounts",
    elsewhere: "/122102345678955/assigned_whatsapp_business_accounts",
    add: [`${account}/assigned_users`, { user: "122102345678944", tasks: ["MANAGE"] }],
    seen: { id: "102290129340398" },
    remove: [`${account}/assigned_users`, { user: "122102345678944" }],
  },
  {
    what: "a subscribed app",
    list: `${otherAccount}/subscribed_apps`,
    elsewhere: `${account}/subscribed_apps`,
    add: [`${otherAccount}/subscribed_apps`, { override_callback_uri: hook.url, verify_token: "t" }],
    seen: { whatsapp_business_api_data: { id: app.slice(1) }, override_callback_uri: hook.url },
    remove: [`${otherAccount}/subscribed_apps`],
    isTolerant: true,
  },
  {
    what: "a webhook subscription",
    list: "/670843887433901/subscriptions",
    elsewhere: `${app}/subscriptions`,
    add: [
      "/670843887433901/subscriptions",
      {
        object: "whatsapp_business_account",
        callback_url: hook.url,
        verify_token: "t",
        fields: ["messages", "flows"],
      },
    ],
    seen: {
      callback_url: hook.url,
      active: true,
      fields: [{ name: "messages" }, { name: "flows" }],
    },
    remove: ["/670843887433901/subscriptions?object=whatsapp_business_account"],
    isTolerant: true,
  },
  {
    what: "a connected catalog",
    list: `${otherAccount}/product_catalogs`,
    elsewhere: `${account}/product_catalogs`,
    add: [`${otherAccount}/product_catalogs`, { catalog_id: "367025965434465" }],
    seen: { id: "367025965434465", name: "Harbour Coffee beans" },
    remove: [`${otherAccount}/product_catalogs?catalog_id=367025965434465`],
  },
  {
    what: "a payment configuration",
    list: `${account}/payment_configurations`,
    elsewhere: `${otherAccount}/payment_configurations`,
    items: (answer) => (dataOf(answer) as { payment_configurations: unknown }[])[0]?.payment_configurations,
    add: [
      `${account}/payment_configuration`,
      { configuration_name: "pier", provider_name: "upi_vpa", merchant_vpa: "pier@upi", purpose_code: "00" },
    ],
    seen: { configuration_name: "pier", status: "Active", merchant_vpa: "pier@upi", purpose_code: { code: "00" } },
    remove: [`${account}/payment_configuration`, { configuration_name: "pier" }],
  },
  {
    what: "a welcome sequence",
    list: `${account}/welcome_message_sequences`,
    elsewhere: `${otherAccount}/welcome_message_sequences`,
    add: [`${account}/welcome_message_sequences`, { name: "Pier", welcome_message_sequence: greeting }],
    seen: { name: "Pier", welcome_message_sequence: JSON.stringify(greeting), is_used_in_ad: false },
  },
  {
    what: "an end business with a maximum price",
    list: `${business}/max_price_end_businesses`,
    add: [`${business}/max_price_end_businesses`, { end_business_ids: ["813460912570444"] }],
    seen: { end_business_id: "813460912570444", end_business_name: null },
    remove: [`${business}/max_price_end_businesses`, { end_business_ids: ["813460912570444"] }],
    isTolerant: true,
  },
  {
    what: "an account",
    list: `${business}/owned_whatsapp_business_accounts`,
    add: [`${business}/whatsapp_business_accounts`, { name: "Lantern Pier", currency: "EUR", timezone_id: 47 }],
    seen: { name: "Lantern Pier", timezone_id: "47" },
  },
  {
    what: "a system user",
    list: `${business}/system_users`,
    add: [`${business}/system_users`, { name: "Lantern reports", role: "ADMIN" }],
    seen: { name: "Lantern reports", role: "ADMIN" },
  },
  {
    what: "a customer base",
    list: `${business}/messaging_customer_base`,
    items: (answer) => answer["messaging_customer_bases"],
    add: [`${business}/messaging_customer_base`, { messaging_customer_base_name: "Pier" }],
    seen: { name: "Pier" },
  },
  {
    what: "a share of a credit line",
    list: "/1972385232742146/owning_credit_allocation_configs?fields=receiving_business",
    add: ["/1972385232742146/whatsapp_credit_sharing?receiving_business_id=813460912570444"],
    seen: { receiving_business: { id: "813460912570444" } },
  },
  {
    what: "a solution",
    list: `${app}/whatsapp_business_solutions`,
    elsewhere: `${account}/solutions`,
    add: [
      `${app}/whatsapp_business_solution`,
      {
        owner_permissions: ["MESSAGING"],
        partner_app_id: "670843887433848",
        partner_permissions: [],
        solution_name: "Pier",
      },
    ],
    seen: { name: "Pier", status: "INITIATED", status_for_pending_request: "PENDING_ACTIVATION" },
  },
];

async function listed({ list, items = dataOf }: Row) {
  return items((await call("GET", list)).body) as unknown[] | undefined;
}

test.each(rows)("$what is listed once it was added, behind all others, and nowhere else", async (row) => {
  const { elsewhere, add, seen } = row;
  const [path, body] = add;
  const before = await listed(row);
  const others = elsewhere === undefined ? undefined : (await call("GET", elsewhere)).body;
  expect((await call("POST", path, { body })).status).toBe(200);
  const after = (await listed(row)) ?? [];
  expect(after.slice(0, -1)).toEqual(before ?? []);
  expect(after.at(-1)).toMatchObject(seen);
  if (elsewhere !== undefined) expect((await call("GET", elsewhere)).body).toEqual(others);
});

const removable = rows.flatMap(({ remove, ...row }) => (remove ? [{ ...row, remove }] : []));

test.each(removable)("$what is gone once it was removed, alone", async (row) => {
  const { add, remove, isTolerant = false } = row;
  const [path, body] = remove;
  const before = await listed(row);
  await call("POST", add[0], { body: add[1] });
  expect((await call("DELETE", path, { body })).status).toBe(200);
  expect(await listed(row)).toEqual(before);
  const again = await call("DELETE", path, { body });
  expect(again).toMatchObject(isTolerant ? { status: 200 } : { status: 400, body: { error: { error_subcode: 33 } } });
});

test("products stay when their catalog is disconnected", async () => {
  const products = () => call("GET", "/367025965434465/products");
  const before = (await products()).body;
  await call("DELETE", `${account}/product_catalogs?catalog_id=367025965434465`);
  expect((await products()).body).toEqual(before);
  expect((await call("GET", `${account}/product_catalogs`)).body["data"]).toEqual([]);
});

test("a number's only username goes without the rest of the number", async () => {
  const edges = ["settings", "whatsapp_business_profile", "block_users"];
  const readAll = async () => {
    const answers: unknown[] = [];
    for (const edge of edges) answers.push((await call("GET", `${number}/${edge}`)).body);
    return answers;
  };
  const before = await readAll();
  await call("DELETE", `${number}/username`);
  expect(await readAll()).toEqual(before);
});

test.each<[path: string, body?: object]>([
  [`${account}/product_catalogs`, { catalog_id: "367025965434999" }],
  [`${account}/welcome_message_sequences`, { sequence_id: "318849999", name: "None" }],
  [`${otherAccount}/welcome_message_sequences`, { sequence_id: "318840275", name: "Of another account" }],
  [`${account}/payment_configuration/none`, { data_endpoint_url: "https://pier.example.com" }],
  [`${business}/system_users`, { system_user_id: "122102345679999", name: "None" }],
  ["/1972385232749999/whatsapp_credit_sharing?receiving_business_id=813460912570311"],
  ["/1972385232742146/whatsapp_credit_attach?waba_id=102290129349999&waba_currency=USD"],
  ["/mig_none/resume_migration"],
  ["/1184506293349999/events", { data: [] }],
  ["/3311220044559999/reject", { request_type: "DEACTIVATION_REQUEST" }],
])("POST %s refuses what does not exist", async (path, body) => {
  expect(await call("POST", path, { body })).toMatchObject({
    status: 400,
    body: { error: { code: 100, error_subcode: 33 } },
  });
});

test("an account that was made can be read, changed and searched", async () => {
  const body = { name: "Lantern Pier", on_behalf_of_business_id: "813460912570311" };
  const { id } = (await call("POST", `${business}/whatsapp_business_accounts`, { body })).body;
  await call("POST", `/${String(id)}`, { body: { name: "Lantern Quay" } });
  const fields = "fields=name,on_behalf_of_business_info,account_review_status";
  for (const version of ["v23.0", "v24.0", "v25.0", "v26.0"]) {
    const account_review_status = "APPROVED";
    const on_behalf_of_business_info = { id: "813460912570311" };
    const answer = (await call("GET", `/${String(id)}?${fields}`, { version })).body;
    expect(answer).toEqual({ id, name: "Lantern Quay", account_review_status, on_behalf_of_business_info });
  }
  for (const edge of ["owned_whatsapp_business_accounts", "whatsapp_business_accounts"])
    expect((await call("GET", `${business}/${edge}?find=${String(id)}`)).body["data"]).toMatchObject([{ id }]);
});

test("an app is subscribed with its own address until it subscribes without", async () => {
  const read = async () => (await call("GET", `${account}/subscribed_apps`)).body["data"] as object[];
  const subscribe = (body: object) => call("POST", `${account}/subscribed_apps`, { body });
  await subscribe({ override_callback_uri: hook.url, verify_token: "t" });
  expect(await read()).toMatchObject([{ override_callback_uri: hook.url }]);
  await subscribe({});
  const apps = await read();
  expect(apps).toHaveLength(1);
  expect(apps.filter((one) => "override_callback_uri" in one)).toEqual([]);
});

test("a user is assigned other tasks, not assigned twice", async () => {
  const list = `${account}/assigned_users?business=506914307656634&fields=id,name,tasks`;
  const before = (await call("GET", list)).body["data"] as { id: string }[];
  await call("POST", `${account}/assigned_users`, { body: { user: before[0]?.id, tasks: ["DEVELOP"] } });
  const after = (await call("GET", list)).body["data"] as { id: string }[];
  expect(after).toHaveLength(before.length);
  expect(after).toContainEqual({ ...before[0], tasks: ["DEVELOP"] });
});

test("a payment migration is started, read and resumed", async () => {
  const path = `${account}/set_payment_method_migration_intent`;
  const { migration_id: id } = (await call("POST", path, { body: { currency: "MXN" } })).body;
  const destination_waba = { name: "Lantern Telecom Support", currency: "MXN" };
  expect((await call("GET", `/${String(id)}`)).body).toMatchObject({ id, status: "INITIATED", destination_waba });
  expect((await call("POST", `/${String(id)}/resume_migration`)).body).toMatchObject({ id, status: "COMPLETED" });
  expect((await call("GET", `/${String(id)}`)).body).toMatchObject({ status: "COMPLETED" });
});

test("a credit line is shared once, attached to an account and revoked", async () => {
  const shareUrl = "/1972385232742146/whatsapp_credit_sharing?receiving_business_id=506914307656634";
  const { allocation_config_id: id } = (await call("POST", shareUrl)).body;
  expect((await call("POST", shareUrl)).body).toMatchObject({ allocation_config_id: id });
  const attachUrl = `/1972385232742146/whatsapp_credit_attach?waba_id=${account.slice(1)}&waba_currency=EUR`;
  expect((await call("POST", attachUrl)).body).toMatchObject({ allocation_config_id: id, waba_id: account.slice(1) });
  const { receiving_credential } = (await call("GET", `/${String(id)}?fields=receiving_credential`)).body;
  const funding = (await call("GET", `${account}?fields=primary_funding_id,currency`)).body;
  expect(funding).toMatchObject({ primary_funding_id: (receiving_credential as { id: string }).id, currency: "EUR" });
  await call("DELETE", `/${String(id)}`);
  expect((await call("GET", `/${String(id)}?fields=request_status`)).body).toEqual({ id, request_status: "DELETED" });
  expect((await call("POST", shareUrl)).body["allocation_config_id"]).not.toBe(id);
});

test("a payment configuration that needs an account elsewhere says where to connect it", async () => {
  const body = { configuration_name: "quay", provider_name: "razorpay", redirect_url: "https://pier.example.com" };
  const made = (await call("POST", `${account}/payment_configuration`, { body })).body;
  expect(made).toMatchObject({ oauth_url: expect.stringContaining("quay"), expiration: expect.any(Number) });
  const path = `${account}/payment_configuration/quay`;
  expect((await call("GET", path)).body["data"]).toMatchObject([{ status: "Needs_Connecting" }]);
  expect((await call("POST", path, { body: { data_endpoint_url: "https://pier.example.com/pay" } })).status).toBe(200);
});

test("a welcome sequence is renamed, found by its id and deleted", async () => {
  const path = `${account}/welcome_message_sequences`;
  const found = async () => (await call("GET", `${path}?sequence_id=318840276`)).body["data"];
  await call("POST", path, { body: { sequence_id: "318840276", name: "Winter tasting" } });
  expect(await found()).toMatchObject([
    { name: "Winter tasting", welcome_message_sequence: expect.stringContaining("seat") },
  ]);
  await call("DELETE", `${path}?sequence_id=318840276`);
  expect(await found()).toEqual([]);
  expect((await call("GET", path)).body["data"]).toMatchObject([{ sequence_id: "318840275" }]);
});

test("an account has one data set", async () => {
  const path = `${otherAccount}/dataset`;
  expect((await call("GET", path)).body).toEqual({});
  const { id } = (await call("POST", path, { body: { dataset_name: "Pier" } })).body;
  expect((await call("POST", path, { body: {} })).body).toEqual({ id });
  expect((await call("GET", path)).body).toEqual({ id });
});

test("an agreement on maximum prices is pending once it was asked for", async () => {
  const path = `${business}/max_price_agreements`;
  const body = { signer_name: "Mira Lund", signer_email: "mira@lantern.example" };
  await call("POST", path, { body });
  expect((await call("GET", path)).body).toEqual({ ...body, status: "pending" });
});

test("an application for the badge is under review until it is withdrawn", async () => {
  const path = `${number}/official_business_account`;
  const read = async () => (await call("GET", `${path}?fields=oba_status`)).body["oba_status"];
  await call("POST", path, { body: { action: "WITHDRAW_APPLICATION" } });
  expect(await read()).toBe("CANCELLED");
  const body = { business_website_url: "https://pier.example.com", primary_country_of_operation: "GB" };
  await call("POST", path, { body });
  expect(await read()).toBe("UNDER_REVIEW");
});

test("a system user is renamed", async () => {
  const body = { system_user_id: "122102345678955", name: "Lantern campaigns" };
  expect((await call("POST", `${business}/system_users`, { body })).body).toEqual({ id: "122102345678955" });
  const users = (await call("GET", `${business}/system_users?fields=name,role`)).body["data"];
  expect(users).toContainEqual({ id: "122102345678955", name: "Lantern campaigns", role: "EMPLOYEE" });
});

test("a user who is blocked again is blocked once, and known by both ids", async () => {
  const path = `${number}/block_users`;
  const block = (...users: object[]) => call("POST", path, { body: { ...product, block_users: users } });
  await block({ user: "+15550123456" }, { user_id: "US.13491208655302741918" });
  await block({ user_id: "GB.71630029984415570126" });
  expect((await call("GET", path)).body["data"]).toMatchObject([
    { wa_id: "15550123456", user_id: "US.13491208655302741918" },
    { user_id: "GB.71630029984415570126" },
  ]);
  await call("DELETE", path, { body: { ...product, block_users: [{ user_id: "US.13491208655302741918" }] } });
  expect((await call("GET", path)).body["data"]).toMatchObject([{ user_id: "GB.71630029984415570126" }]);
});

test("documents of a business are listed as a submission that is pending", async () => {
  const form = new FormData();
  form.append("end_business_id", "813460912570444");
  form.append("business_documents[]", new Blob(["registration"], { type: "application/pdf" }), "registration.pdf");
  const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
  const url = `${sandbox.url}/v25.0${business}/self_certify_whatsapp_business`;
  const response = await fetch(url, { method: "POST", body: form, headers });
  expect(await response.json()).toEqual({ success: true });
  const path = `${business}/self_certified_whatsapp_business_submissions?end_business_id=813460912570444`;
  expect((await call("GET", path)).body["data"]).toMatchObject([
    { verification_status: "PENDING", submitted_time: "2026-11-03T09:00:00+0000" },
  ]);
});
