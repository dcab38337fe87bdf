import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createBusinessAccountsClient, type Paths, type PathsByVersion } from "./index.ts";

const client = createBusinessAccountsClient({ auth: "EAAB" });
const old = createBusinessAccountsClient({ auth: "EAAB", version: "v23.0" });
const node = "/{waba_id}";
const owned = "/{business_id}/owned_whatsapp_business_accounts";
const account = { path: { waba_id: "102290129340398" } };
const business = { path: { business_id: "506914307656634" } };

type Open<Values> = Values | (string & {});
type LowerCase =
  | "expired"
  | "failed"
  | "ineligible"
  | "not_verified"
  | "pending"
  | "pending_need_more_info"
  | "pending_submission"
  | "rejected"
  | "revoked"
  | "verified";

describe("getWhatsappBusinessAccount", () => {
  test("knows the outcomes of a review that its version has", async () => {
    const query = { fields: ["account_review_status"] } as const;
    const former = unwrap(await old.GET(node, { params: { ...account, query } }));
    expectTypeOf(former.account_review_status).toEqualTypeOf<
      Open<"APPROVED" | "LIMIT_REACHED" | "PENDING" | "REJECTED" | "RESTRICTED"> | undefined
    >();
    const answer = unwrap(await client.GET(node, { params: { ...account, query } }));
    expectTypeOf(answer.account_review_status).toEqualTypeOf<
      Open<"APPROVED" | "DEFERRED" | "PENDING" | "REJECTED"> | undefined
    >();
  });

  test("knows four states of a verification before v25.0 and ten since, and the live spelling in both", async () => {
    const query = { fields: ["business_verification_status"] } as const;
    const former = unwrap(await old.GET(node, { params: { ...account, query } }));
    expectTypeOf(former.business_verification_status).toEqualTypeOf<
      Open<LowerCase | "PENDING" | "REJECTED" | "UNVERIFIED" | "VERIFIED"> | undefined
    >();
    const answer = unwrap(await client.GET(node, { params: { ...account, query } }));
    expectTypeOf(answer.business_verification_status).toEqualTypeOf<
      Open<LowerCase | Uppercase<LowerCase>> | undefined
    >();
  });

  test("knows the owners that its version has", async () => {
    const query = { fields: ["ownership_type"] } as const;
    const former = unwrap(await old.GET(node, { params: { ...account, query } }));
    expectTypeOf(former.ownership_type).toEqualTypeOf<
      Open<"AGENCY_OWNED" | "CLIENT_OWNED" | "SELF_OWNED"> | undefined
    >();
    const answer = unwrap(await client.GET(node, { params: { ...account, query } }));
    expectTypeOf(answer.ownership_type).toEqualTypeOf<Open<"CLIENT_OWNED" | "ON_BEHALF_OF" | "SELF"> | undefined>();
  });

  test("answers without a selection the default fields alone", async () => {
    const answer = unwrap(await client.GET(node, { params: account }));
    expectTypeOf(answer).toEqualTypeOf<{ id: string; name?: string }>();
  });

  test("describes what belongs to the account before v25.0 alone", () => {
    type Answer<Version extends keyof PathsByVersion> =
      PathsByVersion[Version][typeof node]["get"]["responses"][200]["content"]["application/json"];
    type Former = Answer<"v23.0">;
    expectTypeOf<Exclude<keyof Former, keyof Answer<"v25.0">>>().toEqualTypeOf<
      "audiences" | "dcc_config" | "message_templates" | "phone_numbers" | "schedules" | "subscribed_apps"
    >();
    expectTypeOf<keyof Answer<"v25.0">>().toExtend<keyof Former>();
    expectTypeOf<NonNullable<Former["dcc_config"]>>().toEqualTypeOf<{ enabled?: boolean; policy_url?: string }>();
  });

  test("offers none of that as a field, as Meta's page lists none of it in any version", () => {
    // @ts-expect-error
    old.GET(node, { params: { ...account, query: { fields: ["dcc_config"] } } });
    // @ts-expect-error
    client.GET(node, { params: { ...account, query: { fields: ["dcc_config"] } } });
  });

  test("takes the same fields in every version", () => {
    type Query<Version extends keyof PathsByVersion> =
      PathsByVersion[Version][typeof node]["get"]["parameters"]["query"];
    expectTypeOf<Query<"v23.0">>().toEqualTypeOf<Query<"v25.0">>();
    const fields = ["timezone_id", "message_template_namespace", "primary_business_location"] as const;
    old.GET(node, { params: { ...account, query: { fields } } });
    client.GET(node, { params: { ...account, query: { fields } } });
  });
});

describe("updateWhatsappBusinessAccount", () => {
  test("takes a name, a time zone and switches in every version, though v23.0 did not document it", async () => {
    old.POST(node, { params: account, body: { name: "Support", timezone_id: "1" } });
    const body = { name: "Support", timezone_id: 1, is_enabled_for_insights: true };
    expectTypeOf(unwrap(await client.POST(node, { params: account, body }))).toEqualTypeOf<{
      success?: boolean;
      id?: string;
    }>();
    expectTypeOf<PathsByVersion["v23.0"][typeof node]["post"]>().toEqualTypeOf<Paths[typeof node]["post"]>();
  });

  test("refuses what can only be read", () => {
    // @ts-expect-error
    client.POST(node, { params: account, body: { currency: "EUR" } });
    // @ts-expect-error
    client.POST(node, { params: account, body: { is_enabled_for_insights: "true" } });
  });
});

describe("lists of accounts", () => {
  type Review = Open<"APPROVED" | "DEFERRED" | "LIMIT_REACHED" | "PENDING" | "REJECTED" | "RESTRICTED">;
  type Owner = Open<"AGENCY_OWNED" | "CLIENT_OWNED" | "ON_BEHALF_OF" | "SELF" | "SELF_OWNED">;

  test("know the values of both versions, as client accounts keep the old ones", async () => {
    const query = { fields: ["account_review_status", "ownership_type", "business_verification_status"] } as const;
    const params = { ...business, query };
    const clients = unwrap(await client.GET("/{business_id}/client_whatsapp_business_accounts", { params })).data;
    expectTypeOf(clients[0]?.account_review_status).toEqualTypeOf<Review | undefined>();
    expectTypeOf(clients[0]?.ownership_type).toEqualTypeOf<Owner | undefined>();
    expectTypeOf(clients[0]?.business_verification_status).toEqualTypeOf<
      Open<LowerCase | "PENDING" | "REJECTED" | "UNVERIFIED" | "VERIFIED"> | undefined
    >();
    const owning = unwrap(await old.GET(owned, { params })).data;
    expectTypeOf(owning).toEqualTypeOf<typeof clients>();
  });

  test("take the long list of fields in every version", () => {
    const query = { fields: ["schedules", "dcc_config{enabled}", "phone_numbers", "message_templates"] } as const;
    old.GET(owned, { params: { ...business, query } });
    client.GET(owned, { params: { ...business, query } });
    expectTypeOf<PathsByVersion["v23.0"][typeof owned]>().toEqualTypeOf<Paths[typeof owned]>();
  });
});

describe("subscribed apps", () => {
  const edge = "/{waba_id}/subscribed_apps";

  test("come as data, and with the answer to a subscription if the platform sends them", async () => {
    type App = {
      whatsapp_business_api_data?: { id?: string; name?: string; link?: string };
      override_callback_uri?: string;
    };
    const subscription = unwrap(await client.POST(edge, { params: account }));
    expectTypeOf(subscription.success).toEqualTypeOf<boolean>();
    const apps = unwrap(await client.GET(edge, { params: account })).data;
    expectTypeOf(apps).items.toExtend<App>();
    expectTypeOf<NonNullable<typeof subscription.data>>().items.toExtend<App>();
    expectTypeOf(unwrap(await old.POST(edge, { params: account }))).toEqualTypeOf<typeof subscription>();
  });
});

test("429 is documented in every version, though Meta's newer pages leave it out", () => {
  type Account<Version extends keyof PathsByVersion> = PathsByVersion[Version][typeof node]["get"]["responses"];
  expectTypeOf<429>().toExtend<keyof Account<"v23.0">>();
  expectTypeOf<429>().toExtend<keyof Account<"v25.0">>();
});
