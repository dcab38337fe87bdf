import { expectTypeOf, test } from "vitest";
import {
  createMaxPriceClient,
  enrollMaxPriceEndBusinesses,
  estimateReach,
  getMaxPriceAgreement,
  listMaxPriceEndBusinesses,
  removeMaxPriceEndBusinesses,
  requestMaxPriceAgreement,
} from "./index.ts";

const client = createMaxPriceClient({
  auth: "EAAB",
  ids: { business_id: "506914307656634", waba_id: "102290129340398" },
});

test("an agreement has a signer with an address", async () => {
  requestMaxPriceAgreement(client, { signer_name: "Amara Diallo", signer_email: "amara@harbour.example" });
  // @ts-expect-error
  requestMaxPriceAgreement(client, { signer_name: "Amara Diallo" });
  // @ts-expect-error
  requestMaxPriceAgreement(client, { name: "Amara Diallo", email: "amara@harbour.example" });
  const { status } = await getMaxPriceAgreement(client);
  expectTypeOf<"a_state_added_later">().toExtend<typeof status>();
});

test("clients are a list of ids", async () => {
  enrollMaxPriceEndBusinesses(client, { end_business_ids: ["813460912570311"] });
  // @ts-expect-error
  enrollMaxPriceEndBusinesses(client, { end_business_ids: "813460912570311" });
  // @ts-expect-error
  removeMaxPriceEndBusinesses(client, { end_business_ids: [813460912570311] });
  // @ts-expect-error
  removeMaxPriceEndBusinesses(client);
  const { data } = await listMaxPriceEndBusinesses(client);
  expectTypeOf(data[0]?.end_business_name).toEqualTypeOf<string | null | undefined>();
});

test("an estimate needs countries and one of four intervals", () => {
  const targeting_spec = { geo_locations: { countries: ["IN"] } };
  estimateReach(client, { targeting_spec, date_interval: "L7D" });
  // @ts-expect-error: JSON as text
  estimateReach(client, { targeting_spec: '{"geo_locations":{"countries":["IN"]}}', date_interval: "L7D" });
  // @ts-expect-error: no countries
  estimateReach(client, { targeting_spec: { geo_locations: {} }, date_interval: "L7D" });
  // @ts-expect-error: no such interval
  estimateReach(client, { targeting_spec, date_interval: "L30D" });
});
