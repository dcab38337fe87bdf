import { paginate, unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import {
  createPreverifiedNumbersClient,
  type Paths,
  type PathsByVersion,
  type Schemas,
  type SchemasByVersion,
} from "./index.ts";

const client = createPreverifiedNumbersClient({ auth: "EAAB" });
const old = createPreverifiedNumbersClient({ auth: "EAAB", version: "v23.0" });
const list = "/{business_id}/preverified_numbers";
const node = "/{pre_verified_phone_number_id}";
const business = { business_id: "506914307656634" };
const number = { pre_verified_phone_number_id: "106540352242922" };

type OpenStatus = "EXPIRED" | "NOT_VERIFIED" | "VERIFIED" | (string & {});

describe("listPreverifiedNumbers", () => {
  test("answers from v25.0 on what these versions have", async () => {
    const { data } = unwrap(await client.GET(list, { params: { path: business } }));
    expectTypeOf(data).items.toEqualTypeOf<Omit<Schemas["PreverifiedNumber"], "owner_business">>();
    expectTypeOf<Schemas["PreverifiedNumber"]>().toEqualTypeOf<{
      id: string;
      phone_number?: string;
      code_verification_status?: OpenStatus;
      code_verification_time?: number;
      verification_expiry_time?: number;
      owner_business?: { id?: string; name?: string };
    }>();
  });

  test("answers before v25.0 what these versions had", async () => {
    const { data } = unwrap(await old.GET(list, { params: { path: business } }));
    expectTypeOf(data).items.toExtend<Partial<SchemasByVersion["v23.0"]["PreverifiedNumber"]>>();
    expectTypeOf(data[0]?.display_phone_number).toEqualTypeOf<string | undefined>();
    // @ts-expect-error
    data[0]?.phone_number;
  });

  test("narrows the answer to the selected fields, also within braces", async () => {
    const query = { fields: ["code_verification_status", "owner_business{id,name}"] } as const;
    const options = { params: { path: business, query } };
    const { data } = unwrap(await client.GET(list, options));
    expectTypeOf(data).items.toEqualTypeOf<{
      id: string;
      code_verification_status?: OpenStatus;
      owner_business?: { id?: string; name?: string };
    }>();
    const items = await paginate(client, list, {
      params: { path: business, query: { fields: ["owner_business{name}"] } },
    }).toArray();
    expectTypeOf(items).items.toEqualTypeOf<{ id: string; owner_business?: { id?: string; name?: string } }>();
  });

  test("takes the filters of its version alone", () => {
    const path = business;
    client.GET(list, { params: { path, query: { code_verification_status: "VERIFIED" } } });
    // @ts-expect-error
    client.GET(list, { params: { path, query: { verification_status: "VERIFIED" } } });
    old.GET(list, { params: { path, query: { verification_status: "VERIFIED" } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { code_verification_status: "VERIFIED" } } });
  });

  test("takes the fields of its version alone", () => {
    const path = business;
    // @ts-expect-error
    client.GET(list, { params: { path, query: { fields: ["display_phone_number"] } } });
    // @ts-expect-error
    old.GET(list, { params: { path, query: { fields: ["phone_number"] } } });
  });

  test("is closed in filters, open in answers", async () => {
    const path = business;
    // @ts-expect-error
    client.GET(list, { params: { path, query: { code_verification_status: "NEW" } } });
    const { data } = unwrap(await client.GET(list, { params: { path } }));
    expectTypeOf<"A_VALUE_ADDED_LATER">().toExtend<NonNullable<(typeof data)[number]["code_verification_status"]>>();
  });
});

describe("getPreverifiedNumber", () => {
  test("answers the shape of its version", async () => {
    const options = { params: { path: number } };
    expectTypeOf(unwrap(await client.GET(node, options))).toEqualTypeOf<
      Omit<Schemas["PreverifiedNumber"], "owner_business">
    >();
    expectTypeOf(unwrap(await old.GET(node, options))).toEqualTypeOf<{
      id: string;
      is_input_id_valid?: boolean;
    }>();
    expectTypeOf<SchemasByVersion["v23.0"]["PreverifiedNumberValidation"]>().toEqualTypeOf<{
      id: string;
      country_prefix?: number;
      display_phone_number?: string;
      error_msg?: string | null;
      is_input_id_valid?: boolean;
    }>();
  });

  test("takes the fields of its version alone", () => {
    // @ts-expect-error
    client.GET(node, { params: { path: number, query: { fields: ["error_msg"] } } });
    // @ts-expect-error
    old.GET(node, { params: { path: number, query: { fields: ["owner_business"] } } });
  });
});

describe("listPartners", () => {
  test("answers the shape of its version", async () => {
    const options = { params: { path: number } };
    const partners = unwrap(await client.GET("/{pre_verified_phone_number_id}/partners", options)).data;
    expectTypeOf(partners).items.toEqualTypeOf<{ id: string; name?: string }>();
    const params = { path: number, query: { fields: ["timezone_id", "two_factor_type"] } } as const;
    const former = unwrap(await old.GET("/{pre_verified_phone_number_id}/partners", { params })).data;
    expectTypeOf(former[0]?.timezone_id).toEqualTypeOf<number | undefined>();
    expectTypeOf(former[0]?.two_factor_type).toEqualTypeOf<
      "none" | "admin_required" | "all_required" | (string & {}) | undefined
    >();
  });

  test("takes the fields of its version alone", () => {
    old.GET("/{pre_verified_phone_number_id}/partners", {
      params: { path: number, query: { fields: ["primary_page"] } },
    });
    client.GET("/{pre_verified_phone_number_id}/partners", {
      // @ts-expect-error
      params: { path: number, query: { fields: ["primary_page"] } },
    });
  });
});

describe("verifyPreverifiedNumberCode", () => {
  test("answers the id before v25.0 alone", async () => {
    const options = { params: { path: number }, body: { code: "427308" } };
    expectTypeOf(unwrap(await client.POST("/{pre_verified_phone_number_id}/verify_code", options))).toEqualTypeOf<{
      success: boolean;
    }>();
    expectTypeOf(unwrap(await old.POST("/{pre_verified_phone_number_id}/verify_code", options))).toEqualTypeOf<{
      success: boolean;
      id?: string;
    }>();
  });
});

test("the other operations take what they document and nothing else", () => {
  client.POST("/{business_id}/add_phone_numbers", {
    params: { path: business },
    body: { phone_number: "+15550123456" },
  });
  client.POST("/{business_id}/add_phone_numbers", {
    params: { path: business },
    // @ts-expect-error
    body: { phoneNumber: "+15550123456" },
  });
  client.POST("/{pre_verified_phone_number_id}/request_code", {
    params: { path: number },
    // @ts-expect-error
    body: { code_method: "EMAIL", language: "en_US" },
  });
  client.POST("/{business_id}/share_preverified_numbers", {
    params: { path: business },
    // @ts-expect-error
    body: { preverified_id: 106540352242922, partner_business_id: "813460912570311" },
  });
  // @ts-expect-error
  client.DELETE("/{business_id}/share_preverified_numbers", { params: { path: business } });
  client.DELETE(node, { params: { path: number } });
});

test("versions that answer alike have one type", () => {
  expectTypeOf<Paths>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v26.0"]>().toEqualTypeOf<PathsByVersion["v25.0"]>();
  expectTypeOf<PathsByVersion["v24.0"]>().toEqualTypeOf<PathsByVersion["v23.0"]>();
});

test("only described versions can be asked for", () => {
  // @ts-expect-error
  createPreverifiedNumbersClient({ auth: "EAAB", version: "v22.0" });
});

describe("ids that the client is bound to", () => {
  const bound = createPreverifiedNumbersClient({ auth: "EAAB", ids: business });

  test("may be left out of calls and of paginate(), also in a version that is not the default one", () => {
    expectTypeOf(bound.GET<typeof list>).toBeCallableWith(list);
    paginate(bound, list);
    const former = createPreverifiedNumbersClient({ auth: "EAAB", version: "v23.0", ids: business });
    expectTypeOf(former.GET<typeof list>).toBeCallableWith(list);
    expectTypeOf(bound.with({ version: "v23.0" })).toEqualTypeOf<typeof former>();
    // @ts-expect-error
    bound.GET(node);
  });

  test("must be names of path parameters", () => {
    // @ts-expect-error
    createPreverifiedNumbersClient({ auth: "EAAB", ids: { busines_id: "506914307656634" } });
    // @ts-expect-error
    createPreverifiedNumbersClient({ auth: "EAAB", ids: { ...business, busines_id: "506914307656634" } });
    // @ts-expect-error
    createPreverifiedNumbersClient({ auth: "EAAB", ids: { business_id: 506914307656634 } });
  });
});
