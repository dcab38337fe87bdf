import { describe, expectTypeOf, test } from "vitest";
import { createWebhookHandler, type EventKey, type EventOf, type WebhookEvent } from "./index.ts";

type Optional = string | undefined;
type ItemEvent = Exclude<WebhookEvent, { kind: "change" }>;
type ChangeEvent = Extract<WebhookEvent, { kind: "change" }>;

describe("the account and the business number of an event", () => {
  test("are there when the event has an item", () => {
    expectTypeOf<ItemEvent["phoneNumberId"]>().toEqualTypeOf<string>();
    expectTypeOf<ItemEvent["wabaId"]>().toEqualTypeOf<string>();
    expectTypeOf<EventOf<"messages.text">["phoneNumberId"]>().toEqualTypeOf<string>();
    expectTypeOf<EventOf<"statuses.failed">["phoneNumberId"]>().toEqualTypeOf<string>();
    expectTypeOf<EventOf<"calls" | "history" | "smb_message_echoes">["phoneNumberId"]>().toEqualTypeOf<string>();
  });

  test("may be missing from a change", () => {
    expectTypeOf<ChangeEvent["phoneNumberId"]>().toEqualTypeOf<Optional>();
    expectTypeOf<ChangeEvent["wabaId"]>().toEqualTypeOf<Optional>();
    expectTypeOf<EventOf<"account_update">["wabaId"]>().toEqualTypeOf<Optional>();
    expectTypeOf<EventOf<"security">["phoneNumberId"]>().toEqualTypeOf<Optional>();
    expectTypeOf<Extract<ChangeEvent, { field: "messages" }>["phoneNumberId"]>().toEqualTypeOf<Optional>();
    expectTypeOf<EventOf<"other">["phoneNumberId"]>().toEqualTypeOf<Optional>();
  });

  test("may be missing as digits from any event", () => {
    expectTypeOf<EventOf<EventKey>["displayPhoneNumber"]>().toEqualTypeOf<Optional>();
    expectTypeOf<EventOf<"messages">["displayPhoneNumber"]>().toEqualTypeOf<Optional>();
  });

  test("are what a reply needs", () => {
    const reply = (from: { phone_number_id: string }, to: Optional) => ({ ...from, to });
    createWebhookHandler({
      appSecret: "s",
      verifyToken: "t",
      on: {
        "messages.text": ({ phoneNumberId, message }) => reply({ phone_number_id: phoneNumberId }, message.from),
        // @ts-expect-error a change may have no number
        security: ({ phoneNumberId }) => reply({ phone_number_id: phoneNumberId }, undefined),
      },
    });
  });
});
