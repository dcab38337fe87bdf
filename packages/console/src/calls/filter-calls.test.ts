import type { RecordedCall } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { filterCalls, outcomeOf, readFilter, writeFilter } from "./filter-calls.ts";

const open: RecordedCall = { id: "6", time: 0, method: "GET", path: "/1", version: "v25.0", query: {}, status: 0 };

function call(id: string, more: Partial<RecordedCall> = {}): RecordedCall {
  return { ...open, id, duration: 1, status: 200, ...more };
}

const calls = [
  call("1", { operation: "sendMessage", method: "POST", body: { text: { body: "Hello" } } }),
  call("2", { status: 400, operation: "getPhoneNumber" }),
  call("3", { status: 0 }),
  call("4", { warnings: ["colour"] }),
  call("5", { isItem: true }),
  open,
];

test.each([
  [{}, "654321"],
  [{ show: "wrong" }, "432"],
  [{ show: "errors" }, "32"],
  [{ show: "warnings" }, "4"],
  [{ show: "elsewhere" }, "654321"],
  [{ method: "POST" }, "1"],
  [{ operation: "getPhoneNumber" }, "2"],
  [{ items: "without" }, "64321"],
  [{ items: "only" }, "5"],
  [{ q: " hELLO" }, "1"],
  [{ q: "hello", show: "errors" }, ""],
])("the query %j shows %s", (query, ids) => {
  const shown = filterCalls(calls, readFilter(query as Record<string, string>));
  expect(shown.map(({ id }) => id).join("")).toBe(ids);
});

test("a filter stands in the address and comes back", () => {
  expect(writeFilter(readFilter({}))).toBe("");
  const filter = readFilter({ q: "a & b", show: "wrong", method: "GET", operation: "sendMessage", items: "only" });
  const query = Object.fromEntries(new URLSearchParams(writeFilter(filter)));
  expect(readFilter(query)).toEqual(filter);
});

test("outcomeOf() knows calls that are open from those that were lost", () => {
  expect(calls.map(outcomeOf)).toEqual(["accepted", "error", "lost", "accepted", "accepted", "open"]);
});
