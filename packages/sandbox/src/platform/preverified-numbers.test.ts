import { beforeEach, describe, expect, it } from "vitest";
import { createPreverifiedNumbers } from "./preverified-numbers.ts";
import { contextOf, failureOf, refusal, shareSandbox } from "../sandbox.test-support.ts";

const start = Date.parse("2026-11-20T12:00:00Z");
const minute = 60_000;
const day = 24 * 60 * minute;
const business = "506914307656634";
const partner = "813460912570311";
let time = start;

beforeEach(() => {
  time = start;
});
const businesses = [
  { id: business, name: "Lantern Telecom" },
  { id: "506914307656635", name: "Harbour Telecom" },
];
const { sandbox, call } = await shareSandbox({ now: () => time, businesses });

async function add(phone_number = "+15550123456", owner = business): Promise<string> {
  const { body } = await call("POST", `/${owner}/add_phone_numbers`, { body: { phone_number } });
  return String(body["id"]);
}
const request = (id: string) =>
  call("POST", `/${id}/request_code`, { body: { code_method: "SMS", language: "en_US" } });
const verify = (id: string, code = String(sandbox.codeFor(id))) =>
  call("POST", `/${id}/verify_code`, { body: { code } });
const statusOf = async (id: string) => (await call("GET", `/${id}`)).body["code_verification_status"];
const share = (preverified_id: string, partner_business_id = partner, owner = business) =>
  call("POST", `/${owner}/share_preverified_numbers`, { body: { preverified_id, partner_business_id } });
const unshare = (preverified_id: string, partner_business_id = partner) =>
  call(
    "DELETE",
    `/${business}/share_preverified_numbers?${new URLSearchParams({ preverified_id, partner_business_id })}`,
  );
const idsOf = ({ body }: { body: Record<string, unknown> }) => {
  const { data } = body;
  return Array.isArray(data) ? data.map((node) => Object(node).id) : undefined;
};

async function addVerified(phoneNumber?: string): Promise<string> {
  const id = await add(phoneNumber);
  await request(id);
  await verify(id);
  return id;
}

describe("addPhoneNumber", () => {
  it.each(["123456", "1234567890123456", "call me", "+"])("rejects %j and adds nothing", async (phone_number) => {
    const answer = await call("POST", `/${business}/add_phone_numbers`, { body: { phone_number } });
    expect(answer).toMatchObject(refusal(400, 100, "Param phone_number must be 7 to 15 digits"));
    expect(idsOf(await call("GET", `/${business}/preverified_numbers`))).toEqual([]);
  });

  it("rejects a number that any pool has, however it is written", async () => {
    await add("+1 (555) 012-3456");
    for (const owner of [business, "506914307656635"]) {
      const answer = await call("POST", `/${owner}/add_phone_numbers`, { body: { phone_number: "15550123456" } });
      expect(answer).toMatchObject(refusal(400, 100, "Param phone_number must be a new number"));
    }
  });

  it("writes the number in E.164 format", async () => {
    const id = await add("+1 (555) 012-3456");
    expect((await call("GET", `/${id}`)).body).toEqual({
      id,
      phone_number: "+15550123456",
      code_verification_status: "NOT_VERIFIED",
    });
  });
});

describe("a number that is not verified", () => {
  it("is gone 90 days after it was added", async () => {
    const id = await add();
    await request(id);
    time = start + 90 * day - 1;
    expect(await statusOf(id)).toBe("NOT_VERIFIED");
    time = start + 90 * day;
    expect(await call("GET", `/${id}`)).toMatchObject({ body: { error: { code: 100, error_subcode: 33 } } });
    expect(idsOf(await call("GET", `/${business}/preverified_numbers`))).toEqual([]);
    expect(sandbox.codeFor(id)).toBeUndefined();
    expect(await add()).not.toBe(id);
  });
});

describe("requestPreverifiedNumberCode", () => {
  it("rejects a number that is verified for more than 45 days", async () => {
    const id = await addVerified();
    time = start + 45 * day - 1;
    expect(await request(id)).toMatchObject(refusal(400, 136024, "(#136024)"));
    time = start + 45 * day;
    expect(await request(id)).toMatchObject({ status: 200, body: { success: true } });
  });

  it("sends six digits that replace those before", async () => {
    const id = await add();
    expect(sandbox.codeFor(id)).toBeUndefined();
    await request(id);
    const first = sandbox.codeFor(id);
    expect(first).toMatch(/^\d{6}$/);
    while (sandbox.codeFor(id) === first) await request(id); // once, or twice in a million
    expect(await verify(id, first)).toMatchObject(refusal(400, 136025));
    expect(await verify(id)).toMatchObject({ status: 200 });
  });
});

describe("verifyPreverifiedNumberCode", () => {
  const wrong = (code: string | undefined) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

  it("rejects a code that was never requested with status 422", async () => {
    expect(await verify(await add(), "123456")).toMatchObject(refusal(422, 136025));
  });

  it("rejects a wrong code with status 400 and still accepts the right one", async () => {
    const id = await add();
    await request(id);
    const answer = await verify(id, wrong(sandbox.codeFor(id)));
    expect(answer).toMatchObject(refusal(400, 136025, "(#136025)"));
    expect(answer.body).toMatchObject({ error: { error_data: { messaging_product: "whatsapp" } } });
    expect(await statusOf(id)).toBe("NOT_VERIFIED");
    expect(await verify(id)).toMatchObject({ status: 200 });
  });

  it("rejects a code after ten minutes with status 422", async () => {
    const id = await add();
    await request(id);
    time += 10 * minute;
    expect(await verify(id)).toMatchObject(refusal(422, 136025));
    expect(await statusOf(id)).toBe("NOT_VERIFIED");
    time -= 1;
    expect(await verify(id)).toMatchObject({ status: 200 });
  });

  it("rejects a used code with status 422", async () => {
    const id = await addVerified();
    expect(await verify(id)).toMatchObject(refusal(422, 136025));
  });

  it("verifies for 90 days", async () => {
    const id = await addVerified();
    const seconds = start / 1000;
    expect((await call("GET", `/${id}`)).body).toEqual({
      id,
      phone_number: "+15550123456",
      code_verification_status: "VERIFIED",
      code_verification_time: seconds,
      verification_expiry_time: seconds + 90 * 24 * 60 * 60,
    });
    time = start + 90 * day - 1;
    expect(await statusOf(id)).toBe("VERIFIED");
    time = start + 90 * day;
    expect(await statusOf(id)).toBe("EXPIRED");
    await request(id);
    await verify(id);
    expect(await statusOf(id)).toBe("VERIFIED");
  });
});

describe("listPreverifiedNumbers", () => {
  async function fill() {
    const verified = await addVerified("+15550123456");
    const pending = await add("+442079460123");
    const foreign = await add("+96512345678");
    await add("+15550999999", "506914307656635");
    return { verified, pending, foreign };
  }
  const list = async (query: string, version: string) =>
    idsOf(await call("GET", `/${business}/preverified_numbers?${query}`, { version }));

  it("filters by number and state since v25.0", async () => {
    const { verified, pending, foreign } = await fill();
    expect(await list("", "v25.0")).toEqual([verified, pending, foreign]);
    expect(await list("phone_number=%2B44 20 7946-0123", "v25.0")).toEqual([pending]);
    expect(await list("phone_number=4420", "v26.0")).toEqual([]);
    expect(await list("code_verification_status=VERIFIED", "v26.0")).toEqual([verified]);
    expect(await list("code_verification_status=NOT_VERIFIED&phone_number=96512345678", "v25.0")).toEqual([foreign]);
    time += 90 * day;
    expect(await list("code_verification_status=EXPIRED", "v25.0")).toEqual([verified]);
  });

  it("filters by state, use and country before v25.0", async () => {
    const { verified, pending, foreign } = await fill();
    expect(await list("verification_status=PENDING", "v23.0")).toEqual([pending, foreign]);
    expect(await list("verification_status=FAILED", "v23.0")).toEqual([]);
    expect(await list("availability_status=AVAILABLE", "v24.0")).toEqual([verified]);
    expect(await list("availability_status=UNAVAILABLE&country_code=GB", "v24.0")).toEqual([pending]);
  });

  it("rejects the filters of the other versions", async () => {
    const old = await call("GET", `/${business}/preverified_numbers?verification_status=PENDING`);
    expect(old).toMatchObject(refusal(400, 100, "Unknown parameter verification_status"));
    const path = `/${business}/preverified_numbers?code_verification_status=VERIFIED`;
    expect(await call("GET", path, { version: "v24.0" })).toMatchObject(refusal(400, 100, "code_verification_status"));
  });

  it("rejects a cursor of a number that was deleted", async () => {
    const { pending } = await fill();
    const page = await call("GET", `/${business}/preverified_numbers?limit=2`);
    await call("DELETE", `/${pending}`);
    const { after } = Object(page.body["paging"]).cursors;
    const answer = await call("GET", `/${business}/preverified_numbers?after=${after}`);
    expect(answer).toMatchObject(refusal(400, 100, "start again at the first page"));
  });
});

describe("sharePreverifiedNumber and unsharePreverifiedNumber", () => {
  it("reject a number outside of the pool", async () => {
    const id = await add("+15550123456", "506914307656635");
    for (const other of [id, "1234"]) {
      expect(await share(other)).toMatchObject(refusal(400, 100, "Param preverified_id"));
      expect(await unshare(other)).toMatchObject(refusal(400, 100, "Param preverified_id"));
    }
  });

  it("reject sharing with the owner", async () => {
    expect(await share(await add(), business)).toMatchObject(refusal(400, 100, "Param partner_business_id"));
  });

  it("reject withdrawing what is not shared", async () => {
    const id = await add();
    expect(await unshare(id)).toMatchObject(refusal(400, 100, "Param partner_business_id"));
    await share(id);
    expect(await unshare(id)).toMatchObject({ status: 200, body: { success: true } });
    expect(await unshare(id)).toMatchObject(refusal(400, 100, "Param partner_business_id"));
  });

  it("keep partners in the order in which they came, each once", async () => {
    const id = await add();
    await share(id);
    await share(id, "506914307656635");
    expect(await share(id)).toMatchObject({ status: 200, body: { success: true } });
    expect((await call("GET", `/${id}/partners`)).body["data"]).toEqual([
      { id: partner, name: `Business ${partner}` },
      { id: "506914307656635", name: "Harbour Telecom" },
    ]);
    await unshare(id);
    await share(id);
    expect(idsOf(await call("GET", `/${id}/partners`))).toEqual(["506914307656635", partner]);
  });
});

it("deletePreverifiedNumber deletes the code and the shares too", async () => {
  const id = await add();
  await request(id);
  await share(id);
  expect(await call("DELETE", `/${id}`)).toMatchObject({ status: 200, body: { success: true } });
  expect(sandbox.codeFor(id)).toBeUndefined();
  for (const path of [`/${id}`, `/${id}/partners`]) {
    expect(await call("GET", path)).toMatchObject({ body: { error: { code: 100, error_subcode: 33 } } });
  }
  expect(await share(id)).toMatchObject(refusal(400, 100, "preverified_id"));
  const again = await add();
  expect(again).not.toBe(id);
  expect((await call("GET", `/${again}/partners`)).body).toMatchObject({ data: [] });
});

it("a handler rejects a node that went away while its call was read", () => {
  const { handlers } = createPreverifiedNumbers(contextOf({ businesses: [{ id: "3", name: "Three" }] }));
  const read = { path: { business_id: "1", pre_verified_phone_number_id: "2" }, query: {}, body: {} };
  expect(failureOf(() => handlers["addPhoneNumber"]?.(read))).toContain("object '1' does not exist");
  expect(failureOf(() => handlers["getPreverifiedNumber"]?.(read))).toContain("object '2' does not exist");
});
