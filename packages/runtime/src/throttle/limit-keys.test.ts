import { describe, expect, test } from "vitest";
import { accountOf, recipientOf, scopeOf, senderOf } from "./limit-keys.ts";
import { callTo } from "./throttle.test-support.ts";

describe("senderOf()", () => {
  test.each(["messages", "messages_encrypted", "marketing_messages"])(
    "is the phone number that sends to /%s",
    (edge) => {
      expect(senderOf(callTo(`POST /{phone_number_id}/${edge}`, { phone_number_id: "7" }))).toBe("7");
    },
  );

  test.each(["GET /{phone_number_id}/messages", "POST /{phone_number_id}/message_qrdls", "POST /{phone_number_id}"])(
    "is nobody for %s",
    (operation) => {
      expect(senderOf(callTo(operation, { phone_number_id: "7" }))).toBeUndefined();
    },
  );
});

describe("recipientOf()", () => {
  test.each([
    ["no object", "text"],
    ["nothing", undefined],
    ["null", null],
    ["a read receipt", { status: "read", message_id: "wamid.1" }],
    ["a group", { recipient_type: "group", to: "HBgL" }],
    ["no string", { to: 15550123456 }],
    ["an encrypted message", { encrypted_contents: "eyJ" }],
  ])("is nobody for %s", (_, body) => {
    expect(recipientOf(body)).toBeUndefined();
  });

  test.each([
    [{ to: "+1 (555) 012-3456" }, "15550123456"],
    [{ to: "1.555.012.3456" }, "15550123456"],
    [{ to: "+1\u2011555\u00a0012/3456" }, "15550123456"],
    [{ to: "15550123456", recipient: "US.1" }, "15550123456"],
    [{ to: "+" }, "+"],
    [{ recipient: "US.13491208655302741918" }, "US.13491208655302741918"],
  ])("of %j is %s", (body, recipient) => {
    expect(recipientOf(body)).toBe(recipient);
  });
});

test("accountOf() is the account in the path", () => {
  expect(accountOf(callTo("GET /{waba_id}/message_templates", { waba_id: "3" }))).toBe("3");
  expect(accountOf(callTo("GET /{business_id}", { business_id: "3" }))).toBeUndefined();
});

test.each([
  [4, "app"],
  [17, "app"],
  [341, "app"],
  [80007, "account"],
  [80008, "account"],
  [130429, "sender"],
  [131056, "pair"],
  [100, undefined],
])("scopeOf(%i) is %s", (code, scope) => {
  expect(scopeOf(code)).toBe(scope);
});
