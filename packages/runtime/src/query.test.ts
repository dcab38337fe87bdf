import { expect, test } from "vitest";
import { serializeQuery } from "./query.ts";

test.each([
  [{}, ""],
  [{ after: undefined, before: null }, ""],
  [{ fields: [] }, ""],
  [{ fields: ["id", "owner_business{id,name}"] }, "fields=id%2Cowner_business%7Bid%2Cname%7D"],
  [{ summary: ["total_count", "message_template_limit"] }, "summary=total_count%2Cmessage_template_limit"],
  [{ limit: 25, find: "a b&c", flag: false }, "limit=25&find=a%20b%26c&flag=false"],
  [{ hsm_ids: ["1", "2"] }, "hsm_ids=%5B%221%22%2C%222%22%5D"],
  [
    { filtering: [{ field: "account_mode", operator: "EQUAL", value: "SANDBOX" }] },
    `filtering=${encodeURIComponent('[{"field":"account_mode","operator":"EQUAL","value":"SANDBOX"}]')}`,
  ],
])("serializeQuery(%j)", (query, text) => {
  expect(serializeQuery(query)).toBe(text);
});
