const { createMessagesClient } = require("@openwaba/messages");
const { isGraphError } = require("@openwaba/runtime");

test("the packages are loaded", () => {
  expect(createMessagesClient({ auth: "EAAB" }).POST).toBeInstanceOf(Function);
  expect(isGraphError(new Error())).toBe(false);
});
