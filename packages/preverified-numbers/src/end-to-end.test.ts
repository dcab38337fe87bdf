import { graphVersions, paginate, unwrap } from "@openwaba/runtime";
import { beforeEach, describe, expect, test } from "vitest";
import { Pool } from "./pool.test-support.ts";

const numbers = "/{business_id}/preverified_numbers";
const node = "/{pre_verified_phone_number_id}";
const partnersOf = "/{pre_verified_phone_number_id}/partners";
const sharing = "/{business_id}/share_preverified_numbers";

let pool: Pool;

beforeEach(async () => {
  pool = await Pool.open();
});

describe.each(graphVersions)("all nine operations in %s", (version) => {
  test("do what they say, one after the other", async () => {
    const client = pool.connect(version);
    const path = pool.business;
    const added = unwrap(
      await client.POST("/{business_id}/add_phone_numbers", {
        params: { path },
        body: { phone_number: "+15550123456" },
      }),
    );
    expect(added).toEqual({ id: expect.stringMatching(/^\d+$/) });
    const params = { path: { pre_verified_phone_number_id: added.id } };

    const requested = await client.POST("/{pre_verified_phone_number_id}/request_code", {
      params,
      body: { code_method: "VOICE", language: "pt_BR" },
    });
    expect(unwrap(requested)).toEqual({ success: true });

    const code = pool.sandbox.codeFor(added.id) ?? "";
    const verified = await client.POST("/{pre_verified_phone_number_id}/verify_code", { params, body: { code } });
    const hasId = version === "v23.0" || version === "v24.0";
    expect(unwrap(verified)).toEqual(hasId ? { success: true, id: added.id } : { success: true });

    const shared = await client.POST(sharing, {
      params: { path },
      body: { preverified_id: added.id, partner_business_id: "813460912570311" },
    });
    expect(unwrap(shared)).toEqual({ success: true });
    const partners = unwrap(await client.GET(partnersOf, { params }));
    expect(partners.data).toEqual([{ id: "813460912570311", name: expect.any(String) }]);

    expect(unwrap(await client.GET(numbers, { params: { path } })).data).toHaveLength(1);
    expect(unwrap(await client.GET(node, { params })).id).toBe(added.id);

    const unshared = await client.DELETE(sharing, {
      params: { path, query: { preverified_id: added.id, partner_business_id: "813460912570311" } },
    });
    expect(unwrap(unshared)).toEqual({ success: true });
    expect(unwrap(await client.GET(partnersOf, { params })).data).toEqual([]);

    expect(unwrap(await client.DELETE(node, { params }))).toEqual({ success: true });
    expect(unwrap(await client.GET(numbers, { params: { path } })).data).toEqual([]);
    expect(new Set(pool.sandbox.calls.map((call) => call.operation)).size).toBe(9);
    expect(new Set(pool.sandbox.calls.map((call) => call.version))).toEqual(new Set([version]));
  });
});

describe("each version answers in its own shape", () => {
  test.each(["v23.0", "v24.0"] as const)("%s lists and filters by availability and country", async (version) => {
    const american = await pool.addVerifiedNumber();
    await pool.addNumber("+44 20 7946 0123");
    const client = pool.connect(version);
    const path = pool.business;
    const list = (
      query: { verification_status?: "PENDING"; availability_status?: "AVAILABLE"; country_code?: string } = {},
    ) => client.GET(numbers, { params: { path, query } });
    expect(unwrap(await list()).data[0]).toEqual({
      id: american,
      display_phone_number: expect.stringMatching(/^\+1\b/),
      verification_status: "VERIFIED",
    });
    expect(unwrap(await list({ verification_status: "PENDING" })).data).toHaveLength(1);
    expect(unwrap(await list({ availability_status: "AVAILABLE" })).data.map(({ id }) => id)).toEqual([american]);
    expect(unwrap(await list({ country_code: "GB" })).data).toHaveLength(1);
    const selected = await client.GET(numbers, {
      params: { path, query: { fields: ["country_prefix", "supported_features"] } },
    });
    expect(unwrap(selected).data[0]).toEqual({
      id: american,
      country_prefix: 1,
      supported_features: expect.any(Array),
    });
    const number = await client.GET(node, { params: { path: { pre_verified_phone_number_id: american } } });
    expect(unwrap(number)).toEqual({ id: american, is_input_id_valid: true });
  });

  test.each(["v25.0", "v26.0"] as const)("%s lists and filters by code verification and number", async (version) => {
    const american = await pool.addVerifiedNumber();
    await pool.addNumber("+44 20 7946 0123");
    const client = pool.connect(version);
    const { seconds } = pool;
    const number = {
      id: american,
      phone_number: "+15550123456",
      code_verification_status: "VERIFIED",
      code_verification_time: seconds,
      verification_expiry_time: seconds + 90 * 24 * 60 * 60,
    };
    const path = pool.business;
    const verified = { code_verification_status: "VERIFIED" } as const;
    const list = await client.GET(numbers, { params: { path, query: verified } });
    expect(unwrap(list).data).toEqual([number]);
    const found = await client.GET(numbers, { params: { path, query: { phone_number: "+44 20 7946 0123" } } });
    expect(unwrap(found).data).toMatchObject([
      { phone_number: "+442079460123", code_verification_status: "NOT_VERIFIED" },
    ]);
    const params = { path: { pre_verified_phone_number_id: american } };
    expect(unwrap(await client.GET(node, { params }))).toEqual(number);
  });

  test("a selection is answered as it is typed", async () => {
    const id = await pool.addNumber();
    const { data } = unwrap(
      await pool.client().GET(numbers, {
        params: { path: pool.business, query: { fields: ["phone_number", "owner_business{name}"] } },
      }),
    );
    const owner_business = { id: pool.sandbox.businesses[0].id, name: "Lantern Telecom" };
    expect(data).toEqual([{ id, phone_number: "+15550123456", owner_business }]);
  });
});

describe("1,000 partners", () => {
  const partnerIds = Array.from({ length: 1000 }, (_, index) => String(813460912570000 + index));

  test("are walked in both directions, each exactly once and in order", { timeout: 120_000 }, async () => {
    const id = await pool.addNumber();
    for (const partnerId of partnerIds) unwrap(await pool.share(id, partnerId));
    const client = pool.client();
    const path = { pre_verified_phone_number_id: id };

    const before = pool.sandbox.calls.length;
    const forward = await paginate(client, partnersOf, { params: { path, query: { limit: 60 } } }).toArray();
    expect(forward.map((partner) => partner.id)).toEqual(partnerIds);
    expect(pool.sandbox.calls.length - before).toBe(Math.ceil(1000 / 60));

    let last: string | undefined;
    const pages = paginate(client, partnersOf, { params: { path, query: { limit: 100 } } });
    for await (const page of pages.pages()) last = page.paging?.cursors?.before;
    const backward: string[][] = [];
    const query = { limit: 100, before: last ?? "" };
    for await (const page of paginate(client, partnersOf, {
      params: { path, query },
    }).pages()) {
      backward.unshift(page.data.map((partner) => partner.id));
    }
    expect(backward.flat()).toEqual(partnerIds.slice(0, 900));
    expect(pool.sandbox.calls.every((call) => !("access_token" in call.query))).toBe(true);
  });
});

describe("a code", () => {
  test("that is wrong, used or out of date does not verify", async () => {
    const id = await pool.addNumber();
    expect((await pool.verifyCode(id, "123456")).response.status).toBe(422);
    unwrap(await pool.requestCode(id));
    const code = pool.sandbox.codeFor(id) ?? "";
    expect((await pool.verifyCode(id, code === "000000" ? "111111" : "000000")).response.status).toBe(400);
    pool.wait(11 * 60 * 1000);
    expect((await pool.verifyCode(id, code)).response.status).toBe(422);
    unwrap(await pool.requestCode(id));
    const second = pool.sandbox.codeFor(id) ?? "";
    unwrap(await pool.verifyCode(id, second));
    expect((await pool.verifyCode(id, second)).response.status).toBe(422);
  });

  test("can be asked for again 45 days before the verification ends, which it does after 90", async () => {
    const day = 24 * 60 * 60 * 1000;
    const id = await pool.addVerifiedNumber();
    pool.wait(44 * day);
    expect((await pool.requestCode(id)).error?.error.code).toBe(136024);
    pool.wait(2 * day);
    expect((await pool.requestCode(id)).data).toEqual({ success: true });
    pool.wait(45 * day);
    const params = { path: { pre_verified_phone_number_id: id } };
    const number = unwrap(await pool.client().GET(node, { params }));
    expect(number.code_verification_status).toBe("EXPIRED");
  });
});
