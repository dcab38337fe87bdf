import { describe, test } from "vitest";
import { createTemplatesClient } from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const params = { path: { waba_id: "102290129340398" } };
const marketing = { name: "autumn_tasting", language: "en_GB", category: "MARKETING" } as const;
const utility = { name: "delivery_on_its_way", language: "en_GB", category: "UTILITY" } as const;

describe("the compiler refuses a button", () => {
  test("for a one-time code outside of authentication", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }] },
    });
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }] },
    });
  });

  test("that opens no flow", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTONS", buttons: [{ type: "FLOW", text: "Book a tasting" }] }] },
    });
  });

  test("that opens a flow by a number", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "BUTTONS", buttons: [{ type: "FLOW", text: "Book", flow_id: 1321230011223344 }] }],
      },
    });
  });

  test("that opens a flow which is no string of JSON", () => {
    const flow_json = { version: "7.0", screens: [] };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTONS", buttons: [{ type: "FLOW", text: "Book", flow_json }] }] },
    });
  });

  test("without a label", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY" }] }] },
    });
  });

  test("with the payload of sending", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Stop", payload: "stop" }] }],
      },
    });
  });

  test("as interactive messages have it", () => {
    const reply = { id: "stop", title: "No more offers" };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTONS", buttons: [{ type: "REPLY", reply }] }] },
    });
  });

  test("that opens no address", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTONS", buttons: [{ type: "URL", text: "Shop beans" }] }] },
    });
  });

  test("whose sample of an address is not in a list", () => {
    const url = "https://harbourcoffee.example/{{1}}";
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "BUTTONS", buttons: [{ type: "URL", text: "Shop", url, example: "beans" }] }],
      },
    });
  });

  test("that calls a number under another name", () => {
    const phone = "+15550123456";
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "BUTTONS", buttons: [{ type: "PHONE_NUMBER", text: "Call us", phone }] }],
      },
    });
  });

  test("that calls a number which is no string", () => {
    const phone_number = 15550123456;
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "BUTTONS", buttons: [{ type: "PHONE_NUMBER", text: "Call us", phone_number }] }],
      },
    });
  });

  test("that copies a code without a sample", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTONS", buttons: [{ type: "COPY_CODE" }] }] },
    });
  });

  test("that copies a code under a label of its own", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "BUTTONS", buttons: [{ type: "COPY_CODE", text: "Copy", example: "AUTUMN10" }] }],
      },
    });
  });

  test("for the catalogue outside of marketing", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [{ type: "BUTTONS", buttons: [{ type: "CATALOG", text: "See all" }] }] },
    });
  });

  test("for a payment by a page whose address has another name", () => {
    const payment_setting = { type: "payment_link" as const, payment_link: { url: "https://pay.example/11" } };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: {
        ...utility,
        components: [{ type: "BUTTONS", buttons: [{ type: "PAYMENT_REQUEST", text: "Pay", payment_setting }] }],
      },
    });
  });
});
