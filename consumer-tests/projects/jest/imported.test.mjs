import { createMessagesClient } from "@openwaba/messages";
import { isGraphError } from "@openwaba/runtime";

test("the packages are loaded", () => {
  expect(createMessagesClient({ auth: "EAAB" }).POST).toBeInstanceOf(Function);
  expect(isGraphError(new Error())).toBe(false);
});
