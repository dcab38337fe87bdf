import { expect, test } from "vitest";
import { unusedNumber, unusedUserId } from "./unused-ids.ts";

test("ids that are taken are left out", () => {
  expect(unusedNumber([])).toBe("+15550100001");
  expect(unusedNumber(["15550100001", undefined, "15550100002"])).toBe("+15550100003");
  expect(unusedUserId(["US.13491208655302740001"])).toBe("US.13491208655302740002");
});
