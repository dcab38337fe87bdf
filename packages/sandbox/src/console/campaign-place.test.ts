import { expect, test } from "vitest";
import { readCallbackData, writeCallbackData } from "../../../campaigns/src/callback-data.ts";
import { placeOf } from "./campaign-place.ts";

test.each([
  { campaign: "spring-sale", batch: 12, index: 7 },
  { campaign: "a.B_9-".repeat(10), batch: 999_999_999, index: 999 },
  { campaign: "__proto__", batch: 0, index: 0 },
])("placeOf() reads what the package of campaigns writes: $campaign", (place) => {
  expect(placeOf({ biz_opaque_callback_data: writeCallbackData(place) })).toEqual(place);
});

const longest = "a".repeat(64);

test.each([
  "order 17",
  "openwaba:spring sale:0:0",
  "openwaba:spring:0",
  "openwaba:spring:0:0:0",
  "openwaba:spring:-1:0",
  `openwaba:${longest}a:0:0`,
  "openwaba::0:0",
  "openwaba:spring:1e3:0",
  "openwaba:spring:0:0\n",
  "x".repeat(100_000),
])("placeOf() reads no other text, like that package: %j", (text) => {
  expect(placeOf({ biz_opaque_callback_data: text })).toBeUndefined();
  expect(readCallbackData(text)).toBeUndefined();
});

test.each([undefined, null, 7, "openwaba:a:0:0", [], {}, { biz_opaque_callback_data: ["openwaba:a:0:0"] }])(
  "placeOf() reads nothing of %j",
  (message) => {
    expect(placeOf(message)).toBeUndefined();
  },
);
