import { describe, test } from "vitest";
import { createTemplatesClient } from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const params = { path: { waba_id: "102290129340398" } };

describe("a utility template compiles", () => {
  const utility = { name: "delivery_on_its_way", language: "en_GB", category: "UTILITY" } as const;

  test("with every component", () => {
    const example = { header_handle: ["4::aW1hZ2UvanBlZw==:ARZ2harbourcoffee"] };
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...utility,
        parameter_format: "POSITIONAL",
        sub_category: "ORDER_STATUS",
        message_send_ttl_seconds: -1,
        components: [
          { type: "HEADER", format: "TEXT", text: "Your parcel" },
          { type: "HEADER", format: "IMAGE", example },
          { type: "HEADER", format: "LOCATION" },
          { type: "BODY", text: "Hello {{1}}, it arrives today.", example: { body_text: [["Amara"]] } },
          { type: "FOOTER", text: "Harbour Coffee Roasters" },
          { type: "CALL_PERMISSION_REQUEST" },
        ],
      },
    });
  });

  test("with a button of each kind, and each way to pay", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...utility,
        components: [
          {
            type: "BUTTONS",
            buttons: [
              { type: "QUICK_REPLY", text: "Leave at the door" },
              { type: "URL", text: "Track parcel", url: "https://harbourcoffee.example/parcels" },
              {
                type: "URL",
                text: "Pay now",
                url: "https://rzp.io/i/{{1}}",
                example: ["https://rzp.io/i/hc"],
                payment_link_preview: true,
              },
              { type: "PHONE_NUMBER", text: "Call the driver", phone_number: "+15550123456" },
              { type: "COPY_CODE", example: ["HC-20931"] },
              { type: "FLOW", text: "Reschedule", flow_id: "1321230011223344" },
              { type: "VOICE_CALL" },
              { type: "REQUEST_CONTACT_INFO" },
              { type: "ORDER_DETAILS", text: "Pay" },
            ],
          },
          {
            type: "BUTTONS",
            buttons: [
              {
                type: "PAYMENT_REQUEST",
                text: "Pay",
                payment_setting: { type: "pix_dynamic_code", pix_dynamic_code: { code: "00020126" } },
              },
              {
                type: "PAYMENT_REQUEST",
                text: "Pay",
                payment_setting: { type: "payment_link", payment_link: { uri: "https://pay.example/11" } },
              },
              {
                type: "PAYMENT_REQUEST",
                text: "Pay",
                payment_setting: { type: "boleto", boleto: { digitable_line: "0339900000" } },
              },
            ],
          },
        ],
        display_format: "ORDER_DETAILS",
      },
    });
  });

  test("out of the library", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...utility,
        library_template_name: "delivery_update_1",
        library_template_body_inputs: { add_contact_number: true, add_track_package_link: true },
        library_template_button_inputs: [
          { type: "URL", url: { base_url: "https://a.example/{{1}}", url_suffix_example: "https://a.example/7" } },
          { type: "PHONE_NUMBER", phone_number: "+15550123456" },
        ],
      },
    });
  });
});

describe("an authentication template compiles", () => {
  const authentication = { name: "login_code", language: "en_GB", category: "AUTHENTICATION" } as const;
  const supported_apps = [{ package_name: "example.harbourcoffee.app", signature_hash: "Q2hhcmJvdXI" }];

  test("with a button that copies the code", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...authentication,
        message_send_ttl_seconds: 300,
        components: [
          { type: "BODY", add_security_recommendation: true },
          { type: "FOOTER", code_expiration_minutes: 5 },
          { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
        ],
      },
    });
  });

  test("with a button that fills the code in, for apps in a list or for a single one", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...authentication,
        components: [
          { type: "BODY" },
          { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "ONE_TAP", autofill_text: "Fill", supported_apps }] },
        ],
      },
    });
    const app = { package_name: "example.harbourcoffee.app", signature_hash: "Q2hhcmJvdXI" };
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...authentication,
        components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "ONE_TAP", ...app }] }],
      },
    });
  });

  test("without a tap, its terms accepted", () => {
    const button = { type: "OTP", otp_type: "ZERO_TAP", zero_tap_terms_accepted: true } as const;
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...authentication,
        components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ ...button, supported_apps }] }],
      },
    });
  });

  test("out of the library", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...authentication,
        library_template_name: "verify_code_1",
        library_template_body_inputs: { add_security_recommendation: true, code_expiration_minutes: 5 },
        library_template_button_inputs: [{ type: "OTP", otp_type: "ONE_TAP", supported_apps }],
      },
    });
  });
});
