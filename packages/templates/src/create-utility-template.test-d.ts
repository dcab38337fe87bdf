import { describe, test } from "vitest";
import { authentication, create, utility } from "./create.test-support.ts";

describe("a utility template compiles", () => {
  test("with every component", () => {
    const example = { header_handle: ["4::aW1hZ2UvanBlZw==:ARZ2harbourcoffee"] };
    create({
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
    });
  });

  test("with a button of each kind, and each way to pay", () => {
    const url = "https://rzp.io/i/{{1}}";
    const pix = { type: "pix_dynamic_code", pix_dynamic_code: { code: "00020126" } } as const;
    const link = { type: "payment_link", payment_link: { uri: "https://pay.example/11" } } as const;
    const boleto = { type: "boleto", boleto: { digitable_line: "0339900000" } } as const;
    create({
      ...utility,
      components: [
        {
          type: "BUTTONS",
          buttons: [
            { type: "QUICK_REPLY", text: "Leave at the door" },
            { type: "URL", text: "Track parcel", url: "https://harbourcoffee.example/parcels" },
            { type: "URL", text: "Pay now", url, example: ["https://rzp.io/i/hc"], payment_link_preview: true },
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
            { type: "PAYMENT_REQUEST", text: "Pay", payment_setting: pix },
            { type: "PAYMENT_REQUEST", text: "Pay", payment_setting: link },
            { type: "PAYMENT_REQUEST", text: "Pay", payment_setting: boleto },
          ],
        },
      ],
      display_format: "ORDER_DETAILS",
    });
  });

  test("out of the library", () => {
    create({
      ...utility,
      library_template_name: "delivery_update_1",
      library_template_body_inputs: { add_contact_number: true, add_track_package_link: true },
      library_template_button_inputs: [
        { type: "URL", url: { base_url: "https://a.example/{{1}}", url_suffix_example: "https://a.example/7" } },
        { type: "PHONE_NUMBER", phone_number: "+15550123456" },
      ],
    });
  });
});

describe("an authentication template compiles", () => {
  const app = { package_name: "example.harbourcoffee.app", signature_hash: "Q2hhcmJvdXI" };
  const supported_apps = [app];

  test("with a button that copies the code", () => {
    create({
      ...authentication,
      message_send_ttl_seconds: 300,
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 5 },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
      ],
    });
  });

  test("with a button that fills the code in, for apps in a list or for a single one", () => {
    create({
      ...authentication,
      components: [
        { type: "BODY" },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "ONE_TAP", autofill_text: "Fill", supported_apps }] },
      ],
    });
    create({
      ...authentication,
      components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "ONE_TAP", ...app }] }],
    });
  });

  test("without a tap, its terms accepted", () => {
    const button = { type: "OTP", otp_type: "ZERO_TAP", zero_tap_terms_accepted: true } as const;
    create({
      ...authentication,
      components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ ...button, supported_apps }] }],
    });
  });

  test("out of the library", () => {
    create({
      ...authentication,
      library_template_name: "verify_code_1",
      library_template_body_inputs: { add_security_recommendation: true, code_expiration_minutes: 5 },
      library_template_button_inputs: [{ type: "OTP", otp_type: "ONE_TAP", supported_apps }],
    });
  });
});
