import { describe, expect, it } from "vitest";
import { OperationTable } from "../server/operations.ts";
import { createPreverifiedNumbers } from "./preverified-numbers.ts";
import { checkAnswer, contextOf, refusal, shareSandbox } from "../sandbox.test-support.ts";
import { defaultSpecs, loadSpecs } from "../specs.ts";

// every `call` here checks the response against the schema in the document of its operation

const table = new OperationTable(await loadSpecs(defaultSpecs));
const now = Date.parse("2026-11-20T12:00:00.250Z");
const business = "506914307656634";
const partner = "813460912570311";
const anyId = expect.stringMatching(/^\d+$/);
const { sandbox, call } = await shareSandbox({ now: () => now });

const numberSince25 = {
  phone_number: "+15550123456",
  code_verification_status: "VERIFIED",
  code_verification_time: Math.floor(now / 1000),
  verification_expiry_time: Math.floor(now / 1000) + 90 * 86_400,
};
const since25 = {
  verify: { success: true },
  numbers: {
    defaults: numberSince25,
    all: { ...numberSince25, owner_business: { id: business, name: "Lantern Telecom" } },
  },
  number: {
    defaults: numberSince25,
    all: { ...numberSince25, owner_business: { id: business, name: "Lantern Telecom" } },
  },
  partners: { defaults: { name: `Business ${partner}` }, all: { name: `Business ${partner}` } },
};
const listedBefore25 = { display_phone_number: "+1 555-012-3456", verification_status: "VERIFIED" };
const before25 = {
  verify: { success: true, id: anyId },
  numbers: {
    defaults: listedBefore25,
    all: {
      ...listedBefore25,
      country_prefix: 1,
      availability_status: "AVAILABLE",
      created_time: "2026-11-20T12:00:00Z",
      last_updated: "2026-11-20T12:00:00Z",
      supported_features: ["MESSAGING", "TEMPLATES", "FLOWS"],
      country_code: "US",
      region: "North America",
    },
  },
  number: {
    defaults: { is_input_id_valid: true },
    all: { is_input_id_valid: true, country_prefix: 1, display_phone_number: "+1 555-012-3456" },
  },
  partners: {
    defaults: { name: `Business ${partner}` },
    all: {
      name: `Business ${partner}`,
      created_time: "2026-11-20T12:00:00Z",
      updated_time: "2026-11-20T12:00:00Z",
      verification_status: "verified",
      timezone_id: 1,
      two_factor_type: "none",
    },
  },
};
const shapes = [
  ["v23.0", before25],
  ["v24.0", before25],
  ["v25.0", since25],
  ["v26.0", since25],
] as const;

it("every version of the documents is among those tested", () => {
  expect(shapes.map(([version]) => version)).toEqual(table.versions);
});

describe.each(shapes)("in %s", (version, shape) => {
  /** The names that an operation accepts in `fields`. */
  function fieldsOf(operationId: string): string {
    const operation = table.operations(version).find((other) => other.operationId === operationId);
    const parameter = operation?.parameters.find(({ name }) => name === "fields");
    return Object(parameter?.schema["items"]).enum.join();
  }

  async function run(method: string, path: string, body?: unknown) {
    const answer = await call(method, path, { version, ...(body !== undefined && { body }) });
    expect(answer.status).toBe(200);
    return answer.body;
  }

  it("every operation returns the shape of the version", async () => {
    const added = await run("POST", `/${business}/add_phone_numbers`, { phone_number: "+15550123456" });
    expect(added).toEqual({ id: anyId });
    const id = String(added["id"]);
    expect(await run("POST", `/${id}/request_code`, { code_method: "VOICE", language: "pt_BR" })).toEqual({
      success: true,
    });
    expect(await run("POST", `/${id}/verify_code`, { code: sandbox.codeFor(id) })).toEqual(shape.verify);

    const pool = `/${business}/preverified_numbers`;
    const cursor = expect.any(String);
    const paging = { cursors: { before: cursor, after: cursor } };
    expect(await run("GET", pool)).toEqual({ data: [{ id, ...shape.numbers.defaults }], paging });
    expect(await run("GET", `${pool}?fields=${fieldsOf("listPreverifiedNumbers")}`)).toEqual({
      data: [{ id, ...shape.numbers.all }],
      paging,
    });
    expect(await run("GET", `/${id}`)).toEqual({ id, ...shape.number.defaults });
    expect(await run("GET", `/${id}?fields=${fieldsOf("getPreverifiedNumber")}`)).toEqual({ id, ...shape.number.all });

    const shared = { preverified_id: id, partner_business_id: partner };
    expect(await run("POST", `/${business}/share_preverified_numbers`, shared)).toEqual({ success: true });
    expect(await run("GET", `/${id}/partners`)).toEqual({
      data: [{ id: partner, ...shape.partners.defaults }],
      paging,
    });
    expect(await run("GET", `/${id}/partners?fields=${fieldsOf("listPartners")}`)).toEqual({
      data: [{ id: partner, ...shape.partners.all }],
      paging,
    });
    const query = new URLSearchParams(shared);
    expect(await run("DELETE", `/${business}/share_preverified_numbers?${query}`)).toEqual({ success: true });
    expect(await run("GET", `/${id}/partners`)).toEqual({ data: [], paging: { cursors: {} } });
    expect(await run("DELETE", `/${id}`)).toEqual({ success: true });

    const called = new Set(sandbox.calls.map(({ operation }) => operation));
    expect(called).toEqual(
      new Set(Object.keys(createPreverifiedNumbers(contextOf({ businesses: sandbox.businesses })).handlers)),
    );
  });

  it("fields of other versions do not exist", async () => {
    const [wanted] = version < "v25.0" ? ["code_verification_time"] : ["availability_status"];
    const answer = await call("GET", `/${business}/preverified_numbers?fields=${wanted}`, { version });
    expect(answer).toMatchObject(refusal(400, 100, `nonexisting field (${wanted})`));
  });
});

it("the comparison fails on a response that the document does not describe", () => {
  const operation = table.operations("v25.0").find(({ operationId }) => operationId === "verifyPreverifiedNumberCode");
  if (!operation) throw new Error("the operation is missing");
  const check = (status: number, body: Record<string, unknown>) => () => checkAnswer(operation, { status, body });
  expect(check(200, { success: "yes" })).toThrow("Param success must be a boolean");
  expect(check(200, { success: true, id: "1" })).toThrow("Unknown parameter id");
  expect(check(400, { error: { message: "m" } })).toThrow("The parameter error.type is required");
});

describe("owner_business{id,name}", () => {
  it("is selected in parts and rejects names that it does not have", async () => {
    const added = await call("POST", `/${business}/add_phone_numbers`, { body: { phone_number: "+15550123456" } });
    const id = String(added.body["id"]);
    expect((await call("GET", `/${id}?fields=phone_number,owner_business{name}`)).body).toEqual({
      id,
      phone_number: "+15550123456",
      owner_business: { id: business, name: "Lantern Telecom" },
    });
    expect((await call("GET", `/${id}?fields=owner_business{id}`)).body).toEqual({
      id,
      owner_business: { id: business },
    });
    const answer = await call("GET", `/${id}?fields=owner_business{nme}`);
    expect(answer).toMatchObject(refusal(400, 100, "nonexisting field (nme)"));
  });
});
