import { paginate, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createPhoneNumbersClient, type Paths } from "./index.ts";

const client = createPhoneNumbersClient({ auth: "EAAB" });
const path = { waba_id: "102290129340398" };
const list = "/{waba_id}/phone_numbers";

describe("filtering", () => {
  type Query = Required<NonNullable<Paths[typeof list]["get"]["parameters"]["query"]>>;
  const filter = (filtering: Query["filtering"]) => client.GET(list, { params: { path, query: { filtering } } });

  test("takes a list of conditions, each with the values of its field", () => {
    filter([
      { field: "account_mode", operator: "EQUAL", value: "SANDBOX" },
      { field: "is_official_business_account", operator: "EQUAL", value: true },
      { field: "messaging_limit_tier", operator: "EQUAL", value: "TIER_10K" },
    ]);
  });

  test("may be put together elsewhere and be read-only", () => {
    const filtering = [{ field: "account_mode", operator: "EQUAL", value: "LIVE" }] as const;
    client.GET(list, { params: { path, query: { filtering } } });
  });

  test("refuses a boolean in a string", () => {
    // @ts-expect-error
    filter([{ field: "is_official_business_account", operator: "EQUAL", value: "true" }]);
  });

  test("refuses the value of another field", () => {
    // @ts-expect-error
    filter([{ field: "account_mode", operator: "EQUAL", value: "TIER_10K" }]);
  });

  test("refuses an unknown value, operator or field", () => {
    // @ts-expect-error
    filter([{ field: "account_mode", operator: "EQUAL", value: "sandbox" }]);
    // @ts-expect-error
    filter([{ field: "account_mode", operator: "IN", value: "SANDBOX" }]);
    // @ts-expect-error
    filter([{ field: "verified_name", operator: "EQUAL", value: "LIVE" }]);
  });

  test("refuses a condition outside of a list, and one already written as JSON", () => {
    // @ts-expect-error
    filter({ field: "account_mode", operator: "EQUAL", value: "LIVE" });
    // @ts-expect-error
    filter("[]");
  });
});

describe("sort", () => {
  test("takes the spelling that works", () => {
    client.GET(list, { params: { path, query: { sort: "creation_time_ascending" } } });
    client.GET(list, { params: { path, query: { sort: "last_onboarded_time_descending" } } });
  });

  test("refuses the documented spelling, and fields that numbers are not sorted by", () => {
    // @ts-expect-error
    client.GET(list, { params: { path, query: { sort: "creation_time.asc" } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { sort: "verified_name_ascending" } } });
  });
});

describe("summary", () => {
  test("takes the total and answers it beside the page", async () => {
    const page = unwrap(await client.GET(list, { params: { path, query: { summary: "total_count" } } }));
    expectTypeOf(page.summary).toEqualTypeOf<{ total_count?: number } | undefined>();
  });

  test("refuses what is no name of a summary", () => {
    // @ts-expect-error
    client.GET(list, { params: { path, query: { summary: true } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { summary: "total" } } });
  });

  test("stays beside a page that is narrowed to the selected fields", async () => {
    const query = { fields: ["verified_name"], summary: "total_count" } as const;
    const page = unwrap(await client.GET(list, { params: { path, query } }));
    expectTypeOf(page.data).items.toEqualTypeOf<{ id: string; verified_name?: string }>();
    expectTypeOf(page.summary?.total_count).toEqualTypeOf<number | undefined>();
  });
});

test("all of them go with paginate()", async () => {
  const query = {
    fields: ["health_status{can_send_message}"],
    filtering: [{ field: "account_mode", operator: "EQUAL", value: "LIVE" }],
    sort: "creation_time_descending",
    summary: "total_count",
  } as const;
  const numbers = await paginate(client, list, { params: { path, query } }).toArray();
  expectTypeOf(numbers).items.toEqualTypeOf<{
    id: string;
    health_status?: { can_send_message?: "AVAILABLE" | "BLOCKED" | "LIMITED" | (string & {}) };
  }>();
});

test("lists without them refuse them", () => {
  const qrCodes = "/{phone_number_id}/message_qrdls";
  const number = { phone_number_id: "108110225544001" };
  // @ts-expect-error
  client.GET(qrCodes, { params: { path: number, query: { sort: "creation_time_ascending" } } });
  // @ts-expect-error
  client.GET(qrCodes, { params: { path: number, query: { summary: "total_count" } } });
  // @ts-expect-error
  client.GET(qrCodes, { params: { path: number, query: { filtering: [] } } });
});
