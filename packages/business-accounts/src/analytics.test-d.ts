import { field, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import {
  createBusinessAccountsClient,
  updateWhatsappBusinessAccount,
  type UpdateWhatsappBusinessAccount,
} from "./index.ts";

const client = createBusinessAccountsClient({ auth: "EAAB" });
const old = createBusinessAccountsClient({ auth: "EAAB", version: "v23.0" });
const node = "/{waba_id}";
const path = { waba_id: "102290129340398" };
const time = { start: 1793865600, end: 1794038400 };

type Open<Values> = Values | (string & {});

describe("analytics", () => {
  test("are a field with parameters, to which the answer is narrowed", async () => {
    const fields = [field("analytics", { ...time, granularity: "DAY", country_codes: ["GB"] })];
    const answer = unwrap(await client.GET(node, { params: { path, query: { fields } } }));
    expectTypeOf(answer).toEqualTypeOf<{
      id: string;
      analytics?: {
        phone_numbers?: string[];
        country_codes?: string[];
        product_types?: number[];
        granularity?: Open<"DAY" | "HALF_HOUR" | "MONTH">;
        data_points?: {
          start?: number;
          end?: number;
          sent?: number;
          delivered?: number;
          groups_sent?: number;
          groups_delivered?: number;
        }[];
      };
    }>();
    // @ts-expect-error
    answer.name;
    // @ts-expect-error
    answer.pricing_analytics;
  });

  test("go with other fields", async () => {
    const fields = ["name", "owner_business{name}", field("analytics", { ...time, granularity: "MONTH" })] as const;
    const answer = unwrap(await client.GET(node, { params: { path, query: { fields } } }));
    expectTypeOf<keyof typeof answer>().toEqualTypeOf<"analytics" | "id" | "name" | "owner_business">();
    expectTypeOf(answer.owner_business).toEqualTypeOf<{ id?: string; name?: string } | undefined>();
    expectTypeOf(answer.analytics?.data_points?.[0]?.sent).toEqualTypeOf<number | undefined>();
  });

  test("may be written out, with braces for a part of them", async () => {
    const fields = ["analytics.start(1793865600).end(1794038400).granularity(DAY){data_points{sent}}"] as const;
    expectTypeOf(unwrap(await client.GET(node, { params: { path, query: { fields } } }))).toEqualTypeOf<{
      id: string;
      analytics?: { data_points?: { sent?: number }[] };
    }>();
  });

  test("answer alike in every version", async () => {
    const fields = [field("analytics", { ...time, granularity: "HALF_HOUR" })];
    const former = unwrap(await old.GET(node, { params: { path, query: { fields } } }));
    const answer = unwrap(await client.GET(node, { params: { path, query: { fields } } }));
    expectTypeOf(former).toEqualTypeOf<typeof answer>();
  });
});

describe("conversation_analytics", () => {
  test("answer conversations in pages", async () => {
    const fields = [field("conversation_analytics", { ...time, granularity: "DAILY", dimensions: ["COUNTRY"] })];
    const answer = unwrap(await client.GET(node, { params: { path, query: { fields } } }));
    expectTypeOf<keyof typeof answer>().toEqualTypeOf<"conversation_analytics" | "id">();
    const point = answer.conversation_analytics?.data?.[0]?.data_points?.[0];
    expectTypeOf(point?.conversation).toEqualTypeOf<number | undefined>();
    expectTypeOf(point?.conversation_direction).toEqualTypeOf<
      Open<"BUSINESS_INITIATED" | "UNKNOWN" | "USER_INITIATED"> | undefined
    >();
    // @ts-expect-error
    point?.volume;
  });
});

describe("pricing_analytics", () => {
  test("answer volume and cost in pages", async () => {
    const fields = [field("pricing_analytics", { ...time, granularity: "MONTHLY", dimensions: ["PRICING_TYPE"] })];
    const answer = unwrap(await client.GET(node, { params: { path, query: { fields } } }));
    expectTypeOf<keyof typeof answer>().toEqualTypeOf<"id" | "pricing_analytics">();
    const point = answer.pricing_analytics?.data?.[0]?.data_points?.[0];
    expectTypeOf(point?.volume).toEqualTypeOf<number | undefined>();
    expectTypeOf(point?.pricing_type).toEqualTypeOf<
      Open<"FREE_CUSTOMER_SERVICE" | "FREE_ENTRY_POINT" | "FREE_GROUP_CUSTOMER_SERVICE" | "REGULAR"> | undefined
    >();
    // @ts-expect-error
    point?.conversation;
  });
});

describe("template_analytics", () => {
  test("answer each template, with clicks and costs", async () => {
    const templates = { template_ids: ["1689556908129832"], metric_types: ["SENT", "CLICKED", "COST"] };
    const fields = [field("template_analytics", { ...time, granularity: "DAILY", ...templates })];
    const answer = unwrap(await client.GET(node, { params: { path, query: { fields } } }));
    expectTypeOf<keyof typeof answer>().toEqualTypeOf<"id" | "template_analytics">();
    const point = answer.template_analytics?.data?.[0]?.data_points?.[0];
    expectTypeOf(point?.template_id).toEqualTypeOf<string | undefined>();
    expectTypeOf(point?.clicked?.[0]?.count).toEqualTypeOf<number | undefined>();
    expectTypeOf(point?.cost?.[0]?.type).toEqualTypeOf<
      Open<"amount_spent" | "cost_per_delivered" | "cost_per_url_button_click"> | undefined
    >();
    expectTypeOf(answer.template_analytics?.paging?.cursors?.after).toEqualTypeOf<string | undefined>();
  });
});

describe("call_analytics", () => {
  test("answer calls, in either of the shapes that Meta shows", async () => {
    const fields = [field("call_analytics", { ...time, granularity: "DAILY", directions: ["USER_INITIATED"] })];
    const { call_analytics } = unwrap(await client.GET(node, { params: { path, query: { fields } } }));
    const point = call_analytics?.data_points?.[0] ?? call_analytics?.data?.[0]?.data_points?.[0];
    expectTypeOf(point?.average_duration).toEqualTypeOf<number | undefined>();
    expectTypeOf(call_analytics?.directions).toEqualTypeOf<string | string[] | undefined>();
  });
});

describe("message optimizations", () => {
  test("are chosen by kind, and read by other words", async () => {
    const update = (degrees_of_freedom_spec: UpdateWhatsappBusinessAccount["degrees_of_freedom_spec"] & object) =>
      updateWhatsappBusinessAccount(client, { ...path, degrees_of_freedom_spec });
    update({ creative_features_spec: { image_touchups: { enroll_status: "OPT_IN" } } });
    // @ts-expect-error: the choice itself, as answers have it
    update({ creative_features_spec: { image_touchups: "OPT_IN" } });
    // @ts-expect-error: without the object around
    update({ image_touchups: { enroll_status: "OPT_IN" } });
    // @ts-expect-error: no such change
    update({ creative_features_spec: { image_cropping: { enroll_status: "OPT_IN" } } });
    const query = { fields: ["degrees_of_freedom_spec"] } as const;
    const { degrees_of_freedom_spec } = unwrap(await client.GET(node, { params: { path, query } }));
    expectTypeOf(degrees_of_freedom_spec?.data?.[0]?.creative_features_spec?.[0]?.["image_touchups"]).toEqualTypeOf<
      string | undefined
    >();
  });
});

describe("the compiler refuses", () => {
  test("analytics that do not exist", () => {
    const analitics = field("analitics", { ...time, granularity: "DAY" });
    // @ts-expect-error
    client.GET(node, { params: { path, query: { fields: [analitics] } } });
    const messages = field("message_analytics", { ...time, granularity: "DAY" });
    // @ts-expect-error
    client.GET(node, { params: { path, query: { fields: [messages] } } });
  });

  test("parameters of a field that takes none", () => {
    // @ts-expect-error
    client.GET(node, { params: { path, query: { fields: [field("name", time)] } } });
    // @ts-expect-error
    client.GET(node, { params: { path, query: { fields: [field("health_status", time)] } } });
  });

  test("names in braces that the data does not have", () => {
    // @ts-expect-error
    client.GET(node, { params: { path, query: { fields: ["analytics.start(1).end(2).granularity(DAY){points}"] } } });
    // @ts-expect-error
    client.GET(node, { params: { path, query: { fields: ["analytics{data_points{volume}}"] } } });
    // @ts-expect-error
    client.GET(node, { params: { path, query: { fields: ["health_status{can_call}"] } } });
  });

  test("analytics as query parameters of their own", () => {
    // @ts-expect-error
    client.GET(node, { params: { path, query: { start: 1793865600 } } });
    // @ts-expect-error
    client.GET(node, { params: { path, query: { granularity: "DAY" } } });
  });

  test("analytics of a list of accounts", () => {
    const business = { business_id: "506914307656634" };
    const fields = [field("analytics", { ...time, granularity: "DAY" })];
    // @ts-expect-error
    client.GET("/{business_id}/owned_whatsapp_business_accounts", { params: { path: business, query: { fields } } });
  });
});
