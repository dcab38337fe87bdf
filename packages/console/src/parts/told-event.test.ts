import { expect, test } from "vitest";
import { eventIn } from "./told-event.ts";

const body = (...values: object[]) => JSON.stringify({ entry: [{ changes: values.map((value) => ({ value })) }] });

test("a webhook is told in a few words", () => {
  expect(eventIn(body({ event: "REJECTED", reason: "INVALID_FORMAT" }))).toBe("REJECTED, INVALID_FORMAT");
  expect(eventIn(body({ event: "APPROVED", reason: "NONE" }, { decision: "APPROVED" }))).toBe("APPROVED, APPROVED");
});

test("whatever has no such words says nothing", () => {
  for (const other of ["", "[]", "{}", '{"entry":[{}]}', body({}, { reason: null })]) expect(eventIn(other)).toBe("");
});
