import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createMessagesClient, type Schemas } from "./index.ts";
import { send } from "./send.test-support.ts";

const client = createMessagesClient({ auth: "EAAB" });
const to = "+15550123456";
const template = { name: "winter_sale", language: { code: "en_US" } };
const message = { messaging_product: "whatsapp", to, type: "template", template } as const;

type MarketingMessage = Parameters<typeof client.POST<"/{phone_number_id}/marketing_messages">>[1]["body"];

function market(body: MarketingMessage) {
  const params = { path: { phone_number_id: "108110225544001" } };
  return client.POST("/{phone_number_id}/marketing_messages", { params, body });
}

describe("sendMarketingMessage takes templates", () => {
  test("to a number or to a user id", () => {
    market(message);
    market({ messaging_product: "whatsapp", recipient: "US.13491208655302741918", type: "template", template });
  });

  test("with values, a policy and a bid", () => {
    const components = [
      { type: "header", parameters: [{ type: "image", image: { id: "1037543291543636" } }] },
      { type: "body", parameters: [{ type: "text", text: "Ada" }] },
      { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: "winter" }] },
    ] as const;
    market({
      ...message,
      recipient_type: "individual",
      template: { ...template, components },
      product_policy: "STRICT",
      message_activity_sharing: true,
      bid_spec: { per_message_bid_multiplier: 1.5 },
      biz_opaque_callback_data: "campaign-7",
    });
  });

  test("and answers a sent message, never a bare success", async () => {
    const answer = unwrap(await market(message));
    expectTypeOf(answer).toEqualTypeOf<Schemas["SentMessage"]>();
    expectTypeOf(answer.messages[0]?.id).toEqualTypeOf<string | undefined>();
    // @ts-expect-error
    answer.success;
  });
});

describe("sendMarketingMessage refuses", () => {
  test("messages that are no templates", () => {
    const text = { body: "Winter sale!" };
    // @ts-expect-error: a text
    market({ messaging_product: "whatsapp", to, type: "text", text });
    // @ts-expect-error: a text that calls itself a template
    market({ messaging_product: "whatsapp", to, type: "template", text });
    // @ts-expect-error: an image
    market({ messaging_product: "whatsapp", to, type: "image", image: { id: "1037543291543636" } });
    const action = { name: "send_location" } as const;
    const interactive = { type: "location_request_message", body: { text: "Where are you?" }, action } as const;
    // @ts-expect-error: an interactive message
    market({ messaging_product: "whatsapp", to, type: "interactive", interactive });
    // @ts-expect-error: a read receipt
    market({ messaging_product: "whatsapp", status: "read", message_id: "wamid.HBgL" });
    // @ts-expect-error: a template without its type
    market({ messaging_product: "whatsapp", to, template });
  });

  test("templates to a group, to nobody, and in reply to another message", () => {
    // @ts-expect-error: a group
    market({ ...message, recipient_type: "group" });
    // @ts-expect-error: no recipient at all
    market({ messaging_product: "whatsapp", type: "template", template });
    // @ts-expect-error: a reply to another message
    market({ ...message, context: { message_id: "wamid.HBgL" } });
  });

  test("policies, switches and bids of other values", () => {
    // @ts-expect-error: an unknown policy
    market({ ...message, product_policy: "FALLBACK" });
    // @ts-expect-error: a switch as text
    market({ ...message, message_activity_sharing: "true" });
    // @ts-expect-error: a bid as text
    market({ ...message, bid_spec: { per_message_bid_multiplier: "1.5" } });
  });
});

test("sendMessage refuses what sendMarketingMessage alone takes", () => {
  // @ts-expect-error
  send({ ...message, product_policy: "STRICT" });
});
