import { describe, expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const clock = { now: Date.UTC(2026, 10, 5) };
const { sandbox, call } = await shareSandbox({ now: () => clock.now });
const account = "102290129340398";
const ada = "15550123456";
const stranger = "442079460999";
const template = (name: string) => ({ type: "template", template: { name, language: { code: "en_US" } } });
const text = { type: "text", text: { body: "Hello" } };

/** The status of the answer, and what it says. */
async function send(to: string, message: object) {
  const { body } = await call("POST", "/108110225544001/messages", {
    body: { messaging_product: "whatsapp", to, ...message },
  });
  const { error } = body as { error?: { code: number } };
  return error?.code ?? "sent";
}

async function health() {
  const { body } = await call("GET", `/${account}?fields=health_status,status`);
  const { status, health_status } = body as { status: string; health_status: { can_send_message: string } };
  return [status, health_status.can_send_message];
}

describe("a restriction forbids what its type says", () => {
  test.each([
    ["RESTRICTED_BIZ_INITIATED_MESSAGING", [368, "sent", "sent", "sent", 368]],
    ["RESTRICTED_CUSTOMER_INITIATED_MESSAGING", ["sent", 368, 368, 368, "sent"]],
    ["RESTRICTED_UTILITY_TEMPLATES", [368, 368, "sent", 368, "sent"]],
    ["RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES", ["sent", "sent", "sent", 368, "sent"]],
    ["RESTRICTED_ADD_PHONE_NUMBER_ACTION", ["sent", "sent", "sent", "sent", "sent"]],
    ["RESTRICTED_USER_INITIATED_CALLING", ["sent", "sent", "sent", "sent", "sent"]],
    ["SOMETHING_NEW", [368, 368, 368, 368, 368]],
    ["__proto__", [368, 368, 368, 368, 368]],
  ])("%s", async (type, codes) => {
    await sandbox.customer(ada).text("Hello");
    await sandbox.accounts.restrict(account, [{ type }]);
    expect([
      await send(stranger, template("hello_world")),
      await send(ada, template("hello_world")),
      await send(ada, text),
      await send(ada, { ...text, category: "utility" }),
      await send(stranger, template("winter_sale")),
    ]).toEqual(codes);
  });

  test("until it expires, or all end", async () => {
    const soon = clock.now / 1000 + 60;
    await sandbox.accounts.restrict(account, [{ type: "SOMETHING_NEW", expiration: soon }]);
    expect(await send(ada, template("hello_world"))).toBe(368);
    sandbox.clock.advance(60_000);
    expect(await send(ada, template("hello_world"))).toBe("sent");
    await sandbox.accounts.restrict(account, [{ type: "SOMETHING_NEW" }]);
    await sandbox.accounts.restrict(account, []);
    expect(await send(ada, template("hello_world"))).toBe("sent");
  });
});

test("a ban, a restriction and a missing way of paying are ended one by one, and seen in the health", async () => {
  await sandbox.accounts.setPaymentMethod(account, false);
  await sandbox.accounts.restrict(account, [{ type: "SOMETHING_NEW" }]);
  await sandbox.accounts.ban(account);
  expect([await send(ada, text), ...(await health())]).toEqual([131_031, "DISABLED", "BLOCKED"]);
  await sandbox.accounts.reinstate(account);
  expect([await send(ada, text), ...(await health())]).toEqual([368, "ACTIVE", "LIMITED"]);
  await sandbox.accounts.restrict(account, []);
  expect([await send(ada, template("hello_world")), ...(await health())]).toEqual(["sent", "ACTIVE", "LIMITED"]);
  expect(sandbox.sent).toMatchObject([{ status: "failed", error: { code: 131_042 } }]);
  await sandbox.accounts.setPaymentMethod(account, true);
  expect([await send(ada, template("hello_world")), ...(await health())]).toEqual(["sent", "ACTIVE", "AVAILABLE"]);
  expect(sandbox.sent.at(-1)?.status).toBe("delivered");
});

test("a ban that is announced locks nothing, and one of another account neither", async () => {
  await sandbox.accounts.ban(account, "SCHEDULE_FOR_DISABLE");
  await sandbox.accounts.ban("104996122399160");
  expect(await send(ada, template("hello_world"))).toBe("sent");
});

test("what is wrong with the account is said before what is wrong with the template", async () => {
  expect(await send(ada, template("no_such_template"))).toBe(132_001);
  await sandbox.accounts.ban(account);
  expect(await send(ada, template("no_such_template"))).toBe(131_031);
});
