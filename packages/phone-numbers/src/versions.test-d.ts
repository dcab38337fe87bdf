import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createPhoneNumbersClient, type Paths, type PathsByVersion, type SchemasByVersion } from "./index.ts";

const client = createPhoneNumbersClient({ auth: "EAAB" });
const middle = createPhoneNumbersClient({ auth: "EAAB", version: "v24.0" });
const old = createPhoneNumbersClient({ auth: "EAAB", version: "v23.0" });
const account = { waba_id: "102290129340398" };
const accountNumber = { whatsapp_account_number_id: "1906385232743451" };
const profile = { whatsapp_business_profile_id: "4200117788990011" };
const code = { phone_number_id: "108110225544001", qr_code_id: "T4KQ7WMB2XRLD1" };

type Open<Values> = Values | (string & {});
type Status =
  | "BANNED"
  | "CONNECTED"
  | "DELETED"
  | "DISCONNECTED"
  | "FLAGGED"
  | "MIGRATED"
  | "PENDING"
  | "RATE_LIMITED"
  | "RESTRICTED";
type CodeStatus = "EXPIRED" | "NOT_VERIFIED" | "VERIFIED";
type Tier = "TIER_NOT_SET" | "TIER_50" | "TIER_250" | "TIER_1K" | "TIER_10K" | "TIER_100K" | "TIER_UNLIMITED";

describe("getQrCode", () => {
  const item = "/{phone_number_id}/message_qrdls/{qr_code_id}";
  type QrCode = {
    code?: string;
    prefilled_message?: string;
    deep_link_url?: string;
  };

  test("answers a list of one since v24.0", async () => {
    const answer = unwrap(await middle.GET(item, { params: { path: code } }));
    expectTypeOf(answer).toEqualTypeOf<{ data: QrCode[] }>();
    expectTypeOf(unwrap(await client.GET(item, { params: { path: code } }))).toEqualTypeOf<typeof answer>();
    // @ts-expect-error
    answer.deep_link_url;
  });

  test("answers the bare QR code or a list of one before v24.0", async () => {
    const answer = unwrap(await old.GET(item, { params: { path: code } }));
    expectTypeOf(answer).toEqualTypeOf<QrCode | { data: QrCode[] }>();
    // @ts-expect-error
    answer.data;
    // @ts-expect-error
    answer.deep_link_url;
    const bare = "data" in answer ? answer.data[0] : answer;
    expectTypeOf(bare?.deep_link_url).toEqualTypeOf<string | undefined>();
  });

  test("narrows either answer to the selected fields", async () => {
    const params = { path: code, query: { fields: ["code", "qr_image_url.format(SVG)"] } } as const;
    type Selected = { code?: string; qr_image_url?: string };
    expectTypeOf(unwrap(await middle.GET(item, { params }))).toEqualTypeOf<{ data: Selected[] }>();
    expectTypeOf(unwrap(await old.GET(item, { params }))).toEqualTypeOf<Selected | { data: Selected[] }>();
  });
});

describe("getBusinessProfileNode", () => {
  const node = "/{whatsapp_business_profile_id}";

  test("answers the name of the account before v25.0, and the verified name since", async () => {
    const former = unwrap(await old.GET(node, { params: { path: profile } }));
    const answer = unwrap(await client.GET(node, { params: { path: profile } }));
    expectTypeOf(former.account_name).toEqualTypeOf<string | undefined>();
    expectTypeOf<SchemasByVersion["v23.0"]["BusinessProfileNode"]["profile_picture_handle"]>().toEqualTypeOf<
      string | undefined
    >();
    expectTypeOf(answer.verified_name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error
    former.verified_name;
    // @ts-expect-error
    answer.account_name;
    // @ts-expect-error
    answer.profile_picture_handle;
  });

  test("takes the fields of its version alone", () => {
    old.GET(node, { params: { path: profile, query: { fields: ["account_name", "about"] } } });
    client.GET(node, { params: { path: profile, query: { fields: ["verified_name", "about"] } } });
    // @ts-expect-error
    old.GET(node, { params: { path: profile, query: { fields: ["verified_name"] } } });
    // @ts-expect-error
    client.GET(node, { params: { path: profile, query: { fields: ["account_name"] } } });
  });
});

describe("updateBusinessProfileNode", () => {
  const node = "/{whatsapp_business_profile_id}";

  test("takes the name of the account before v25.0 alone", () => {
    const params = { path: profile };
    old.POST(node, { params, body: { messaging_product: "whatsapp", account_name: "Harbour Coffee" } });
    // @ts-expect-error
    client.POST(node, { params, body: { messaging_product: "whatsapp", account_name: "Harbour Coffee" } });
    // @ts-expect-error
    old.POST(node, { params, body: { messaging_product: "whatsapp", verified_name: "Harbour Coffee" } });
  });

  test("answers the id in every version", async () => {
    const options = { params: { path: profile }, body: { messaging_product: "whatsapp", about: "Open" } } as const;
    type Updated = { id?: string; success?: boolean };
    expectTypeOf(unwrap(await client.POST(node, options))).toEqualTypeOf<Updated>();
    expectTypeOf(unwrap(await old.POST(node, options))).toEqualTypeOf<Updated>();
  });
});

describe("getAccountNumber", () => {
  const node = "/{whatsapp_account_number_id}";
  type Base =
    | "account_mode"
    | "certificate"
    | "code_verification_status"
    | "country_code"
    | "country_dial_code"
    | "display_phone_number"
    | "id"
    | "is_official_business_account"
    | "messaging_limit_tier"
    | "name_status"
    | "quality_rating"
    | "status"
    | "verified_name";
  type Added =
    | "host_platform"
    | "is_on_biz_app"
    | "is_preverified_number"
    | "last_onboarded_time"
    | "new_certificate"
    | "new_display_name"
    | "new_name_status"
    | "platform_type";

  test("answers eight more fields since v25.0", async () => {
    expectTypeOf<keyof SchemasByVersion["v23.0"]["AccountNumber"]>().toEqualTypeOf<Base>();
    expectTypeOf<keyof SchemasByVersion["v25.0"]["AccountNumber"]>().toEqualTypeOf<Added | Base>();
    const query = { fields: ["host_platform", "platform_type", "is_on_biz_app", "is_preverified_number"] } as const;
    const answer = unwrap(await client.GET(node, { params: { path: accountNumber, query } }));
    expectTypeOf(answer.host_platform).toEqualTypeOf<Open<"CLOUD_API" | "NOT_APPLICABLE" | "ON_PREMISE"> | undefined>();
    expectTypeOf(answer.platform_type).toEqualTypeOf<typeof answer.host_platform>();
    expectTypeOf(answer.is_on_biz_app).toEqualTypeOf<boolean | undefined>();
    expectTypeOf(answer.is_preverified_number).toEqualTypeOf<boolean | undefined>();
  });

  test("takes the fields of its version alone", () => {
    type Fields<Version extends keyof PathsByVersion> = NonNullable<
      NonNullable<PathsByVersion[Version][typeof node]["get"]["parameters"]["query"]>["fields"]
    >;
    expectTypeOf<Fields<"v23.0">>().items.toEqualTypeOf<Base>();
    expectTypeOf<Fields<"v25.0">>().items.toEqualTypeOf<Added | Base>();
    client.GET(node, { params: { path: accountNumber, query: { fields: ["is_on_biz_app", "platform_type"] } } });
    // @ts-expect-error
    old.GET(node, { params: { path: accountNumber, query: { fields: ["is_on_biz_app"] } } });
    // @ts-expect-error
    old.GET(node, { params: { path: accountNumber, query: { fields: ["platform_type"] } } });
  });

  test("knows UNVERIFIED before v25.0 alone, and the unset limit in every version", async () => {
    const query = { fields: ["code_verification_status", "messaging_limit_tier"] } as const;
    const former = unwrap(await old.GET(node, { params: { path: accountNumber, query } }));
    const answer = unwrap(await client.GET(node, { params: { path: accountNumber, query } }));
    expectTypeOf(former.code_verification_status).toEqualTypeOf<Open<CodeStatus | "UNVERIFIED"> | undefined>();
    expectTypeOf(answer.code_verification_status).toEqualTypeOf<Open<CodeStatus> | undefined>();
    expectTypeOf(former.messaging_limit_tier).toEqualTypeOf<Open<Tier> | undefined>();
    expectTypeOf(answer.messaging_limit_tier).toEqualTypeOf<Open<Tier> | undefined>();
  });
});

describe("listPhoneNumbers", () => {
  const list = "/{waba_id}/phone_numbers";

  test("answers the states of its version", async () => {
    const query = { fields: ["status", "code_verification_status"] } as const;
    const former = unwrap(await old.GET(list, { params: { path: account, query } })).data[0];
    const answer = unwrap(await client.GET(list, { params: { path: account, query } })).data[0];
    expectTypeOf(former?.status).toEqualTypeOf<Open<Status | "LINKED" | "UNLINKED"> | undefined>();
    expectTypeOf(answer?.status).toEqualTypeOf<Open<Status> | undefined>();
    expectTypeOf(former?.code_verification_status).toEqualTypeOf<Open<CodeStatus | "UNVERIFIED"> | undefined>();
    expectTypeOf(answer?.code_verification_status).toEqualTypeOf<Open<CodeStatus> | undefined>();
  });

  test("knows the state of the certificate before v25.0 alone, and asks for it in no version", () => {
    type Former = SchemasByVersion["v23.0"]["ListedPhoneNumber"];
    expectTypeOf<Former["unified_cert_status"]>().toEqualTypeOf<
      | Open<"ACCOUNT_REVIEW_NOT_STARTED" | "APPROVED" | "LIMITED_ACCESS" | "NAME_NOT_APPROVED" | "NAME_PENDING_REVIEW">
      | undefined
    >();
    expectTypeOf<"unified_cert_status">().not.toExtend<keyof SchemasByVersion["v25.0"]["ListedPhoneNumber"]>();
    // @ts-expect-error
    client.GET(list, { params: { path: account, query: { fields: ["unified_cert_status"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path: account, query: { fields: ["unified_cert_status"] } } });
  });

  test("takes the username, the state of the name and both words for the platform in every version", () => {
    const query = { fields: ["username", "name_status", "platform_type", "host_platform"] } as const;
    old.GET(list, { params: { path: account, query } });
    client.GET(list, { params: { path: account, query } });
  });
});

test("versions that answer alike have one type", () => {
  expectTypeOf<Paths>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v26.0"]>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  type ButQrCode<Version extends keyof PathsByVersion> = Omit<
    PathsByVersion[Version],
    "/{phone_number_id}/message_qrdls/{qr_code_id}"
  >;
  expectTypeOf<ButQrCode<"v24.0">>().toEqualTypeOf<ButQrCode<"v23.0">>();
});
