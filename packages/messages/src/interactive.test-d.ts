import { describe, expectTypeOf, test } from "vitest";
import { createMessagesClient, type Paths } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456", type: "interactive" } as const;

type Body = Paths["/{phone_number_id}/messages"]["post"]["requestBody"]["content"]["application/json"];
type Interactive = Extract<Body, { type: "interactive" }>["interactive"];

test("these are all kinds of interactive messages; a new one is to be tried out below", () => {
  expectTypeOf<Interactive["type"]>().toEqualTypeOf<
    | "button"
    | "list"
    | "product"
    | "product_list"
    | "catalog_message"
    | "cta_url"
    | "flow"
    | "location_request_message"
    | "address_message"
    | "order_details"
    | "order_status"
    | "call_permission_request"
    | "voice_call"
    | "carousel"
    | "request_contact_info"
  >();
});

describe("choices compile", () => {
  test("reply buttons under a header of each kind", () => {
    const body = { text: "Does Tuesday at 9 am suit you?" };
    const footer = { text: "Northwind Bicycles" };
    const action = { buttons: [{ type: "reply" as const, reply: { id: "keep", title: "Yes, keep it" } }] };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: { type: "button", header: { type: "text", text: "Service", sub_text: "Tuesday" }, body, action },
      },
    });
    const image = { id: "1037543291543636" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { ...message, interactive: { type: "button", header: { type: "image", image }, body, footer, action } },
    });
    const video = { link: "https://cdn.example/service.mp4" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { ...message, interactive: { type: "button", header: { type: "video", video }, body, action } },
    });
    const document = { link: "https://cdn.example/a.pdf", filename: "offer.pdf" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: { ...message, interactive: { type: "button", header: { type: "document", document }, body, action } },
    });
  });

  test("a list", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "list",
          header: { type: "text", text: "Delivery" },
          body: { text: "How shall we send your order?" },
          footer: { text: "Harbour Coffee Roasters" },
          action: {
            button: "Choose",
            sections: [
              { title: "Fast", rows: [{ id: "courier", title: "Courier", description: "Today before 8 pm" }] },
              { title: "Cheap", rows: [{ id: "post", title: "Post" }] },
            ],
          },
        },
      },
    });
  });
});

describe("products compile", () => {
  test("one of them, without any text", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: { type: "product", action: { catalog_id: "367025965434465", product_retailer_id: "helmet-m" } },
      },
    });
  });

  test("several, under headings", () => {
    const sections = [{ title: "Lights", product_items: [{ product_retailer_id: "light-front" }] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "product_list",
          header: { type: "text", text: "For the winter" },
          body: { text: "Everything for the dark" },
          action: { catalog_id: "367025965434465", sections },
        },
      },
    });
  });

  test("the whole catalog", () => {
    const parameters = { thumbnail_product_retailer_id: "commuter" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "catalog_message",
          body: { text: "Have a look at all our bicycles." },
          action: { name: "catalog_message", parameters },
        },
      },
    });
  });
});

describe("buttons that open something compile", () => {
  test("a page", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "cta_url",
          header: { type: "text", text: "Open dates" },
          body: { text: "Pick a time for your service." },
          action: { name: "cta_url", parameters: { display_text: "See dates", url: "https://northwind.example" } },
        },
      },
    });
  });

  test("a payment link, shown as a bill", () => {
    const parameters = { display_text: "Pay now", url: "https://rzp.io/i/northwind8841", payment_link_preview: true };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: { type: "cta_url", body: { text: "Pay here." }, action: { name: "cta_url", parameters } },
      },
    });
  });

  test("a flow by its id, at a screen with data", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "flow",
          body: { text: "Book a service in three steps." },
          action: {
            name: "flow",
            parameters: {
              flow_message_version: "3",
              flow_id: "1321230011223344",
              flow_cta: "Book now",
              flow_token: "booking-20417",
              flow_action: "navigate",
              flow_action_payload: { screen: "CHOOSE_DATE", data: { bicycle: "commuter" } },
            },
          },
        },
      },
    });
  });

  test("the draft of a flow by its name", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "flow",
          body: { text: "Book a service in three steps." },
          action: {
            name: "flow",
            parameters: {
              flow_message_version: "3",
              flow_name: "service_booking",
              flow_cta: "Book now",
              mode: "draft",
              flow_action: "data_exchange",
            },
          },
        },
      },
    });
  });

  test("a call to the business", () => {
    const parameters = { display_text: "Call us", ttl_minutes: 120, payload: "repair-77" };
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "voice_call",
          body: { text: "Talk to our workshop" },
          action: { name: "voice_call", parameters },
        },
      },
    });
  });
});
