import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import {
  createBusinessAccountsClient,
  type Paths,
  type PathsByVersion,
  type Schemas,
  type SchemasByVersion,
} from "./index.ts";

const client = createBusinessAccountsClient({ auth: "EAAB" });
const old = createBusinessAccountsClient({ auth: "EAAB", version: "v23.0" });
const account = { waba_id: "102290129340398" };
const business = { business_id: "506914307656634" };
const user = { user_id: "122102345678901" };

type Open<Values> = Values | (string & {});

describe("listActivities", () => {
  const list = "/{waba_id}/activities";

  test("answers actors and details before v25.0, and category and event since", async () => {
    type Former = SchemasByVersion["v23.0"]["Activity"];
    expectTypeOf<keyof Former>().toEqualTypeOf<
      | "activity_type"
      | "actor_id"
      | "actor_name"
      | "actor_type"
      | "description"
      | "details"
      | "id"
      | "ip_address"
      | "timestamp"
      | "user_agent"
    >();
    const former = unwrap(await old.GET(list, { params: { path: account, query: { fields: ["ip_address"] } } })).data;
    expectTypeOf(former[0]?.ip_address).toEqualTypeOf<string | undefined>();
    expectTypeOf<Schemas["Activity"]>().toEqualTypeOf<{
      id: string;
      actor_business_id?: string;
      actor_id?: string;
      category?: string;
      event_type?: string;
      timestamp?: number;
    }>();
  });

  test("answers without a selection the default fields of its version", async () => {
    expectTypeOf(unwrap(await old.GET(list, { params: { path: account } })).data).items.toEqualTypeOf<
      Pick<SchemasByVersion["v23.0"]["Activity"], "activity_type" | "actor_type" | "id" | "timestamp">
    >();
    expectTypeOf(unwrap(await client.GET(list, { params: { path: account } })).data).items.toEqualTypeOf<{
      id: string;
      event_type?: string;
      timestamp?: number;
    }>();
  });

  test("answers the time as text before v25.0, and in seconds since", async () => {
    const former = unwrap(await old.GET(list, { params: { path: account } })).data[0];
    expectTypeOf(former?.timestamp).toEqualTypeOf<string | undefined>();
    const activity = unwrap(await client.GET(list, { params: { path: account } })).data[0];
    expectTypeOf(activity?.timestamp).toEqualTypeOf<number | undefined>();
  });

  test("takes filters before v25.0 alone", () => {
    const path = account;
    old.GET(list, {
      params: { path, query: { activity_type: "USER_ADDED", since: "2026-11-01", until: "2026-11-20" } },
    });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { activity_type: "USER_ADDED" } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { since: "2026-11-01" } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { until: "2026-11-20" } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { activity_type: "USER_RENAMED" } } });
  });

  test("takes the fields of its version alone", () => {
    const path = account;
    old.GET(list, { params: { path, query: { fields: ["actor_type", "details", "ip_address"] } } });
    client.GET(list, { params: { path, query: { fields: ["actor_business_id", "category", "event_type"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["actor_type"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["details"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["ip_address"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { fields: ["actor_business_id"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { fields: ["category"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { fields: ["event_type"] } } });
  });
});

describe("listAssignedWhatsappBusinessAccounts", () => {
  const list = "/{user_id}/assigned_whatsapp_business_accounts";

  test("answers states, tasks and numbers before v25.0, and the name alone since", async () => {
    expectTypeOf<keyof SchemasByVersion["v23.0"]["AssignedWhatsappBusinessAccount"]>().toEqualTypeOf<
      "assignment_date" | "business_id" | "id" | "name" | "permissions" | "phone_numbers" | "status"
    >();
    const query = { fields: ["status", "phone_numbers"] } as const;
    const former = unwrap(await old.GET(list, { params: { path: user, query } })).data;
    expectTypeOf(former[0]?.status).toEqualTypeOf<Open<"ACTIVE" | "DISABLED" | "PENDING" | "RESTRICTED"> | undefined>();
    expectTypeOf(former[0]?.phone_numbers?.[0]?.display_phone_number).toEqualTypeOf<string | undefined>();
    expectTypeOf(unwrap(await client.GET(list, { params: { path: user } })).data).items.toEqualTypeOf<{
      id: string;
      name?: string;
    }>();
  });

  test("takes the fields of its version alone", () => {
    const path = user;
    old.GET(list, { params: { path, query: { fields: ["status", "permissions", "phone_numbers{verified_name}"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["status"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["permissions"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["phone_numbers"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["phone_numbers{verified_name}"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["assignment_date"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["business_id"] } } });
  });
});

describe("listExtendedCredits", () => {
  const list = "/{business_id}/extendedcredits";

  test("answers the legal name before v25.0, and the whole credit in pages since", async () => {
    const former = unwrap(await old.GET(list, { params: { path: business } }));
    expectTypeOf(former).toEqualTypeOf<{ data: { id: string; legal_entity_name?: string }[] }>();
    const page = unwrap(await client.GET(list, { params: { path: business } }));
    expectTypeOf(page.paging?.next).toEqualTypeOf<string | undefined>();
    expectTypeOf(page.data[0]?.legal_entity_name).toEqualTypeOf<string | undefined>();
    expectTypeOf(page.data[0]?.balance?.currency).toEqualTypeOf<string | undefined>();
    expectTypeOf(page.data[0]?.owner_business?.name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error
    former.paging;
    // @ts-expect-error
    former.data[0]?.balance;
  });

  test("takes order, limit and cursors since v25.0 alone", () => {
    const path = business;
    client.GET(list, { params: { path, query: { order_by_is_owned_credential: true, limit: 10, after: "MTAx" } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { order_by_is_owned_credential: true } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { limit: 10 } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { after: "MTAx" } } });
  });

  test("takes the fields of its version alone, the two of v23.0 in both", () => {
    const path = business;
    old.GET(list, { params: { path, query: { fields: ["id", "legal_entity_name"] } } });
    client.GET(list, { params: { path, query: { fields: ["id", "legal_entity_name", "balance{amount}"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { fields: ["balance"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { fields: ["owner_business{name}"] } } });
  });
});

describe("listSchedules", () => {
  const list = "/{waba_id}/schedules";

  test("answers hours and days before v25.0, and a delivery since", async () => {
    const query = { fields: ["schedule_type", "recurrence_pattern"] } as const;
    const former = unwrap(await old.GET(list, { params: { path: account, query } })).data[0];
    type Window = "days_of_week" | "end_time" | "recurrence_pattern" | "schedule_type" | "start_time" | "timezone";
    type Other = "created_time" | "description" | "id" | "is_active" | "name" | "status" | "updated_time";
    expectTypeOf<keyof SchemasByVersion["v23.0"]["Schedule"]>().toEqualTypeOf<Other | Window>();
    expectTypeOf(former?.schedule_type).toEqualTypeOf<
      Open<"AUTOMATED_RESPONSE" | "BUSINESS_HOURS" | "CUSTOM" | "MAINTENANCE_WINDOW" | "MESSAGE_CAMPAIGN"> | undefined
    >();
    expectTypeOf(former?.recurrence_pattern?.interval).toEqualTypeOf<number | undefined>();
    expectTypeOf(unwrap(await client.GET(list, { params: { path: account } })).data).items.toEqualTypeOf<{
      id: string;
      name?: string;
      description?: string;
      delivery_time?: number;
      status?: string;
    }>();
  });

  test("takes conditions and an order before v25.0 alone", () => {
    const path = account;
    const filtering = [{ field: "is_active", operator: "EQUAL", value: true }] as const;
    old.GET(list, { params: { path, query: { filtering, sort: "updated_time_descending" } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { filtering } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { sort: "updated_time_descending" } } });
  });

  test("takes the fields of its version alone", () => {
    const path = account;
    old.GET(list, {
      params: { path, query: { fields: ["schedule_type", "days_of_week", "recurrence_pattern{interval}"] } },
    });
    client.GET(list, { params: { path, query: { fields: ["name", "description", "delivery_time", "status"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["schedule_type"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["start_time"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["timezone"] } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["recurrence_pattern"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { fields: ["delivery_time"] } } });
  });
});

describe("createSchedule", () => {
  const edge = "/{waba_id}/schedules";
  const params = { path: account };

  test("takes hours before v25.0, and a campaign since", () => {
    const hours = { name: "Shop", schedule_type: "BUSINESS_HOURS" as const, start_time: "09:00", end_time: "17:00" };
    const delivery = { hsm_id: "1689556908129832", audience_id: "3311220044556677", waba_cs_id: "108110225544001" };
    const campaign = { ...delivery, name: "Winter", description: "Tariff", delivery_time: 1796119200 };
    old.POST(edge, {
      params,
      body: { ...hours, days_of_week: ["MONDAY"], recurrence_pattern: { frequency: "WEEKLY" } },
    });
    client.POST(edge, { params, body: campaign });
    // @ts-expect-error
    client.POST(edge, { params, body: hours });
    // @ts-expect-error
    client.POST(edge, { params, body: { ...campaign, schedule_type: "MESSAGE_CAMPAIGN" } });
    // @ts-expect-error
    old.POST(edge, { params, body: campaign });
    // @ts-expect-error
    old.POST(edge, { params, body: { ...hours, delivery_time: 1796119200 } });
  });

  test("needs every part of the campaign since v25.0", () => {
    expectTypeOf<Schemas["CreateSchedule"]>().toEqualTypeOf<{
      name: string;
      description: string;
      hsm_id: string;
      audience_id: string;
      waba_cs_id: string;
      delivery_time: number;
    }>();
  });
});

test("versions that answer alike have one type", () => {
  expectTypeOf<Paths>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v26.0"]>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v24.0"]>().toEqualTypeOf<PathsByVersion["v23.0"]>();
});
