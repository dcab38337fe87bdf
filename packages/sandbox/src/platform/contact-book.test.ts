import { expect, test } from "vitest";
import { contextOf } from "../sandbox.test-support.ts";
import { World } from "../world/world.ts";
import { contactBookOperations, keepContact, numberOfContact } from "./contact-book.ts";

test("a person is kept for all numbers of a portfolio until the entry is deleted", () => {
  const world = new World();
  for (const account of ["1", "2"]) world.put("waba", "portfolio", {}, account);
  world.put("phone_number", "1", {}, "11");
  world.put("phone_number", "2", {}, "22");
  world.put("phone_number", "3", {}, "33");
  const userId = "US.81602457713094425";
  keepContact(world, "11", { userId, waId: "14155550142" });
  expect(numberOfContact(world, "22", userId)).toBe("14155550142");
  expect(numberOfContact(world, "33", userId)).toBeUndefined();
  const remove = contactBookOperations["deleteContactBookEntry"]?.handle(world, contextOf({ world }));
  const request = { path: { phone_number_id: "22" }, query: { bsuid: userId }, body: {} };
  expect(remove?.(request)).toMatchObject({ deleted: true });
  expect(numberOfContact(world, "11", userId)).toBeUndefined();
  expect(remove?.(request)).toMatchObject({ success: true, deleted: false });
});
