import { describe, expectTypeOf, test } from "vitest";
import { controlThread, createMessagesClient, sendMessage } from "./index.ts";
import { send } from "./send.test-support.ts";

const client = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "108110225544001" } });
const to = "+15550123456";
const recipient = "US.13491208655302741918";
const target_role = "customer_service";

describe("a chat", () => {
  test("is passed, released and taken, by number or user id", async () => {
    const { request_id } = await controlThread(client, { action: "pass", to, metadata: "Asks for a refund" });
    expectTypeOf(request_id).toEqualTypeOf<string | undefined>();
    controlThread(client, { action: "pass", recipient, control_pass: { target_role } });
    controlThread(client, { action: "release", recipient });
    controlThread(client, { action: "take", to });
  });

  test("is that of one person, named once", () => {
    // @ts-expect-error: nobody
    controlThread(client, { action: "release" });
    // @ts-expect-error: by both names
    controlThread(client, { action: "release", to, recipient });
    // @ts-expect-error: by both names, to be passed
    controlThread(client, { action: "pass", to, recipient, control_pass: { target_role } });
    // @ts-expect-error: by a number that is no text
    controlThread(client, { action: "take", to: 15550123456 });
  });

  test("gets another owner when it is passed, and then alone", () => {
    // @ts-expect-error: when it is released
    controlThread(client, { action: "release", to, control_pass: { target_role } });
    // @ts-expect-error: when it is taken
    controlThread(client, { action: "take", to, control_pass: { target_role } });
  });

  test("is passed to a role that exists", () => {
    // @ts-expect-error: an unknown one
    controlThread(client, { action: "pass", to, control_pass: { target_role: "support" } });
    // @ts-expect-error: none
    controlThread(client, { action: "pass", to, control_pass: {} });
    // @ts-expect-error: beside its object
    controlThread(client, { action: "pass", to, target_role });
    // @ts-expect-error: an app, as in Messenger
    controlThread(client, { action: "pass", to, target_app_id: "670843887433847" });
  });

  test("is done something with that exists", () => {
    // @ts-expect-error: an unknown action
    controlThread(client, { action: "request", to });
    // @ts-expect-error: an action as the webhook spells it
    controlThread(client, { action: "control_passed", to });
    // @ts-expect-error: none
    controlThread(client, { to });
  });
});

describe("the account that pays for a message", () => {
  const messaging_account_id = "102290129340398";
  const message = { messaging_product: "whatsapp", to } as const;

  test("is named in messages of every kind, also by its former name", () => {
    sendMessage(client, { to, text: { body: "Hello" }, messaging_account_id });
    send({ ...message, type: "image", image: { id: "1037543291543636" }, messaging_account_id });
    const template = { name: "order_shipped", language: { code: "en_US" } };
    send({ ...message, type: "template", template, paid_messaging_account_id: messaging_account_id });
  });

  test("is named by text, in snake case", () => {
    // @ts-expect-error: a number
    send({ ...message, type: "text", text: { body: "Hello" }, messaging_account_id: 102290129340398 });
    // @ts-expect-error: in camel case
    send({ ...message, type: "text", text: { body: "Hello" }, messagingAccountId: messaging_account_id });
  });
});
