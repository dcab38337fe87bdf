import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456", type: "interactive" } as const;
const body = { text: "How shall we send your order?" };

describe("the compiler refuses a link", () => {
  test("with its address beside the parameters", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        // @ts-expect-error
        interactive: { type: "cta_url", body, action: { name: "cta_url", url: "https://a.example" } },
      },
    });
  });

  test("without a label", () => {
    const parameters = { url: "https://northwind.example/dates" };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "cta_url", body, action: { name: "cta_url", parameters } } },
    });
  });
});

describe("the compiler refuses a flow", () => {
  const flow_id = "1321230011223344";
  const flow = { flow_message_version: "3", flow_id, flow_cta: "Book now" } as const;

  test("without `flow_cta`", () => {
    const parameters = { flow_message_version: "3", flow_id } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "flow", body, action: { name: "flow", parameters } } },
    });
  });

  test("without its id or name", () => {
    const parameters = { flow_message_version: "3", flow_cta: "Book now" } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "flow", body, action: { name: "flow", parameters } } },
    });
  });

  test("with a number for its version", () => {
    const parameters = { flow_message_version: 3, flow_id, flow_cta: "Book now" } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "flow", body, action: { name: "flow", parameters } } },
    });
  });

  test("in an unknown mode", () => {
    const parameters = { ...flow, mode: "live" } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "flow", body, action: { name: "flow", parameters } } },
    });
  });

  test("with its screen beside the payload", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        // @ts-expect-error
        interactive: { type: "flow", body, action: { name: "flow", parameters: { ...flow, screen: "DATE" } } },
      },
    });
  });
});

describe("the compiler refuses a request", () => {
  test("for a location by the name of its type", () => {
    const action = { name: "location_request_message" } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "location_request_message", body, action } },
    });
  });

  test("for a location without an action", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "location_request_message", body } },
    });
  });

  test("for an address without a country", () => {
    const action = { name: "address_message", parameters: {} } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "address_message", body, action } },
    });
  });

  test("for an address with a field misspelled", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      body: {
        ...message,
        interactive: {
          type: "address_message",
          body,
          // @ts-expect-error
          action: { name: "address_message", parameters: { country: "IN", values: { pin_code: "400063" } } },
        },
      },
    });
  });

  test("to call by the action of a call button", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "call_permission_request", body, action: { name: "voice_call" } } },
    });
  });

  test("for a phone number under another name", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "request_contact_info", body, action: { name: "request_contact" } } },
    });
  });
});

describe("the compiler refuses an interactive message", () => {
  test("of a type that does not exist", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "poll", body, action: { options: ["Courier", "Post"] } } },
    });
  });

  test("that leaves out `interactive`", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, action: { name: "send_location" } },
    });
  });

  test("whose minutes are a string", () => {
    const action = { name: "voice_call", parameters: { ttl_minutes: "120" } } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "voice_call", body, action } },
    });
  });
});
