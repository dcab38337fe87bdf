import * as fc from "fast-check";
import { expect, test } from "vitest";
import { serializeQuery } from "./query.ts";

test.each([
  [{}, ""],
  [{ after: undefined, before: null }, ""],
  [{ after: undefined, limit: 2 }, "limit=2"],
  [{ fields: [] }, ""],
  [{ fields: "id,name" }, "fields=id%2Cname"],
  [{ fields: ["id", "owner_business{id,name}"] }, "fields=id%2Cowner_business%7Bid%2Cname%7D"],
  [{ summary: ["total_count", "message_template_limit"] }, "summary=total_count%2Cmessage_template_limit"],
  [{ limit: 25, find: "a b&c", flag: false, after: "" }, "limit=25&find=a%20b%26c&flag=false&after="],
  [{ hsm_ids: ["1", "2"] }, "hsm_ids=%5B%221%22%2C%222%22%5D"],
  [{ hsm_ids: [] }, "hsm_ids=%5B%5D"],
  [
    { filtering: [{ field: "account_mode", operator: "EQUAL", value: "SANDBOX" }] },
    `filtering=${encodeURIComponent('[{"field":"account_mode","operator":"EQUAL","value":"SANDBOX"}]')}`,
  ],
])("serializeQuery(%j)", (query, text) => {
  expect(serializeQuery(query)).toBe(text);
});

test.each<[string, unknown, string]>([
  ["a function", () => 7, "is a function"],
  ["a symbol", Symbol("id"), "is a symbol"],
  ["a date", new Date(0), "is a Date: pass the seconds since 1970 or the string that the operation documents"],
  ["a lone surrogate", "a\ud800", "has a lone surrogate"],
  ["a lone surrogate in a list of fields", ["id", "\udc00"], "has a lone surrogate"],
])("serializeQuery() rejects %s, and names its parameter", (_, value, problem) => {
  expect(() => serializeQuery({ limit: 2, fields: value })).toThrow(
    new TypeError(`Cannot serialize the query: parameter fields ${problem}`),
  );
});

test.each<[string, unknown]>([
  ["a BigInt in a list", [1n]],
  ["a BigInt in an object", { id: 1n }],
  [
    "an object in a circle",
    Object.assign([] as unknown[], { 0: {} }).map((item) => Object.assign(item as object, { item })),
  ],
])("serializeQuery() rejects %s, and names its parameter", (_, value) => {
  expect(() => serializeQuery({ filtering: value })).toThrow(
    /^Cannot serialize the query: parameter filtering cannot be serialized as JSON: ./,
  );
});

test("serializeQuery() writes a BigInt by itself in full", () => {
  expect(serializeQuery({ after_id: 12345678901234567890n })).toBe("after_id=12345678901234567890");
});

test("serializeQuery() writes what URLSearchParams reads back, whatever the names and values", () => {
  const special = fc.constantFrom(..."&=%+#?; /\"'\\", "%26", "a");
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: special }));
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text), fc.dictionary(text, text));
  const written = (given: unknown) => (typeof given === "object" ? JSON.stringify(given) : String(given));
  fc.assert(
    fc.property(fc.dictionary(text, value), (query) => {
      const parameters = Object.entries(query).filter(([name]) => name !== "fields" && name !== "summary");
      const read = new URLSearchParams(serializeQuery(Object.fromEntries(parameters)));
      expect([...read]).toEqual(parameters.map(([name, given]) => [name, written(given)]));
    }),
  );
});
