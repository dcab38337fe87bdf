import { describe, expectTypeOf, test } from "vitest";
import {
  createAppsClient,
  listApplicationDetails,
  listWebhookSubscriptions,
  subscribeToWebhooks,
  unsubscribeFromWebhooks,
} from "./index.ts";

const app = createAppsClient({ auth: "670843887433847|app-secret", ids: { application_id: "670843887433847" } });
const where = { callback_url: "https://hooks.harbourcoffee.example/whatsapp", verify_token: "copper-lantern-42" };

describe("a subscription", () => {
  test("is to fields that the platform has webhooks about", () => {
    subscribeToWebhooks(app, { ...where, fields: ["messages", "account_update"] });
    // @ts-expect-error: a kind of event, no field
    subscribeToWebhooks(app, { ...where, fields: ["statuses"] });
    // @ts-expect-error: in the singular
    subscribeToWebhooks(app, { ...where, fields: ["message"] });
    // @ts-expect-error: one text, as in Meta's examples
    subscribeToWebhooks(app, { ...where, fields: "messages,account_update" });
    const wide: string[] = ["messages"];
    // @ts-expect-error: any text
    subscribeToWebhooks(app, { ...where, fields: wide });
  });

  test("has a URL, a token to verify it and fields", () => {
    // @ts-expect-error: no fields
    subscribeToWebhooks(app, where);
    // @ts-expect-error: nothing to verify the URL with
    subscribeToWebhooks(app, { callback_url: where.callback_url, fields: ["messages"] });
    // @ts-expect-error: the name that an account's own URL has
    subscribeToWebhooks(app, { ...where, override_callback_uri: where.callback_url, fields: ["messages"] });
  });

  test("is to WhatsApp, which need not be said", () => {
    subscribeToWebhooks(app, { ...where, object: "whatsapp_business_account", fields: ["messages"] });
    // @ts-expect-error: to another product
    subscribeToWebhooks(app, { ...where, object: "page", fields: ["messages"] });
    const params = { path: { application_id: "670843887433847" } };
    // @ts-expect-error: by path it must be said
    app.POST("/{application_id}/subscriptions", { params, body: { ...where, fields: ["messages"] } });
  });

  test("ends for a kind of object, or altogether", () => {
    unsubscribeFromWebhooks(app, { object: "whatsapp_business_account" });
    unsubscribeFromWebhooks(app);
    // @ts-expect-error: for an unknown kind
    unsubscribeFromWebhooks(app, { object: "whatsapp" });
  });

  test("may be listed with fields and objects that are newer than the types", async () => {
    const { data } = await listWebhookSubscriptions(app);
    for (const { object, fields } of data) {
      expectTypeOf<"page">().toExtend<typeof object>();
      for (const { name } of fields) expectTypeOf<"brand_new_field">().toExtend<typeof name>();
    }
  });
});

test("the apps that a Tech Provider picked have an id, and no ids are needed to list them", async () => {
  const { data } = await listApplicationDetails(createAppsClient({ auth: "EAAB" }));
  expectTypeOf(data[0]?.id).toEqualTypeOf<string | undefined>();
});
