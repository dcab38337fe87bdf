import { describe, expect, test } from "vitest";
import { contextOf, shareSandbox } from "../sandbox.test-support.ts";
import { World } from "../world/world.ts";
import { analyticsOperations } from "./analytics.ts";

const clock = { now: 0 };
const { sandbox, call } = await shareSandbox({ now: () => clock.now, rules: { customerServiceWindow: false } });
const account = "/102290129340398";
const number = "/108110225544001";
const otherNumber = "/108110225544002";
const product = { messaging_product: "whatsapp" };
const midnight = Date.parse("2026-11-05T00:00:00Z") / 1000;
const day = 86_400;
const week = { start: midnight - day, end: midnight + 6 * day };

/** Sends at a time in seconds. */
async function send(at: number, body: object, from = number) {
  clock.now = at * 1000;
  const answer = await call("POST", `${from}/messages`, { body: { ...product, ...body } });
  expect(answer.status).toBe(200);
}

const text = (to: string) => ({ to, type: "text", text: { body: "Ready" } });
const template = (to: string) => ({
  to,
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
});

/** What an edge of the account answers, and the field of the same name, which must be the same. */
async function count(edge: string, question: object, version = "v25.0") {
  const entries = Object.entries({ ...week, granularity: "DAILY", ...question });
  const texts = entries.map(([name, value]) => [name, Array.isArray(value) ? JSON.stringify(value) : String(value)]);
  const query = texts.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
  const answer = await call("GET", `${account}/${edge}?${query}`, { version });
  if (answer.status !== 200) return answer;
  const data = answer.body["data"] as { data_points: object[] }[];
  const field = `${edge}${texts.map(([name, value]) => `.${name}(${value})`).join("")}`;
  const node = (await call("GET", `${account}?fields=${encodeURIComponent(field)}`, { version })).body[edge];
  expect(node).toEqual(edge === "call_analytics" ? data[0] : { data });
  return data[0]?.data_points ?? [];
}

describe("messages", () => {
  test("are counted by day, once they are delivered", async () => {
    await send(midnight + 10, text("15550123456"));
    await send(midnight + day - 1, text("15550123456"));
    await send(midnight + day, template("4930901820"));
    for (const version of ["v23.0", "v24.0", "v25.0", "v26.0"]) {
      expect(await count("pricing_analytics", {}, version)).toEqual([
        { start: midnight, end: midnight + day, volume: 2 },
        { start: midnight + day, end: midnight + 2 * day, volume: 1 },
      ]);
    }
  });

  test("are counted from start, up to and without end", async () => {
    for (const at of [9, 10, 19, 20]) await send(midnight + at, text("15550123456"));
    const span = { start: midnight + 10, end: midnight + 20 };
    expect(await count("pricing_analytics", span)).toMatchObject([{ volume: 2 }]);
    expect(await count("pricing_analytics", { start: midnight + 20, end: midnight + 20 })).toMatchObject({
      status: 400,
      body: { error: { code: 100 } },
    });
  });

  test.each([
    ["HALF_HOUR", midnight + 1800, midnight + 3600],
    ["MONTHLY", Date.parse("2026-11-01T00:00:00Z") / 1000, Date.parse("2026-12-01T00:00:00Z") / 1000],
  ])("are counted by %s", async (granularity, start, end) => {
    await send(midnight + 1801, text("15550123456"));
    expect(await count("pricing_analytics", { granularity })).toEqual([{ start, end, volume: 1 }]);
  });

  test("are counted by what dimensions name", async () => {
    await send(midnight, text("15550123456"));
    await send(midnight, template("4930901820"));
    await send(midnight, template("4930901821"), otherNumber);
    const dimensions = ["COUNTRY", "PRICING_CATEGORY", "PRICING_TYPE"];
    expect(await count("pricing_analytics", { dimensions })).toMatchObject([
      { country: "US", pricing_category: "SERVICE", pricing_type: "FREE_CUSTOMER_SERVICE", volume: 1 },
      { country: "DE", pricing_category: "UTILITY", pricing_type: "REGULAR", volume: 2 },
    ]);
    expect(await count("pricing_analytics", { dimensions: ["PHONE"] })).toMatchObject([
      { phone_number: expect.stringMatching(/^\d+$/), volume: 2 },
      { volume: 1 },
    ]);
  });

  test.each([
    [{ country_codes: ["DE"] }, 1],
    [{ pricing_categories: ["SERVICE"] }, 2],
    [{ pricing_types: ["REGULAR"] }, 1],
    [{ phone_numbers: ["15550123456"] }, 2],
    [{ phone_numbers: ["4915550123456"] }, 0],
    [{ phone_numbers: [], country_codes: [] }, 3],
  ])("pass through the filter %j", async (filter, volume) => {
    await send(midnight, text("15550123456"));
    await send(midnight, template("4930901820"));
    await send(midnight, text("15550123456"), otherNumber);
    expect(await count("pricing_analytics", filter)).toMatchObject(volume > 0 ? [{ volume }] : []);
  });

  test("are sent, whether delivered or not, in the field analytics", async () => {
    await send(midnight, text("15550123456"));
    const group = ((await call("GET", `${number}/groups`)).body["data"] as { groups: { id: string }[] }).groups[0]?.id;
    await send(midnight, { ...text(String(group)), recipient_type: "group" });
    const field = `analytics.start(${week.start}).end(${week.end}).granularity(DAY).country_codes(["US"])`;
    const { body } = await call("GET", `${account}?fields=${encodeURIComponent(field)}`);
    expect(body["analytics"]).toMatchObject({
      country_codes: ["US"],
      granularity: "DAY",
      data_points: [{ start: midnight, sent: 1, delivered: 1 }],
    });
    const all = (await call("GET", `${account}?fields=${encodeURIComponent(field.replace(/\.country.*/, ""))}`)).body;
    expect(all["analytics"]).toMatchObject({ data_points: [{ sent: 1, groups_sent: 1, groups_delivered: 1 }] });
  });

  test("are counted by group and with the members who came and went", async () => {
    const group = String(
      ((await call("GET", `${number}/groups`)).body["data"] as { groups: { id: string }[] }).groups[0]?.id,
    );
    clock.now = midnight * 1000;
    const participants = [{ user: "+4930901820" }, { user: "+4930901821" }];
    await call("POST", `/${group}/participants`, { body: { ...product, participants } });
    await send(midnight, { ...text(group), recipient_type: "group" });
    await call("DELETE", `/${group}/participants`, { body: { ...product, participants: participants.slice(1) } });
    const question = { group_ids: [group], metric_types: ["SENT", "PARTICIPANTS_JOINED", "PARTICIPANTS_LEFT"] };
    expect(await count("group_analytics", question)).toEqual([
      { group_id: group, start: midnight, end: midnight + day, sent: 1, joined: 2, left: 1 },
    ]);
    expect(await count("group_analytics", { ...question, group_ids: ["none"] })).toMatchObject({ status: 400 });
  });
});

describe("conversations", () => {
  test("last a day, by person and category", async () => {
    await send(midnight, text("15550123456"));
    await send(midnight + 10, text("15550123456"));
    await send(midnight + 20, template("15550123456"));
    await send(midnight + 30, text("4930901820"));
    await send(midnight + day, text("15550123456"));
    expect(await count("conversation_analytics", { dimensions: ["CONVERSATION_CATEGORY"] })).toMatchObject([
      { start: midnight, conversation: 2, conversation_category: "SERVICE" },
      { start: midnight, conversation: 1, conversation_category: "UTILITY" },
      { start: midnight + day, conversation: 1, conversation_category: "SERVICE" },
    ]);
    expect(await count("conversation_analytics", { conversation_directions: ["BUSINESS_INITIATED"] })).toMatchObject([
      { conversation: 1 },
    ]);
  });

  test("have no cost: a partner pays", async () => {
    expect(await count("conversation_analytics", { metric_types: ["COST"] })).toMatchObject({
      status: 400,
      body: { error: { code: 100 } },
    });
  });
});

test("calls that were not taken do not count", async () => {
  clock.now = midnight * 1000;
  const session = { sdp_type: "offer", sdp: "v=0\r\n" };
  await call("POST", `${number}/calls`, { body: { ...product, action: "connect", to: "15550123456", session } });
  expect(await count("call_analytics", {})).toEqual([]);
});

/** What is counted in a world of its own. */
function countIn(world: World, operationId: string, query: Record<string, unknown>) {
  const handler = analyticsOperations[operationId]?.handle(world, contextOf({ world }));
  const data = handler?.({ path: { waba_id: "1" }, query: { ...week, granularity: "DAILY", ...query }, body: {} });
  return (data as unknown as { data_points: object[] }[])[0]?.data_points ?? [];
}

function worldOf(node: object = { is_enabled_for_insights: true }) {
  const world = new World();
  world.put("waba", undefined, { ...node }, "1");
  world.put("phone_number", "1", { display_phone_number: "+49 30901820" }, "2");
  return world;
}

test("calls are counted by direction, with their average length", () => {
  const world = worldOf();
  const taken = (direction: string, startedAt: number, length: number) => {
    const endedAt = startedAt + length;
    world.put("call", "2", { direction, startedAt, endedAt, contact: { wa_id: "15550123456" } });
  };
  taken("USER_INITIATED", midnight, 60);
  taken("USER_INITIATED", midnight + 5, 120);
  taken("BUSINESS_INITIATED", midnight + 5, 7);
  world.put("call", "2", { direction: "USER_INITIATED", contact: {} });
  expect(countIn(world, "getCallAnalytics", { dimensions: ["DIRECTION", "COUNTRY"] })).toMatchObject([
    { direction: "USER_INITIATED", country: "US", count: 2, average_duration: 90 },
    { direction: "BUSINESS_INITIATED", count: 1, average_duration: 7 },
  ]);
  expect(countIn(world, "getCallAnalytics", { directions: ["BUSINESS_INITIATED"], metric_types: ["COUNT"] })).toEqual([
    { start: midnight, end: midnight + day, count: 1 },
  ]);
});

describe("templates", () => {
  const sent = (to: string, status: string, time = midnight) => ({
    to,
    status,
    time,
    message: { type: "template", template: { name: "order", language: { code: "de" } } },
  });

  function worldOfTemplates() {
    const world = worldOf();
    world.put("template", "1", { name: "order", language: "de", category: "MARKETING" }, "7");
    world.put("template", "1", { name: "order", language: "en", category: "MARKETING" }, "8");
    world.put("template_group", "1", { whatsapp_business_templates: { data: [{ id: "7" }, { id: "8" }] } }, "9");
    world.put("message", "2", sent("15550123456", "read"));
    world.put("message", "2", sent("15550123457", "delivered"));
    world.put("message", "2", sent("15550123458", "failed", midnight + day));
    world.put("inbound_message", "2", { from: "15550123456", time: midnight + 60 });
    return world;
  }

  const [first, second] = [midnight, midnight + day];

  test.each([
    ["getTemplateAnalytics", { template_ids: ["7"] }, { template_id: "7" }],
    ["getTemplateGroupAnalytics", { template_group_ids: ["9"] }, { template_group_id: "9" }],
  ])("%s counts what became of them by day", (operationId, query, id) => {
    const world = worldOfTemplates();
    expect(countIn(world, operationId, { ...query, start: "2026-11-05", end: "2026-11-06" })).toEqual([
      { ...id, start: first, end: second, sent: 2, delivered: 2, read: 1, replied: 1 },
      { ...id, start: second, end: second + day, sent: 1, delivered: 0, read: 0, replied: 0 },
    ]);
    expect(countIn(world, operationId, { ...query, start: "2026-11-05", end: "2026-11-05" })).toHaveLength(1);
    expect(countIn(world, operationId, { ...query, metric_types: ["SENT"] })).toMatchObject([{ sent: 2 }, { sent: 1 }]);
  });

  test("have the category of their template", () => {
    const world = worldOfTemplates();
    expect(countIn(world, "getPricingAnalytics", { dimensions: ["PRICING_CATEGORY"] })).toMatchObject([
      { pricing_category: "MARKETING", volume: 2 },
    ]);
  });

  test("are not counted until insights are on", () => {
    const world = worldOf({});
    expect(() => countIn(world, "getTemplateAnalytics", { template_ids: ["7"] })).toThrow("(#200007)");
  });
});

test("a number without messages has no data points", async () => {
  expect(sandbox.sent).toEqual([]);
  expect(await count("pricing_analytics", {})).toEqual([]);
});
