import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";

const clock = { now: Date.parse("2026-11-03T09:00:00Z") };
const { sandbox, call } = await shareSandbox({ now: () => clock.now });
const account = "102290129340398";
const business = "506914307656634";
const number = "108110225544001";
const flow = "1321230011223344";
const display_phone_number = "15550123456";

async function post(path: string, body: unknown = {}) {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The changes that went out since the last reset, each as documented. */
function changes() {
  return sandbox.webhooks.flatMap(({ body }) => {
    expect(schemaProblems(body)).toEqual([]);
    const [entry] = (JSON.parse(body) as { entry: [{ id: string; changes: { field: string; value: object }[] }] })
      .entry;
    return entry.changes.map(({ field, value }) => ({ id: entry.id, field, value }));
  });
}

async function read(path: string) {
  return (await call("GET", path)).body;
}

interface Row {
  /** Path of the control route. */
  readonly route: string;
  readonly body?: object;
  /** What goes out, the field first. */
  readonly told: readonly (readonly [field: string, value: object])[];
  /** Where the change is read, and what is read there. */
  readonly path?: string;
  readonly shows?: object;
}

const rows: readonly Row[] = [
  {
    route: `numbers/${number}/quality`,
    body: { rating: "RED" },
    told: [["phone_number_quality_update", { display_phone_number, event: "FLAGGED" }]],
    path: `/${number}?fields=quality_rating,quality_score,status`,
    shows: { quality_rating: "RED", quality_score: { score: "RED" }, status: "FLAGGED" },
  },
  {
    route: `numbers/${number}/quality`,
    body: { rating: "YELLOW" },
    told: [],
    path: `/${number}?fields=quality_rating,status`,
    shows: { quality_rating: "YELLOW", status: "CONNECTED" },
  },
  {
    route: `numbers/${number}/throughput`,
    body: { level: "HIGH" },
    told: [["phone_number_quality_update", { event: "THROUGHPUT_UPGRADE", current_limit: "TIER_UNLIMITED" }]],
    path: `/${number}?fields=throughput`,
    shows: { throughput: { level: "HIGH" } },
  },
  {
    route: `numbers/${number}/request-pin-reset`,
    told: [["security", { display_phone_number, event: "PIN_RESET_REQUEST", requester: expect.any(String) }]],
  },
  {
    route: `numbers/${number}/reset-pin`,
    told: [["security", { display_phone_number, event: "PIN_REQUEST_SUCCESS" }]],
    path: `/${number}?fields=is_pin_enabled`,
    shows: { is_pin_enabled: false },
  },
  {
    route: `numbers/${number}/revoke-username`,
    told: [["business_username_updates", { display_phone_number, status: "deleted", context: "revoked" }]],
    path: `/${number}/username`,
    shows: {},
  },
  {
    route: `accounts/${account}/review`,
    body: { decision: "REJECTED" },
    told: [["account_review_update", { decision: "REJECTED" }]],
    path: `/${account}?fields=account_review_status`,
    shows: { account_review_status: "REJECTED" },
  },
  {
    route: `accounts/${account}/verify`,
    told: [["account_update", { event: "VERIFIED_ACCOUNT" }]],
    path: `/${account}?fields=business_verification_status`,
    shows: { business_verification_status: "verified" },
  },
  {
    route: `accounts/${account}/limit`,
    body: { limit: "TIER_100K" },
    told: [
      ["business_capability_update", { max_daily_conversations_per_business: "TIER_100K" }],
      ["phone_number_quality_update", { display_phone_number, current_limit: "TIER_100K" }],
      ["phone_number_quality_update", { display_phone_number: "442079460123", current_limit: "TIER_100K" }],
    ],
    path: `/${number}?fields=whatsapp_business_manager_messaging_limit`,
    shows: { whatsapp_business_manager_messaging_limit: "TIER_100K" },
  },
  {
    route: `accounts/${account}/warn`,
    body: { type: "SCAM", remediation: "Read the policy" },
    told: [
      [
        "account_update",
        { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SCAM", remediation: "Read the policy" } },
      ],
    ],
  },
  {
    route: `accounts/${account}/restrict`,
    body: { restrictions: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1_795_603_800 }] },
    told: [
      [
        "account_update",
        {
          event: "ACCOUNT_RESTRICTION",
          restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1_795_603_800 }],
        },
      ],
    ],
    path: `/${account}?fields=health_status`,
    shows: { health_status: { can_send_message: "LIMITED" } },
  },
  {
    route: `accounts/${account}/ban`,
    told: [
      [
        "account_update",
        {
          event: "DISABLED_UPDATE",
          ban_info: { waba_ban_state: "DISABLE", waba_ban_date: "November 3, 2026" },
        },
      ],
    ],
    path: `/${account}?fields=status,health_status`,
    shows: { status: "DISABLED", health_status: { can_send_message: "BLOCKED" } },
  },
  {
    route: `accounts/${account}/ban`,
    body: { state: "SCHEDULE_FOR_DISABLE" },
    told: [["account_update", { ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE" } }]],
    path: `/${account}?fields=status`,
    shows: { status: "ACTIVE" },
  },
  {
    route: `accounts/${account}/reinstate`,
    told: [["account_update", { ban_info: { waba_ban_state: "REINSTATE" } }]],
    path: `/${account}?fields=status`,
    shows: { status: "ACTIVE" },
  },
  {
    route: `accounts/${account}/payment-method`,
    body: { is_valid: false },
    told: [],
    path: `/${account}?fields=status,health_status`,
    shows: { status: "ACTIVE", health_status: { can_send_message: "LIMITED" } },
  },
  {
    route: `accounts/${account}/alert`,
    body: { type: "PROFILE_PICTURE_LOST", severity: "WARNING", description: "Set another", phone_number_id: number },
    told: [
      [
        "account_alerts",
        {
          entity_type: "PHONE_NUMBER",
          entity_id: number,
          alert_info: {
            alert_severity: "WARNING",
            alert_status: "ACTIVE",
            alert_type: "PROFILE_PICTURE_LOST",
            alert_description: "Set another",
          },
        },
      ],
    ],
  },
  {
    route: `accounts/${account}/share`,
    told: [["account_update", { event: "PARTNER_ADDED", waba_info: { waba_id: account } }]],
    path: `/${account}?fields=is_shared_with_partners`,
    shows: { is_shared_with_partners: true },
  },
  {
    route: `accounts/${account}/unshare`,
    told: [["account_update", { event: "PARTNER_REMOVED" }]],
    path: `/${account}?fields=is_shared_with_partners`,
    shows: { is_shared_with_partners: false },
  },
  {
    route: "verifications/3120558847761885/decide",
    body: { status: "APPROVED" },
    told: [
      [
        "account_update",
        {
          event: "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
          partner_client_certification_info: {
            client_business_id: "813460912570311",
            status: "APPROVED",
            rejection_reasons: [],
          },
        },
      ],
    ],
    path: `/${business}/self_certified_whatsapp_business_submissions`,
    shows: { data: [{}, { verification_status: "APPROVED", update_time: "2026-11-03T09:00:00+0000" }] },
  },
  {
    route: `flows/${flow}/status`,
    body: { status: "THROTTLED" },
    told: [["flows", { event: "FLOW_STATUS_CHANGE", flow_id: flow, new_status: "THROTTLED" }]],
    path: `/${flow}?fields=status`,
    shows: { status: "THROTTLED" },
  },
  {
    route: `flows/${flow}/alert`,
    body: { event: "ENDPOINT_LATENCY", alert_state: "ACTIVATED", threshold: 1000, p90_latency: 1900 },
    told: [["flows", { event: "ENDPOINT_LATENCY", flow_id: flow, p90_latency: 1900 }]],
  },
];

describe("the platform", () => {
  test.each(rows)("changes the world and tells of it by $route $body", async ({ route, body, told, path, shows }) => {
    const { status, body: answer } = await post(route, body);
    expect({ status, answer }).toMatchObject({ status: 200, answer: { deliveries: expect.any(Array) } });
    expect(changes()).toMatchObject(told.map(([field, value]) => ({ field, value })));
    if (path !== undefined) expect(await read(path)).toMatchObject({ ...shows });
  });

  test("flags a number, and lifts that", async () => {
    await sandbox.numbers.setQuality(number, "RED");
    await sandbox.numbers.setQuality(number, "RED");
    await sandbox.numbers.setQuality(number, "GREEN");
    expect(changes().map(({ value }) => value)).toMatchObject([{ event: "FLAGGED" }, { event: "UNFLAGGED" }]);
    expect(await read(`/${number}?fields=status`)).toMatchObject({ status: "CONNECTED" });
  });

  test("raises and lowers a limit", async () => {
    const events = () =>
      changes().flatMap(({ value }) => ("event" in value && "current_limit" in value ? [value.event] : []));
    await sandbox.accounts.setLimit(account, "TIER_2K");
    sandbox.reset();
    await sandbox.accounts.setLimit(account, "TIER_UNLIMITED");
    await sandbox.accounts.setLimit(account, "TIER_250");
    expect(events().slice(-2)).toEqual(["DOWNGRADE", "DOWNGRADE"]);
  });

  test("approves a new name after a second, which is in use from the next registration on", async () => {
    const fields = `/${number}?fields=verified_name,new_display_name,new_name_status`;
    const before = await read(fields);
    await call("POST", `/${number}`, { body: { new_display_name: "Lantern Tea House" } });
    clock.now += 999;
    expect(await read(fields)).toMatchObject({ new_name_status: "PENDING_REVIEW" });
    expect(changes()).toEqual([]);
    clock.now += 1;
    expect(await read(fields)).toMatchObject({ verified_name: before["verified_name"], new_name_status: "APPROVED" });
    const requested_verified_name = "Lantern Tea House";
    const value = { display_phone_number, decision: "APPROVED", requested_verified_name, rejection_reason: null };
    expect(changes()).toEqual([{ id: account, field: "phone_number_name_update", value }]);
    await call("POST", `/${number}/register`, { body: { messaging_product: "whatsapp", pin: "581063" } });
    expect(await read(fields)).toEqual({ id: number, verified_name: "Lantern Tea House" });
  });

  test("rejects a name that it was told to reject, once", async () => {
    await call("POST", `/${number}`, { body: { new_display_name: "The Best Tea" } });
    const decision = { decision: "REJECTED", reason: "NAME_FORMAT_UNACCEPTABLE" };
    expect((await post(`numbers/${number}/name`, decision)).status).toBe(200);
    clock.now += 5000;
    expect(await read(`/${number}?fields=new_name_status`)).toMatchObject({ new_name_status: "DECLINED" });
    const value = { decision: "REJECTED", rejection_reason: "NAME_FORMAT_UNACCEPTABLE" };
    expect(changes()).toMatchObject([{ field: "phone_number_name_update", value }]);
    expect(await post(`numbers/${number}/name`, decision)).toMatchObject({
      status: 400,
      body: { error: { message: `Cannot decide on the name of ${number}: none is under review` } },
    });
  });

  test("reviews the name that was asked for last", async () => {
    await call("POST", `/${number}`, { body: { new_display_name: "First" } });
    clock.now += 600;
    await call("POST", `/${number}`, { body: { new_display_name: "Second" } });
    clock.now += 600;
    expect(await read(`/${number}?fields=new_name_status`)).toMatchObject({ new_name_status: "PENDING_REVIEW" });
    clock.now += 600;
    expect(await read(`/${number}?fields=new_name_status`)).toMatchObject({ new_name_status: "APPROVED" });
    expect(changes()).toMatchObject([{ value: { requested_verified_name: "Second" } }]);
  });

  test("approves the name of a new number at the latest when it is registered, once", async () => {
    const path = `/${account}/phone_numbers`;
    const add = async (phone_number: string) => {
      const verified_name = "Pier";
      const { body } = await call("POST", path, { body: { phone_number, verified_name, preverified_id: "1065403" } });
      return String(body["id"]);
    };
    const register = (id: string) =>
      call("POST", `/${id}/register`, { body: { messaging_product: "whatsapp", pin: "581063" } });
    const [first, second] = [await add("4930901820"), await add("4930901821")];
    await sandbox.numbers.decideName(first, "APPROVED");
    expect(changes()).toHaveLength(1);
    for (const id of [first, second]) await register(id);
    const value = { decision: "APPROVED", requested_verified_name: "Pier" };
    expect(changes()).toMatchObject([
      { field: "phone_number_name_update", value: { ...value, display_phone_number: "4930901820" } },
      { field: "phone_number_name_update", value: { ...value, display_phone_number: "4930901821" } },
    ]);
  });

  test("tells of a username that is set and deleted, not that none was there", async () => {
    const path = `/${number}/username`;
    await call("DELETE", path);
    sandbox.reset();
    await call("POST", path, { body: { username: "tasting.room" } });
    await call("DELETE", path);
    await call("DELETE", path);
    expect(changes().map(({ value }) => value)).toEqual([
      { display_phone_number, username: "tasting.room", status: "approved" },
      { display_phone_number, status: "deleted" },
    ]);
  });

  test("tells nothing of what is refused", async () => {
    await call("POST", `/${flow}/publish`);
    sandbox.reset();
    await call("POST", `/${account}/flows`, { body: { name: "Draft", categories: ["OTHER"] } });
    await call("POST", `/${number}/settings`, { body: { calling: { status: "MAYBE" } } });
    await call("POST", `/${number}`, { body: { pin: "12" } });
    await call("POST", "/999/accept", { body: {} });
    expect(changes()).toEqual([]);
  });

  test("lets a number without PIN be registered with another", async () => {
    const register = (pin: string) =>
      call("POST", `/${number}/register`, { body: { messaging_product: "whatsapp", pin } });
    await register("111111");
    expect((await register("222222")).status).toBe(400);
    await sandbox.numbers.resetPin(number);
    expect((await register("222222")).status).toBe(200);
  });

  test("connects a payment gateway", async () => {
    const provider = {
      configuration_name: "pier",
      provider_name: "razorpay",
      redirect_url: "https://pier.example.com/",
    };
    await call("POST", `/${account}/payment_configuration`, { body: provider });
    await post(`accounts/${account}/payment`, { configuration_name: "pier", status: "Active" });
    expect(changes().map(({ value }) => value)).toMatchObject([
      { configuration_name: "pier", provider_name: "razorpay", status: "Needs Connecting" },
      { configuration_name: "pier", provider_name: "razorpay", status: "Active" },
    ]);
    expect(await read(`/${account}/payment_configuration/pier`)).toMatchObject({ data: [{ status: "Active" }] });
  });

  test("deletes an account with its numbers, after which it tells of it no more", async () => {
    await post(`accounts/${account}/remove`);
    expect(changes()).toEqual([{ id: account, field: "account_update", value: { event: "ACCOUNT_DELETED" } }]);
    for (const id of [account, number]) expect((await call("GET", `/${id}`)).status).toBe(400);
    expect((await post(`accounts/${account}/verify`)).status).toBe(400);
  });
});

describe("the routes", () => {
  test.each<[string, unknown, string]>([
    ["numbers/1/quality", { rating: "RED" }, "Cannot change the number 1: there is none"],
    ["accounts/1/verify", {}, "Cannot change the account 1: there is none"],
    ["verifications/1/decide", { status: "APPROVED" }, "Cannot decide on the verification 1: there is none"],
    ["flows/1/status", { status: "BLOCKED" }, "Cannot act on the flow 1: there is none"],
    [`numbers/${number}/quality`, {}, "Cannot act on numbers: The parameter rating is required"],
    [`numbers/${number}/quality`, { rating: "BLUE" }, "Param rating must be one of GREEN, YELLOW, RED, UNKNOWN"],
    [`numbers/${number}/quality`, { rating: "RED", why: "" }, "Unknown parameter why: allowed here are rating"],
    [`numbers/${number}/quality`, [], "Cannot act on numbers: "],
    [`accounts/${account}/restrict`, { restrictions: [{}] }, "The parameter restrictions.0.type is required"],
    [`accounts/${account}/payment-method`, {}, "The parameter is_valid is required"],
    ["accounts/1/payment-method", { is_valid: false }, "Cannot change the account 1: there is none"],
    [`accounts/${account}/payment`, { configuration_name: "x", status: "Active" }, "configuration x: there is none"],
    [`flows/${flow}/alert`, { event: "ENDPOINT_LATENCY", threshold: "high" }, "Param threshold must be a number"],
    ["events", {}, "Cannot send a webhook: The parameter field is required"],
    ["events", { field: "mesages" }, "its field must be one of account_alerts, "],
    ["events", { field: "account_update", value: {} }, "of account_update: The parameter event is required"],
    ["events", { field: "flows", waba_id: "1" }, "about the account 1: there is none"],
    ["numbers/1/none", {}, "the routes there are POST /numbers/:id/name, "],
  ])("reject %s %j", async (route, body, message) => {
    const answer = await post(route, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(message) } } });
    expect(sandbox.webhooks).toEqual([]);
  });

  test("send any webhook, and answer with its deliveries", async () => {
    const { status, body } = await post("events", {
      field: "account_update",
      value: { event: "MM_LITE_TERMS_SIGNED" },
    });
    expect({ status, body }).toMatchObject({ status: 200, body: { deliveries: [{ fields: ["account_update"] }] } });
    expect((await post("events", { field: "history", phone_number_id: "108110225544002" })).status).toBe(200);
    expect(changes()).toMatchObject([
      { id: account, value: { event: "MM_LITE_TERMS_SIGNED" } },
      { field: "history", value: { metadata: { phone_number_id: "108110225544002" } } },
    ]);
  });
});
