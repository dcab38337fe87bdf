import { describe, expectTypeOf, test } from "vitest";
import {
  attachCreditLine,
  createCreditLinesClient,
  getCreditAllocation,
  listCreditAllocations,
  shareAndAttachCreditLine,
  shareCreditLine,
} from "./index.ts";

const client = createCreditLinesClient({ auth: "EAAB", ids: { credit_line_id: "1972385232742146" } });
const waba_id = "102290129340398";
const allocation_config_id = "2087450913668124";

describe("sharing a line", () => {
  test("needs an account and its currency, which may be one that Meta's page does not list", async () => {
    shareAndAttachCreditLine(client, { waba_id, waba_currency: "USD" });
    attachCreditLine(client, { waba_id, waba_currency: "BRL" });
    // @ts-expect-error: no currency
    shareAndAttachCreditLine(client, { waba_id });
    // @ts-expect-error: by another name
    attachCreditLine(client, { waba_id, currency: "USD" });
    const { allocation_config_id: id } = await shareAndAttachCreditLine(client, { waba_id, waba_currency: "USD" });
    expectTypeOf(id).toEqualTypeOf<string>();
  });

  test("with a business needs the business, not an account", () => {
    shareCreditLine(client, { receiving_business_id: "813460912570311" });
    // @ts-expect-error: an account
    shareCreditLine(client, { waba_id });
  });
});

describe("the record of a shared line", () => {
  test("has what is selected, and its id", async () => {
    const record = await getCreditAllocation(client, { allocation_config_id, fields: ["receiving_credential"] });
    expectTypeOf(record.id).toEqualTypeOf<string>();
    expectTypeOf(record.receiving_credential?.id).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: not selected
    expectTypeOf(record.request_status);
  });

  test("has nothing but its id without a selection", async () => {
    const record = await getCreditAllocation(client, { allocation_config_id });
    // @ts-expect-error: not selected
    expectTypeOf(record.receiving_credential);
  });

  test("has no fields of an account, and a status that may be a new one", async () => {
    // @ts-expect-error: of an account
    await getCreditAllocation(client, { allocation_config_id, fields: ["primary_funding_id"] });
    const { request_status } = await getCreditAllocation(client, { allocation_config_id, fields: ["request_status"] });
    expectTypeOf<"SOMETHING_NEW">().toExtend<typeof request_status>();
  });

  test("is found by the business that the line is shared with", async () => {
    const fields = ["receiving_business"] as const;
    for await (const record of listCreditAllocations(client, { receiving_business_id: "813460912570311", fields })) {
      expectTypeOf(record.receiving_business?.name).toEqualTypeOf<string | undefined>();
    }
    // @ts-expect-error: an id that is a number
    await listCreditAllocations(client, { receiving_business_id: 813460912570311 });
  });
});
