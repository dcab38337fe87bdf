import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox();
const business = "/506914307656634";
const [first, second] = ["102290129340398", "104996122399160"]; // made in January 2026, and at an unknown time

async function listed(query: Record<string, unknown> = {}) {
  const texts = Object.entries(query).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const search = new URLSearchParams(Object.fromEntries(texts));
  const { body } = await call("GET", `${business}/client_whatsapp_business_accounts?${search.toString()}`);
  return (body["data"] as { id: string }[]).map(({ id }) => id);
}

const createdAt = 1_769_774_400;

test.each<[query: Record<string, unknown>, ids: string[]]>([
  [{}, [first, second]],
  [{ find: second }, [second]],
  [{ find: "1" }, []],
  [{ business_type: ["ENTERPRISE"] }, []],
  [{ business_type: ["STANDARD"] }, [first, second]],
  [{ sort: "creation_time_ascending" }, [second, first]],
  [{ sort: "creation_time_descending" }, [first, second]],
  [{ filtering: [{ field: "creation_time", operator: "GREATER_THAN", value: createdAt }] }, []],
  [{ filtering: [{ field: "creation_time", operator: "GREATER_THAN", value: createdAt - 1 }] }, [first]],
  [{ filtering: [{ field: "creation_time", operator: "LESS_THAN", value: createdAt }] }, [second]],
  [{ filtering: [{ field: "creation_time", operator: "IN_RANGE", value: [createdAt, createdAt] }] }, [first]],
  [{ filtering: [{ field: "partners", operator: "ALL", value: ["506914307656634"] }] }, [first, second]],
  [{ filtering: [{ field: "partners", operator: "ALL", value: ["813460912570311"] }] }, []],
  [{ filtering: [{ field: "marketing_messages_onboarding_status", operator: "IN", value: ["ONBOARDED"] }] }, [first]],
])("shared accounts that pass %j are %j", async (query, ids) => {
  expect(await listed(query)).toEqual(ids);
});

test("a client is asked once to join the Marketing Messages API", async () => {
  const ask = async (query = "") => call("POST", `${business}/onboard_partners_to_mm_lite${query}`);
  const { request_id } = (await ask()).body;
  expect((await ask("?solution_id=3311220044556677")).body).toEqual({ request_id });
  expect(await ask("?solution_id=1")).toMatchObject({ status: 400, body: { error: { error_subcode: 33 } } });
});

test("a business that is in no parent BSUID account is told so", async () => {
  const read = (id: string) =>
    fetch(`${sandbox.url}/${id}/parent-bsuid-accounts`, {
      headers: { Authorization: `Bearer ${sandbox.accessToken}` },
    });
  expect(await (await read("506914307656634")).json()).toMatchObject({
    enrolled_business_portfolios: expect.any(Array),
  });
  expect((await read("813460912570311")).status).toBe(400);
});
