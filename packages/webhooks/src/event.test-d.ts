import { describe, expectTypeOf, test } from "vitest";
import {
  createWebhookHandler,
  type EventKey,
  type EventOf,
  parseWebhook,
  type Schemas,
  type WebhookEvent,
} from "./index.ts";

declare const event: WebhookEvent;
const secrets = { appSecret: "s", verifyToken: "t" };

describe("an event", () => {
  test("is narrowed by its field", () => {
    if (event.field === "account_update") expectTypeOf(event.value).toEqualTypeOf<Schemas["AccountUpdateValue"]>();
    if (event.field === "message_template_status_update")
      expectTypeOf(event.value.message_template_id).toEqualTypeOf<string | number>();
    if (event.field === "flows") expectTypeOf(event.kind).toEqualTypeOf<"change">();
    // @ts-expect-error no such field
    if (event.field === "mesages") return;
  });

  test("has its item under the name of its kind", () => {
    if (event.field === "messages" && event.kind === "message")
      expectTypeOf(event.message).toEqualTypeOf<Schemas["Message"]>();
    if (event.field === "messages" && event.kind === "status")
      expectTypeOf(event.status).toEqualTypeOf<Schemas["Status"]>();
    if (event.field === "messages" && event.kind === "user_action")
      expectTypeOf(event.user_action).toEqualTypeOf<Schemas["UserAction"]>();
    if (event.field === "calls" && event.kind === "status")
      expectTypeOf(event.status).toEqualTypeOf<Schemas["CallStatus"]>();
    if (event.field === "history" && event.kind === "chunk")
      expectTypeOf(event.chunk).toEqualTypeOf<Schemas["HistoryChunk"]>();
    if (event.field === "standby" && event.kind === "echo")
      expectTypeOf(event.echo).toEqualTypeOf<Schemas["StandbyEcho"]>();
    if (event.field === "user_preferences" && event.kind === "preference")
      expectTypeOf(event.preference).toEqualTypeOf<Schemas["UserPreference"]>();
    // @ts-expect-error a status has no message
    if (event.field === "messages" && event.kind === "status") void event.message;
  });

  test("is narrowed further by message type and status", () => {
    if (event.field !== "messages") return;
    if (event.kind === "message" && event.message.type === "text")
      expectTypeOf(event.message.text?.body).toEqualTypeOf<string | undefined>();
    if (event.kind === "message" && event.message.type === "image")
      expectTypeOf(event.message.image?.caption).toEqualTypeOf<string | undefined>();
    if (event.kind === "status" && event.status.status === "failed")
      expectTypeOf(event.status).toEqualTypeOf<Schemas["FailedStatus"]>();
  });

  test("may hold a message without its content", () => {
    if (event.field === "messages" && event.kind === "message" && event.message.type === "text")
      // @ts-expect-error errors may stand in place of the text
      void event.message.text.body;
    type Contents = {
      [Type in Exclude<Schemas["MessageType"], "media_placeholder" | "request_welcome" | "unknown">]: { type: Type };
    };
    type Without = Contents[keyof Contents] & { id: string; timestamp: string };
    expectTypeOf<Without>().toExtend<Schemas["Message"]>();
  });

  test("has times that are numbers or text", () => {
    type Value<Field extends WebhookEvent["field"]> = Extract<WebhookEvent, { field: Field }>["value"];
    type Account = Schemas["AccountUpdateValue"];
    type Time = string | number | undefined;
    expectTypeOf<NonNullable<Account["restriction_info"]>[number]["expiration"]>().toEqualTypeOf<Time>();
    expectTypeOf<NonNullable<Account["volume_tier_info"]>["tier_update_time"]>().toEqualTypeOf<Time>();
    type Rates = NonNullable<Account["auth_international_rate_eligibility"]>;
    expectTypeOf<Rates["start_time"]>().toEqualTypeOf<Time>();
    expectTypeOf<NonNullable<Rates["exception_countries"]>[number]["start_time"]>().toEqualTypeOf<Time>();
    expectTypeOf<Value<"template_category_update">["category_update_timestamp"]>().toEqualTypeOf<Time>();
    expectTypeOf<Value<"payment_configuration_update">["created_timestamp"]>().toEqualTypeOf<Time>();
    expectTypeOf<Value<"payment_configuration_update">["updated_timestamp"]>().toEqualTypeOf<Time>();
    expectTypeOf<Schemas["AutomaticEvent"]["timestamp"]>().toEqualTypeOf<string | number>();
  });

  test("has the types that the platform has begun to send", () => {
    expectTypeOf<"messages.request_welcome" | "business_username_update">().toExtend<EventKey>();
    expectTypeOf<Schemas["BusinessUsernameUpdatesValue"]["context"]>().toEqualTypeOf<
      "revoked" | (string & {}) | undefined
    >();
    expectTypeOf<WebhookEvent<"business_username_update">["value"]>().toEqualTypeOf<
      Schemas["BusinessUsernameUpdatesValue"]
    >();
    expectTypeOf<Schemas["TextMessage"]["from_logical_id"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Schemas["Status"]["recipient_logical_id"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Schemas["Referral"]["ref"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Schemas["GroupSettingsEvent"]["subject"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Schemas["GroupSettingsEvent"]["added_participants"]>().toEqualTypeOf<
      Schemas["GroupParticipant"][] | undefined
    >();
    if (event.field !== "messages" || event.kind !== "message") return;
    if (event.message.type === "system")
      expectTypeOf<"user_identity_changed">().toExtend<NonNullable<typeof event.message.system>["type"]>();
    if (event.message.type !== "interactive" || event.message.interactive?.type !== "payment_method") return;
    expectTypeOf(event.message.interactive.payment_method.credential_id).toEqualTypeOf<string | undefined>();
  });

  test("gives access to what is newer than the types without a cast", () => {
    if (event.field !== "messages") {
      const field: string = event.field;
      if (field === "hologram_update") expectTypeOf(event).not.toBeNever();
      return;
    }
    if (event.kind !== "message") return;
    const { message } = event;
    const type: string = message.type;
    if (type === "hologram" && "hologram" in message) expectTypeOf(message.hologram).toEqualTypeOf<unknown>();
  });

  test("has its origin, and may lack the number, the account and the user's number", () => {
    expectTypeOf(event.dedupeKey).toEqualTypeOf<string | undefined>();
    expectTypeOf(event.wabaId).toEqualTypeOf<string | undefined>();
    expectTypeOf(event.phoneNumberId).toEqualTypeOf<string | undefined>();
    if (event.field === "messages" && event.kind === "message") {
      expectTypeOf(event.message.from).toEqualTypeOf<string | undefined>();
      expectTypeOf(event.message.from_user_id).toEqualTypeOf<string | undefined>();
      expectTypeOf(event.contact?.profile?.username).toEqualTypeOf<string | undefined>();
    }
  });

  test("has an unknown value when its field is not documented yet", () => {
    if (event.field === ("brand_new (other)" as const)) expectTypeOf(event.value).toEqualTypeOf<unknown>();
  });

  test("can be selected by field", () => {
    expectTypeOf<WebhookEvent<"security">["value"]>().toEqualTypeOf<Schemas["SecurityValue"]>();
    expectTypeOf<WebhookEvent<"calls">["kind"]>().toEqualTypeOf<"call" | "status" | "error" | "change">();
    expectTypeOf(parseWebhook).returns.resolves.items.toEqualTypeOf<WebhookEvent>();
  });
});

describe("a handler", () => {
  test("is called with its own kind of event", () => {
    createWebhookHandler({
      ...secrets,
      on: {
        "messages.text": ({ message, contact }) => {
          expectTypeOf(message.text).toEqualTypeOf<{ body: string } | undefined>();
          expectTypeOf(contact).toEqualTypeOf<Schemas["Contact"] | undefined>();
        },
        async "messages.interactive"({ message }) {
          if (message.interactive?.type === "list_reply")
            expectTypeOf(message.interactive.list_reply.id).toEqualTypeOf<string>();
        },
        messages: ({ message }) => expectTypeOf(message).toEqualTypeOf<Schemas["Message"]>(),
        "statuses.failed": ({ status }) => expectTypeOf(status).toEqualTypeOf<Schemas["FailedStatus"]>(),
        statuses: ({ status }) => expectTypeOf(status).toEqualTypeOf<Schemas["Status"]>(),
        errors: ({ error }) => expectTypeOf(error).toEqualTypeOf<Schemas["WebhookError"]>(),
        calls: ({ kind }) => expectTypeOf(kind).toEqualTypeOf<"call" | "status" | "error">(),
        account_update: ({ value }) => expectTypeOf(value).toEqualTypeOf<Schemas["AccountUpdateValue"]>(),
        other: (any) => expectTypeOf(any).toEqualTypeOf<WebhookEvent>(),
      },
    });
  });

  test("can be written separately, and its key be completed", () => {
    const answer = ({ message }: EventOf<"messages.order">) => message.order?.product_items;
    createWebhookHandler({ ...secrets, on: { "messages.order": answer } });
    expectTypeOf<
      "messages.text" | "messages.order" | "statuses.read" | "group_lifecycle_update" | "other"
    >().toExtend<EventKey>();
    expectTypeOf<EventKey>().not.toEqualTypeOf<string>();
  });

  test("has a key that exists, and accepts only its own event", () => {
    // @ts-expect-error no message type has this name
    createWebhookHandler({ ...secrets, on: { "messages.txet": () => undefined } });
    // @ts-expect-error no field has this name
    createWebhookHandler({ ...secrets, on: { message: () => undefined } });
    // @ts-expect-error a text has no image
    createWebhookHandler({ ...secrets, on: { "messages.text": ({ message }) => message.image } });
    // @ts-expect-error the token is missing
    createWebhookHandler({ appSecret: "s", on: {} });
  });
});
