import { describe, expectTypeOf, test } from "vitest";
import {
  createAnalyticsClient,
  getCallAnalytics,
  getConversationAnalytics,
  getGroupAnalytics,
  getPricingAnalytics,
  getTemplateAnalytics,
  getTemplateGroupAnalytics,
  getTemplatePerformanceMetrics,
  type TemplateMetric,
} from "./index.ts";

const client = createAnalyticsClient({ auth: "EAAB", ids: { waba_id: "102290129340398" } });
const time = { start: 1793865600, end: 1794038400 };

describe("getTemplateAnalytics", () => {
  const days = { start: "2026-11-05", end: "2026-11-12", granularity: "DAILY" as const };
  const templates = { ...days, template_ids: ["1689556908129832"] };

  test("takes days as text or as seconds", () => {
    getTemplateAnalytics(client, { ...templates, use_waba_timezone: true });
    getTemplateAnalytics(client, { ...templates, ...time });
    // @ts-expect-error: a Date
    getTemplateAnalytics(client, { ...templates, start: new Date() });
  });

  test("needs days, granularity and a list of templates", () => {
    // @ts-expect-error: no templates
    getTemplateAnalytics(client, days);
    // @ts-expect-error: no list
    getTemplateAnalytics(client, { ...days, template_ids: "1689556908129832" });
    // @ts-expect-error: ids do not fit numbers
    getTemplateAnalytics(client, { ...days, template_ids: [1689556908129832] });
    // @ts-expect-error: no granularity
    getTemplateAnalytics(client, { start: days.start, end: days.end, template_ids: ["1689556908129832"] });
    // @ts-expect-error: no end
    getTemplateAnalytics(client, { start: days.start, granularity: "DAILY", template_ids: ["1689556908129832"] });
  });

  test("counts by the day alone", () => {
    // @ts-expect-error: that of messages
    getTemplateAnalytics(client, { ...templates, granularity: "DAY" });
    // @ts-expect-error: that of conversations
    getTemplateAnalytics(client, { ...templates, granularity: "MONTHLY" });
  });

  test("knows its metrics", () => {
    getTemplateAnalytics(client, { ...templates, metric_types: ["SENT", "REPLIED", "WEBSITE_PURCHASES"] });
    // @ts-expect-error: as in answers
    getTemplateAnalytics(client, { ...templates, metric_types: ["sent"] });
    // @ts-expect-error: that of groups
    getTemplateAnalytics(client, { ...templates, metric_types: ["CLICKS"] });
    // @ts-expect-error: on websites alone
    expectTypeOf<"APP_LEAD">().toExtend<TemplateMetric>();
    // @ts-expect-error: the product of an answer
    getTemplateAnalytics(client, { ...templates, product_type: "cloud_api" });
    // @ts-expect-error: misspelt
    getTemplateAnalytics(client, { ...templates, metric_type: ["SENT"] });
  });

  test("is a page, or all items", async () => {
    const { data, paging } = await getTemplateAnalytics(client, templates);
    expectTypeOf(paging?.cursors?.after).toEqualTypeOf<string | undefined>();
    expectTypeOf(data[0]?.data_points?.[0]?.website_purchases_conversion_value).toEqualTypeOf<number | undefined>();
    for await (const { data_points = [] } of getTemplateAnalytics(client, templates)) {
      const [point] = data_points;
      expectTypeOf(point?.template_id).toEqualTypeOf<string | undefined>();
      expectTypeOf<"a_cost_added_later">().toExtend<
        NonNullable<NonNullable<(typeof point & {})["cost"]>[number]["type"]>
      >();
      // @ts-expect-error: that of groups of templates
      point?.template_group_id;
      // @ts-expect-error: a list of buttons
      point?.clicked?.count;
    }
  });

  test("does not take groups, nor groups products", () => {
    const groups = { ...days, template_group_ids: ["1044106240855852"] };
    getTemplateGroupAnalytics(client, groups);
    // @ts-expect-error
    getTemplateAnalytics(client, groups);
    // @ts-expect-error
    getTemplateGroupAnalytics(client, templates);
    // @ts-expect-error
    getTemplateGroupAnalytics(client, { ...groups, product_type: "CLOUD_API" });
  });
});

test("getGroupAnalytics needs a group and metrics, and seconds", () => {
  const group = { ...time, group_ids: ["HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0"] };
  getGroupAnalytics(client, { ...group, metric_types: ["SENT", "PARTICIPANTS_LEFT"] });
  // @ts-expect-error: no metrics
  getGroupAnalytics(client, group);
  // @ts-expect-error: as in answers
  getGroupAnalytics(client, { ...group, metric_types: ["JOINED"] });
  // @ts-expect-error: days as text, as for templates
  getGroupAnalytics(client, { ...group, start: "2026-11-05", metric_types: ["SENT"] });
});

test("getCallAnalytics knows directions and dimensions, and promises nothing", async () => {
  const calls = { ...time, granularity: "DAILY" as const };
  const { data } = await getCallAnalytics(client, { ...calls, directions: ["USER_INITIATED"], dimensions: ["PHONE"] });
  expectTypeOf(data?.[0]?.data_points?.[0]?.average_duration).toEqualTypeOf<number | undefined>();
  // @ts-expect-error: one value in place of a list
  getCallAnalytics(client, { ...calls, directions: "USER_INITIATED" });
  // @ts-expect-error: as Meta's guide spells it
  getCallAnalytics(client, { ...calls, dimensions: ["direction"] });
  // @ts-expect-error: that of messages
  getCallAnalytics(client, { ...time, granularity: "DAY" });
  // @ts-expect-error: data may be missing
  data.length;
});

test("conversations and prices have their own filters", () => {
  const month = { ...time, granularity: "MONTHLY" as const };
  getConversationAnalytics(client, { ...month, conversation_directions: ["UNKNOWN"], conversation_types: ["UNKNOWN"] });
  getPricingAnalytics(client, { ...month, pricing_categories: ["AI_BOT"], dimensions: ["TIER"], tiers: ["0:250000"] });
  // @ts-expect-error
  getConversationAnalytics(client, { ...month, pricing_categories: ["MARKETING"] });
  // @ts-expect-error
  getConversationAnalytics(client, { ...month, conversation_categories: ["AI_BOT"] });
  // @ts-expect-error
  getPricingAnalytics(client, { ...month, metric_types: ["CONVERSATION"] });
});

test("getTemplatePerformanceMetrics answers what nobody describes", async () => {
  const { data } = await getTemplatePerformanceMetrics(client, { template_id: "1689556908129832" });
  expectTypeOf(data?.[0]?.["score"]).toEqualTypeOf<unknown>();
});
