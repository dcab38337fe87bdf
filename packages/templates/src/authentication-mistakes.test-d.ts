import { describe, test } from "vitest";
import { createTemplatesClient } from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const params = { path: { waba_id: "102290129340398" } };
const authentication = { name: "login_code", language: "en_GB", category: "AUTHENTICATION" } as const;

describe("the compiler refuses an authentication template", () => {
  test("whose body has a text", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "BODY", text: "Your code is {{1}}." }] },
    });
  });

  test("whose footer has a text", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "FOOTER", text: "Valid for 5 minutes" }] },
    });
  });

  test("with a header", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "HEADER", format: "TEXT", text: "Your code" }] },
    });
  });

  test("with a number of minutes that is a string", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "FOOTER", code_expiration_minutes: "5" }] },
    });
  });

  test("with a button of another kind", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Stop" }] }] },
    });
  });

  test("whose button does not say how the code gets into the app", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "BUTTONS", buttons: [{ type: "OTP", text: "Copy code" }] }] },
    });
  });

  test("that fills the code in without an app to do so", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "ONE_TAP" }] }] },
    });
  });

  test("that fills the code in for an app without its hash", () => {
    const app = { package_name: "example.harbourcoffee.app" };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: {
        ...authentication,
        components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "ONE_TAP", supported_apps: [app] }] }],
      },
    });
  });

  test("that copies the code and names an app", () => {
    const app = { package_name: "example.harbourcoffee.app", signature_hash: "Q2hhcmJvdXI" };
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...authentication,
        // @ts-expect-error
        components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", supported_apps: [app] }] }],
      },
    });
  });

  test("without a tap when its terms are not accepted", () => {
    const app = { package_name: "example.harbourcoffee.app", signature_hash: "Q2hhcmJvdXI" };
    const button = { type: "OTP" as const, otp_type: "ZERO_TAP" as const, supported_apps: [app] };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "BUTTONS", buttons: [button] }] },
    });
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: {
        ...authentication,
        components: [{ type: "BUTTONS", buttons: [{ ...button, zero_tap_terms_accepted: false }] }],
      },
    });
  });
});
