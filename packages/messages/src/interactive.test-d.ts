import { describe, expectTypeOf, test } from "vitest";
import { type Interactive, sendInteractive } from "./send.test-support.ts";

const body = { text: "Does Tuesday at 9 am suit you?" };

test("these are all kinds of interactive messages; a new one is to be tried out here or among the requests", () => {
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
    const footer = { text: "Northwind Bicycles" };
    const image = { id: "1037543291543636" };
    const video = { link: "https://cdn.example/service.mp4" };
    const document = { link: "https://cdn.example/a.pdf", filename: "offer.pdf" };
    const action = { buttons: [{ type: "reply" as const, reply: { id: "keep", title: "Yes, keep it" } }] };
    const header = { type: "text", text: "Service", sub_text: "Tuesday" } as const;
    sendInteractive({ type: "button", header, body, action });
    sendInteractive({ type: "button", header: { type: "image", image }, body, footer, action });
    sendInteractive({ type: "button", header: { type: "video", video }, body, action });
    sendInteractive({ type: "button", header: { type: "document", document }, body, action });
  });

  test("a list", () => {
    sendInteractive({
      type: "list",
      header: { type: "text", text: "Delivery" },
      body,
      footer: { text: "Harbour Coffee Roasters" },
      action: {
        button: "Choose",
        sections: [
          { title: "Fast", rows: [{ id: "courier", title: "Courier", description: "Today before 8 pm" }] },
          { title: "Cheap", rows: [{ id: "post", title: "Post" }] },
        ],
      },
    });
  });
});

describe("products compile", () => {
  const catalog_id = "367025965434465";

  test("one of them, without any text", () => {
    sendInteractive({ type: "product", action: { catalog_id, product_retailer_id: "helmet-m" } });
  });

  test("several, under headings", () => {
    const header = { type: "text", text: "For the winter" } as const;
    const sections = [{ title: "Lights", product_items: [{ product_retailer_id: "light-front" }] }];
    sendInteractive({ type: "product_list", header, body, action: { catalog_id, sections } });
  });

  test("the whole catalog", () => {
    const parameters = { thumbnail_product_retailer_id: "commuter" };
    sendInteractive({ type: "catalog_message", body, action: { name: "catalog_message", parameters } });
  });
});

describe("buttons that open something compile", () => {
  test("a page", () => {
    const header = { type: "text", text: "Open dates" } as const;
    const parameters = { display_text: "See dates", url: "https://northwind.example" };
    sendInteractive({ type: "cta_url", header, body, action: { name: "cta_url", parameters } });
  });

  test("a payment link, shown as a bill", () => {
    const parameters = { display_text: "Pay now", url: "https://rzp.io/i/northwind8841", payment_link_preview: true };
    sendInteractive({ type: "cta_url", body, action: { name: "cta_url", parameters } });
  });

  test("a flow by its id, at a screen with data", () => {
    const parameters = {
      flow_message_version: "3",
      flow_id: "1321230011223344",
      flow_cta: "Book now",
      flow_token: "booking-20417",
      flow_action: "navigate",
      flow_action_payload: { screen: "CHOOSE_DATE", data: { bicycle: "commuter" } },
    } as const;
    sendInteractive({ type: "flow", body, action: { name: "flow", parameters } });
  });

  test("the draft of a flow by its name", () => {
    const parameters = {
      flow_message_version: "3",
      flow_name: "service_booking",
      flow_cta: "Book now",
      mode: "draft",
      flow_action: "data_exchange",
    } as const;
    sendInteractive({ type: "flow", body, action: { name: "flow", parameters } });
  });

  test("a call to the business", () => {
    const parameters = { display_text: "Call us", ttl_minutes: 120, payload: "repair-77" };
    sendInteractive({ type: "voice_call", body, action: { name: "voice_call", parameters } });
  });
});
