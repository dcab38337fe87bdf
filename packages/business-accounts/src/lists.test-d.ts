import { paginate, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createBusinessAccountsClient, type Paths } from "./index.ts";

const client = createBusinessAccountsClient({ auth: "EAAB" });
const old = createBusinessAccountsClient({ auth: "EAAB", version: "v23.0" });
const account = { waba_id: "102290129340398" };
const path = { business_id: "506914307656634" };
const owned = "/{business_id}/owned_whatsapp_business_accounts";
const clients = "/{business_id}/client_whatsapp_business_accounts";
const schedules = "/{waba_id}/schedules";

describe("filtering", () => {
  type Query<Path extends typeof clients | typeof owned> = NonNullable<Paths[Path]["get"]["parameters"]["query"]>;
  type Filters<Path extends typeof clients | typeof owned> = Required<Query<Path>>["filtering"];
  const filterOwned = (filtering: Filters<typeof owned>) =>
    client.GET(owned, { params: { path, query: { filtering } } });
  const filterClients = (filtering: Filters<typeof clients>) =>
    client.GET(clients, { params: { path, query: { filtering } } });

  test("takes times of creation for both lists", () => {
    const since = { field: "creation_time" as const, operator: "GREATER_THAN" as const, value: 1769774400 };
    const range = { field: "creation_time" as const, operator: "IN_RANGE" as const, value: [1767225600, 1769774400] };
    filterOwned([since]);
    filterClients([since, range]);
  });

  test("takes partners and states of marketing messages for client accounts", () => {
    filterClients([
      { field: "partners", operator: "ALL", value: ["813460912570311"] },
      { field: "marketing_messages_onboarding_status", operator: "IN", value: ["ELIGIBLE", "ONBOARDED"] },
    ]);
  });

  test("refuses for owned accounts what only client accounts are filtered by", () => {
    // @ts-expect-error
    filterOwned([{ field: "partners", operator: "ALL", value: ["813460912570311"] }]);
  });

  test("refuses the operator of another field, and unknown ones", () => {
    // @ts-expect-error
    filterClients([{ field: "partners", operator: "IN", value: ["813460912570311"] }]);
    // @ts-expect-error
    filterClients([{ field: "creation_time", operator: "ALL", value: 1769774400 }]);
    // @ts-expect-error
    filterClients([{ field: "creation_time", operator: "EQUAL", value: 1769774400 }]);
  });

  test("refuses one value where there must be a list, ids as numbers, and unknown states", () => {
    // @ts-expect-error
    filterClients([{ field: "partners", operator: "ALL", value: "813460912570311" }]);
    // @ts-expect-error
    filterClients([{ field: "partners", operator: "ALL", value: [813460912570311] }]);
    const field = "marketing_messages_onboarding_status" as const;
    // @ts-expect-error
    filterClients([{ field, operator: "IN", value: ["READY"] }]);
  });

  test("refuses a condition outside of a list, and one already written as JSON", () => {
    // @ts-expect-error
    filterOwned({ field: "creation_time", operator: "LESS_THAN", value: 1769774400 });
    // @ts-expect-error
    filterOwned("[]");
  });

  test("of schedules before v25.0 knows three fields", () => {
    const status = { field: "status" as const, operator: "IN", value: ["ACTIVE", "PAUSED"] };
    old.GET(schedules, { params: { path: account, query: { filtering: [status] } } });
    // @ts-expect-error
    old.GET(schedules, { params: { path: account, query: { filtering: [{ ...status, field: "name" }] } } });
  });
});

describe("sort", () => {
  test("takes the spelling that works", () => {
    client.GET(owned, { params: { path, query: { sort: "creation_time_ascending" } } });
    client.GET(clients, { params: { path, query: { sort: "creation_time_descending" } } });
  });

  test("refuses the documented spelling, and fields that accounts are not sorted by", () => {
    // @ts-expect-error
    client.GET(owned, { params: { path, query: { sort: "creation_time.asc" } } });
    // @ts-expect-error
    client.GET(clients, { params: { path, query: { sort: "creation_time.desc" } } });
    // @ts-expect-error
    client.GET(clients, { params: { path, query: { sort: "name_ascending" } } });
  });

  test("of schedules before v25.0 has the names of its own times, in both spellings", () => {
    old.GET(schedules, { params: { path: account, query: { sort: "created_time_ascending" } } });
    old.GET(schedules, { params: { path: account, query: { sort: "created_time.asc" } } });
    old.GET(schedules, { params: { path: account, query: { sort: "updated_time.desc" } } });
    // @ts-expect-error
    old.GET(schedules, { params: { path: account, query: { sort: "creation_time_ascending" } } });
    // @ts-expect-error
    old.GET(schedules, { params: { path: account, query: { sort: "created_time" } } });
  });
});

describe("summary", () => {
  test("of the assigned users stands beside the page", async () => {
    const params = { path: account, query: { business: "506914307656634" } };
    const page = unwrap(await client.GET("/{waba_id}/assigned_users", { params }));
    expectTypeOf(page.summary).toEqualTypeOf<{ total_count?: number } | undefined>();
  });

  test("is no parameter where Meta documents none", () => {
    // @ts-expect-error
    client.GET(owned, { params: { path, query: { summary: "total_count" } } });
    client.GET("/{waba_id}/assigned_users", {
      // @ts-expect-error
      params: { path: account, query: { business: "5", summary: "total_count" } },
    });
  });
});

test("a list that is filtered, sorted and narrowed can be walked", async () => {
  const query = {
    fields: ["name", "on_behalf_of_business_info{name}"],
    filtering: [{ field: "creation_time", operator: "LESS_THAN", value: 1769774400 }],
    sort: "creation_time_ascending",
  } as const;
  const accounts = await paginate(client, clients, { params: { path, query } }).toArray();
  expectTypeOf(accounts).items.toEqualTypeOf<{
    id: string;
    name?: string;
    on_behalf_of_business_info?: { id?: string; name?: string };
  }>();
});
