import { field } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createBusinessAccountsClient, getWhatsappBusinessAccount } from "./index.ts";

const client = createBusinessAccountsClient({ auth: "EAAB" });
const node = "/{waba_id}";
const path = { waba_id: "102290129340398" };
const time = { start: 1793865600, end: 1794038400 };

describe("field() written in `fields`", () => {
  test("takes the parameters of that field, and narrows the answer", async () => {
    const account = await getWhatsappBusinessAccount(client, {
      ...path,
      fields: ["id", field("pricing_analytics", { ...time, granularity: "DAILY", metric_types: ["COST"] })],
    });
    expectTypeOf<keyof typeof account>().toEqualTypeOf<"id" | "pricing_analytics">();
    const { data } = await client.GET(node, {
      params: { path, query: { fields: ["name", field("analytics", { ...time, granularity: "DAY" })] } },
    });
    expectTypeOf<keyof NonNullable<typeof data>>().toEqualTypeOf<"id" | "name" | "analytics">();
  });

  test("takes lists that are read-only", () => {
    const countries = ["GB", "BR"] as const;
    getWhatsappBusinessAccount(client, {
      ...path,
      fields: [field("analytics", { ...time, granularity: "DAY", country_codes: countries })],
    });
  });

  test("refuses values of another field, by function and by path", () => {
    getWhatsappBusinessAccount(client, {
      ...path,
      // @ts-expect-error -- DAY is one of `analytics`
      fields: [field("pricing_analytics", { ...time, granularity: "DAY" })],
    });
    client.GET(node, {
      // @ts-expect-error -- the same by path
      params: { path, query: { fields: [field("pricing_analytics", { ...time, granularity: "DAY" })] } },
    });
  });

  test("refuses a missing, a misspelt and an unknown parameter", () => {
    // @ts-expect-error -- no granularity
    getWhatsappBusinessAccount(client, { ...path, fields: [field("analytics", time)] });
    getWhatsappBusinessAccount(client, {
      ...path,
      // @ts-expect-error -- country_code
      fields: [field("analytics", { ...time, granularity: "DAY", country_code: ["GB"] })],
    });
    getWhatsappBusinessAccount(client, {
      ...path,
      // @ts-expect-error -- dimensions are of others
      fields: [field("analytics", { ...time, granularity: "DAY", dimensions: ["COUNTRY"] })],
    });
  });

  test("refuses a field that is unknown or takes none", () => {
    // @ts-expect-error
    getWhatsappBusinessAccount(client, { ...path, fields: [field("analitics", { ...time, granularity: "DAY" })] });
    // @ts-expect-error
    getWhatsappBusinessAccount(client, { ...path, fields: [field("name", time)] });
  });
});

test("field() written elsewhere takes any parameters, and the text may be written out", async () => {
  const messages = field("analytics", { ...time, granularity: "DAY" });
  expectTypeOf(messages).toEqualTypeOf<`analytics.${string}`>();
  const account = await getWhatsappBusinessAccount(client, { ...path, fields: [messages] });
  expectTypeOf<keyof typeof account>().toEqualTypeOf<"id" | "analytics">();
  getWhatsappBusinessAccount(client, {
    ...path,
    fields: ["analytics.start(1793865600).end(1794038400).granularity(DAY)"],
  });
  // @ts-expect-error -- parameters are an object
  field("analytics", "DAY");
});
