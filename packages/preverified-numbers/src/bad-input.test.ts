import { type GraphVersion, unwrap } from "@openwaba/runtime";
import { beforeEach, describe, expect, test } from "vitest";
import { createPreverifiedNumbersClient } from "./index.ts";
import { Pool } from "./pool.test-support.ts";

type Refusable = Promise<{ error?: { error: { code: number; message: string } } }>;
type UntypedClient = Record<"GET" | "POST" | "DELETE", (path: string, options: object) => Refusable>;

const numbers = "/{business_id}/preverified_numbers";
const sharing = "/{business_id}/share_preverified_numbers";

let pool: Pool;
let client: UntypedClient;

beforeEach(async () => {
  pool = await Pool.open();
  client = pool.client() as unknown as UntypedClient;
});

describe("nothing is sent for", () => {
  test.each([
    ["a path parameter that is missing", {}, "path parameter business_id is missing"],
    ["a path parameter that is empty", { business_id: "" }, 'path parameter business_id must be an id, got ""'],
    [
      "a path parameter that leads elsewhere",
      { business_id: ".." },
      'path parameter business_id must be an id, got ".."',
    ],
  ])("%s", async (_, path, message) => {
    await expect(client.GET(numbers, { params: { path } })).rejects.toThrow(message);
    expect(pool.sandbox.calls).toEqual([]);
  });

  test("an empty token of a provider", async () => {
    const empty = createPreverifiedNumbersClient({ auth: () => "", baseUrl: pool.sandbox.url });
    const call = empty.GET(numbers, { params: { path: pool.business } });
    await expect(call).rejects.toThrow("the access token is empty");
    expect(pool.sandbox.calls).toEqual([]);
  });

  test.each([
    ["an empty token", { auth: "" }, "the access token is empty"],
    ["an unknown version", { version: "v22.0" as GraphVersion }, 'version "v22.0" is not one of v23.0'],
    ["an address that is not https", { baseUrl: "http://graph.facebook.com" }, "is not https"],
  ])("%s", (_, options, message) => {
    const { accessToken: auth, url: baseUrl } = pool.sandbox;
    expect(() => createPreverifiedNumbersClient({ auth, baseUrl, ...options })).toThrow(message);
  });
});

describe("the platform refuses, and nothing changes, for", () => {
  /** Expects that the call, given the id of a number in the pool, is refused with a message that names the cause. */
  async function expectRefusal(call: (numberId: string) => Refusable, message: RegExp, code = 100) {
    const id = await pool.addNumber();
    const before = unwrap(await pool.list());
    const { error } = await call(id);
    expect(error?.error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(unwrap(await pool.list())).toEqual(before);
    const params = { path: { pre_verified_phone_number_id: id } };
    expect(unwrap(await pool.client().GET("/{pre_verified_phone_number_id}/partners", { params })).data).toEqual([]);
  }

  test.each([
    ["a limit of nothing", { limit: 0 }, /limit/],
    ["a limit that is a word", { limit: "many" }, /limit/],
    ["an unknown field", { fields: ["phone_numbr"] }, /phone_numbr/],
    ["an unknown field in braces", { fields: ["owner_business{nmae}"] }, /nmae/],
    ["braces that do not close", { fields: ["owner_business{id"] }, /fields/],
    ["a filter of another version", { verification_status: "VERIFIED" }, /verification_status/],
    ["a filter value that does not exist", { code_verification_status: "MAYBE" }, /code_verification_status/],
    ["a cursor that was never given", { after: "nonsense" }, /after/],
    ["two cursors at once", { after: "a", before: "b" }, /after|before/],
  ])("%s", (_, query, message) =>
    expectRefusal(() => client.GET(numbers, { params: { path: pool.business, query } }), message),
  );

  test.each([
    ["a missing body", undefined, /phone_number|body/],
    ["a missing parameter in the body", {}, /phone_number/],
    ["a misspelled parameter in the body", { phone_number: "+15550123457", phoneNumber: "+1" }, /phoneNumber/],
    ["a badly typed parameter in the body", { phone_number: 15550123457 }, /phone_number/],
    ["a number that is none", { phone_number: "call me" }, /phone_number/],
    ["a number that is in the pool already", { phone_number: "+1-555-012-3456" }, /phone_number/],
  ])("%s", (_, body, message) =>
    expectRefusal(
      () => client.POST("/{business_id}/add_phone_numbers", { params: { path: pool.business }, ...(body && { body }) }),
      message,
    ),
  );

  test.each([
    ["a business that does not exist", "404", /404/],
    ["an id that is no number", "me", /me|business_id/],
  ])("%s", (_, business_id, message) =>
    expectRefusal(() => client.GET(numbers, { params: { path: { business_id } } }), message),
  );

  test("sharing with oneself", () =>
    expectRefusal((preverified_id) => {
      const body = { preverified_id, partner_business_id: pool.business.business_id };
      return client.POST(sharing, { params: { path: pool.business }, body });
    }, /partner_business_id/));

  test("sharing a number that does not exist", () =>
    expectRefusal(() => {
      const body = { preverified_id: "404", partner_business_id: "813460912570311" };
      return client.POST(sharing, { params: { path: pool.business }, body });
    }, /preverified_id/));

  test("taking back what was not shared", () =>
    expectRefusal((preverified_id) => {
      const query = { preverified_id, partner_business_id: "813460912570311" };
      return client.DELETE(sharing, { params: { path: pool.business, query } });
    }, /partner_business_id|shared/));

  test("a code that is not digits", () =>
    expectRefusal((id) => {
      const params = { path: { pre_verified_phone_number_id: id } };
      return client.POST("/{pre_verified_phone_number_id}/verify_code", { params, body: { code: "12 34" } });
    }, /code/));

  test("a token of somebody else", () => {
    const other = createPreverifiedNumbersClient({ auth: "EAAother", baseUrl: pool.sandbox.url });
    const call = () => other.GET(numbers, { params: { path: pool.business } });
    return expectRefusal(call, /token/, 190);
  });
});
