import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createMessagesClient, type Schemas } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const to = "+15550123456";
const template = { name: "winter_sale", language: { code: "en_US" } };

describe("sendMarketingMessage takes templates", () => {
  test("to a number or to a user id", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      body: { messaging_product: "whatsapp", to, type: "template", template },
    });
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      body: { messaging_product: "whatsapp", recipient: "US.13491208655302741918", type: "template", template },
    });
  });

  test("with values, a policy and a bid", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      body: {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to,
        type: "template",
        template: {
          ...template,
          components: [
            { type: "header", parameters: [{ type: "image", image: { id: "1037543291543636" } }] },
            { type: "body", parameters: [{ type: "text", text: "Ada" }] },
            { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: "winter" }] },
          ],
        },
        product_policy: "STRICT",
        message_activity_sharing: true,
        bid_spec: { per_message_bid_multiplier: 1.5 },
        biz_opaque_callback_data: "campaign-7",
      },
    });
  });

  test("and answers a sent message, never a bare success", async () => {
    const body = { messaging_product: "whatsapp", to, type: "template", template } as const;
    const answer = unwrap(await client.POST("/{phone_number_id}/marketing_messages", { params, body }));
    expectTypeOf(answer).toEqualTypeOf<Schemas["SentMessage"]>();
    expectTypeOf(answer.messages[0]?.id).toEqualTypeOf<string | undefined>();
    // @ts-expect-error
    answer.success;
  });
});

describe("sendMarketingMessage refuses", () => {
  test("a text", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "text", text: { body: "Winter sale!" } },
    });
  });

  test("a text that calls itself a template", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "template", text: { body: "Winter sale!" } },
    });
  });

  test("an image", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "image", image: { id: "1037543291543636" } },
    });
  });

  test("an interactive message", () => {
    const action = { name: "send_location" } as const;
    const interactive = { type: "location_request_message", body: { text: "Where are you?" }, action } as const;
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "interactive", interactive },
    });
  });

  test("a read receipt", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", status: "read", message_id: "wamid.HBgL" },
    });
  });

  test("a template without its type", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, template },
    });
  });

  test("a group", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", recipient_type: "group", to, type: "template", template },
    });
  });

  test("no recipient at all", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", type: "template", template },
    });
  });

  test("a reply to another message", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, context: { message_id: "wamid.HBgL" }, type: "template", template },
    });
  });

  test("an unknown policy", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "template", template, product_policy: "FALLBACK" },
    });
  });

  test("switches and bids as text", () => {
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "template", template, message_activity_sharing: "true" },
    });
    const bid_spec = { per_message_bid_multiplier: "1.5" };
    client.POST("/{phone_number_id}/marketing_messages", {
      params,
      // @ts-expect-error
      body: { messaging_product: "whatsapp", to, type: "template", template, bid_spec },
    });
  });
});

test("sendMessage refuses what sendMarketingMessage alone takes", () => {
  client.POST("/{phone_number_id}/messages", {
    params,
    // @ts-expect-error
    body: { messaging_product: "whatsapp", to, type: "template", template, product_policy: "STRICT" },
  });
});
