import { expect, it } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { call, sandbox } = await shareSandbox();
const id = "1689556908129832";

async function post(path: string, body?: unknown) {
  const response = await fetch(`${sandbox.url}/_sandbox/templates/${path}`, {
    method: "POST",
    ...(body !== undefined && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  return { status: response.status, body: await response.json() };
}

const read = async (field: string) => (await call("GET", `/${id}?fields=${field}`)).body[field];

it.each([
  ["reject", { reason: "SCAM" }, "rejected_reason", "SCAM"],
  ["reject", undefined, "status", "REJECTED"],
  ["pause", undefined, "status", "PAUSED"],
  ["pause", { pacing: true }, "status", "PAUSED"],
  ["disable", {}, "status", "DISABLED"],
  ["quality", { score: "GREEN" }, "quality_score", { score: "GREEN", date: expect.any(Number) }],
  ["category", { category: "MARKETING" }, "category", "MARKETING"],
  ["category", { category: "MARKETING", after: 1e9 }, "correct_category", "MARKETING"],
  ["detect-category", { category: "MARKETING" }, "category", "UTILITY"],
])("%s with %j tells by webhook, and %s is then %j", async (action, body, field, value) => {
  const answer = await post(`${id}/${action}`, body);
  expect(answer).toEqual({ status: 200, body: { id, status: await read("status"), deliveries: [expect.anything()] } });
  expect(await read(field)).toEqual(value);
  expect(await post(`${id}/approve`)).toMatchObject({ status: 200, body: { status: "APPROVED" } });
});

it("unpause ends a pause", async () => {
  await post(`${id}/pause`);
  expect(await post(`${id}/unpause`)).toMatchObject({ status: 200 });
  expect(await read("status")).toBe("APPROVED");
});

it.each([
  ["1/approve", {}, "Cannot approve 1: there is no such template"],
  [`${id}/approve`, { why: 1 }, "the body has why, none is known"],
  [`${id}/quality`, { score: "BLUE" }, "must be one of GREEN"],
  [`${id}/quality`, [], "the body must be a JSON object"],
  [`${id}/quality`, null, "the body must be a JSON object"],
  [`${id}/quality`, undefined, "must be one of GREEN"],
  [`${id}/pause`, { pacing: "yes" }, "pacing must be true or false"],
  [`${id}/category`, { category: "UTILITY", after: "1" }, "after must be 0 milliseconds or more"],
  [`${id}/reject`, { reason: 7 }, "reason must be a text"],
  [`${id}/reject`, { reason: "SCAM", info: "x" }, "info.reason must be a text"],
  [`${id}/other`, {}, "the routes there are"],
])("%s with %j is refused", async (path, body, message) => {
  const answer = await post(path, body);
  expect(answer).toEqual({ status: 400, body: { error: { message: expect.stringContaining(message) } } });
  expect(await read("status")).toBe("APPROVED");
});
