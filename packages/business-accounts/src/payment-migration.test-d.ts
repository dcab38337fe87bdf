import { describe, expectTypeOf, test } from "vitest";
import {
  checkMessagingFeatures,
  createBusinessAccountsClient,
  createMessageSample,
  getPaymentMigration,
  listAudiences,
  resumePaymentMigration,
  startPaymentMigration,
  type PaymentMigration,
} from "./index.ts";

const client = createBusinessAccountsClient({ auth: "EAAB", ids: { waba_id: "102290129340398" } });
const migration_id = "mig_01KC7R4WQ8TZN5HV2XE3";

describe("a payment migration", () => {
  test("begins with a currency, and a credit line or none", async () => {
    const started = await startPaymentMigration(client, { currency: "MXN" });
    expectTypeOf(started.migration_id).toEqualTypeOf<string>();
    startPaymentMigration(client, { currency: "INR", extended_credit_id: "3311220044556691" });
    // @ts-expect-error: no currency
    startPaymentMigration(client, {});
    // @ts-expect-error: a credit line alone
    startPaymentMigration(client, { extended_credit_id: "3311220044556691" });
    // @ts-expect-error: a credit line by another name
    startPaymentMigration(client, { currency: "INR", credit_line_id: "3311220044556691" });
    // @ts-expect-error: an id that is no text
    startPaymentMigration(client, { currency: "INR", extended_credit_id: 3311220044556691 });
  });

  test("is read and resumed by an id that is no number, and without a body", async () => {
    const migration = await getPaymentMigration(client, { migration_id });
    expectTypeOf(migration).toEqualTypeOf<PaymentMigration>();
    expectTypeOf<"FAILED_TO_COMPLETE" | "READY_TO_COMPLETE">().toExtend<typeof migration.status>();
    expectTypeOf(migration.destination_waba?.timezone_id).toEqualTypeOf<string | undefined>();
    expectTypeOf(await resumePaymentMigration(client, { migration_id })).toEqualTypeOf<PaymentMigration>();
    // @ts-expect-error: by nothing
    getPaymentMigration(client);
    // @ts-expect-error: by the account
    resumePaymentMigration(client, { waba_id: "102290129340398" });
    // @ts-expect-error: with the currency once more
    resumePaymentMigration(client, { migration_id, currency: "MXN" });
    // @ts-expect-error: the state has another name when a migration begins
    migration.migration_status;
  });
});

describe("calls that Meta does not publish", () => {
  test("take and return anything by names", async () => {
    checkMessagingFeatures(client, { features: [{ feature: "some_feature" }] });
    createMessageSample(client, { type: "TEXT", text: { body: "Hello" } });
    for await (const audience of listAudiences(client)) expectTypeOf(audience.size).toEqualTypeOf<unknown>();
    // @ts-expect-error: a feature that is no object
    checkMessagingFeatures(client, { features: ["some_feature"] });
    // @ts-expect-error: a text that is no object
    createMessageSample(client, { type: "TEXT", text: "Hello" });
  });
});
