import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { call } = await shareSandbox();
const app = "/670843887433847";
const account = "/102290129340398";
const fields = "fields=name,status,status_for_pending_request";

async function addSolution() {
  const body = {
    owner_permissions: ["MESSAGING"],
    partner_app_id: "670843887433848",
    partner_permissions: [],
    solution_name: "Pier",
  };
  const { solution_id } = (await call("POST", `${app}/whatsapp_business_solution`, { body })).body;
  return `/${String(solution_id)}`;
}

async function stateOf(solution: string, version = "v25.0") {
  const { status, status_for_pending_request: pending } = (await call("GET", `${solution}?${fields}`, { version }))
    .body;
  return [status, pending];
}

describe.each(["v23.0", "v24.0", "v25.0", "v26.0"])("a solution in %s", (version) => {
  const accept = (solution: string) =>
    call("POST", `${solution}/accept`, {
      version,
      ...((version === "v23.0" || version === "v24.0") && { body: { partner_app_id: "670843887433848" } }),
    });

  test("is offered, accepted, asked to end, and ended", async () => {
    const solution = await addSolution();
    expect(await stateOf(solution, version)).toEqual(["INITIATED", "PENDING_ACTIVATION"]);
    expect((await accept(solution)).body).toMatchObject({ success: true });
    expect(await stateOf(solution, version)).toEqual(["ACTIVE", "NONE"]);
    await call("POST", `${solution}/send_deactivation_request`, { version });
    expect(await stateOf(solution, version)).toEqual(["PENDING_DEACTIVATION", "PENDING_DEACTIVATION"]);
    await call("POST", `${solution}/accept_deactivation_request`, { version });
    expect(await stateOf(solution, version)).toEqual(["DEACTIVATED", "NONE"]);
  });

  test("is active again when its partner will not end it", async () => {
    const solution = await addSolution();
    await accept(solution);
    await call("POST", `${solution}/send_deactivation_request`, { version });
    const body = { request_type: "DEACTIVATION_REQUEST" };
    await call("POST", `${solution}/reject`, { version, body });
    expect(await stateOf(solution, version)).toEqual(["ACTIVE", "NONE"]);
  });
});

test("a solution that is rejected is so for its partners", async () => {
  const solution = await addSolution();
  const body = { request_type: "PARTNERSHIP_REQUEST", partner_app_id: "670843887433848" };
  expect((await call("POST", `${solution}/reject`, { body })).body).toMatchObject({
    success: true,
    solution_id: solution.slice(1),
    rejected_request_type: "PARTNERSHIP_REQUEST",
  });
  const { partners } = (await call("GET", `${solution}?fields=partners`)).body;
  expect(partners).toMatchObject({ data: [{ status: "REJECTED" }] });
});

test("a change of a solution shows in the lists of its app and its account, and in no other solution", async () => {
  const list = async (path: string) => (await call("GET", `${path}?fields=status`)).body["data"];
  await call("POST", "/3311220044556677/send_deactivation_request");
  const pending = { id: "3311220044556677", status: "PENDING_DEACTIVATION" };
  expect(await list(`${account}/solutions`)).toEqual([pending]);
  expect(await list(`${app}/whatsapp_business_solutions`)).toEqual([
    pending,
    { id: "3311220044556678", status: "INITIATED" },
  ]);
});

test.each([
  ["set_solution_migration_intent", "id"],
  ["set_obo_mobility_intent", "intent_id"],
])("what %s says can be read", async (edge, property) => {
  const body = { solution_id: "3311220044556677" };
  const id = (await call("POST", `${account}/${edge}`, { body })).body[property];
  const answer = (await call("GET", `/${String(id)}`)).body;
  expect(answer).toMatchObject({ id, solution: { id: "3311220044556677" } });
});
