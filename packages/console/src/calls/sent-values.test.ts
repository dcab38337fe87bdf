import { expect, test } from "vitest";
import { isBatch, pathParameters, readText, titleOf } from "./sent-values.ts";

test.each([
  ["/v25.0/108/messages", { phone_number_id: "108" }],
  ["/108/messages/", { phone_number_id: "108" }],
  ["/v25.0/a%2Fb/messages", { phone_number_id: "a/b" }],
  ["/v25.0/%E0/messages", { phone_number_id: "%E0" }],
  ["/v25.0/108", undefined],
  ["/v25.0/108/messages/1", undefined],
])("pathParameters() finds those of %s", (path, parameters) => {
  expect(pathParameters("/{phone_number_id}/messages", path)).toEqual(parameters);
});

test.each([
  ["5", "json", 5],
  ['{"a":[1]}', "json", { a: [1] }],
  ["five", "json", "five"],
  ["id,owner{id,name},field.as(a,b)", "list", ["id", "owner{id,name}", "field.as(a,b)"]],
  ['["id","name"]', "list", ["id", "name"]],
  ["", "list", []],
  ["5", undefined, "5"],
  [5, "json", 5],
] as const)("readText() reads %j as %s", (value, kind, read) => {
  expect(readText(value, kind)).toEqual(read);
});

test("isBatch() knows the path of batches", () => {
  const call = { id: "1", time: 0, status: 200, version: "v25.0", query: {}, method: "POST", body: { batch: "[]" } };
  for (const path of ["/", "/v25.0", "/v25.0/"]) expect(isBatch({ ...call, path })).toBe(true);
  expect(titleOf({ ...call, path: "/" })).toBe("Batch");
  expect(isBatch({ ...call, path: "/v25.0/1" })).toBe(false);
  expect(titleOf({ ...call, path: "/v25.0/1" })).toBe("POST /v25.0/1");
  expect(titleOf({ ...call, path: "/v25.0/1", operation: "sendMessage" })).toBe("sendMessage");
  expect(isBatch({ ...call, path: "/", body: [] })).toBe(false);
});
