import { test } from "vitest";
import { authentication, create } from "./create.test-support.ts";

test("the compiler refuses an authentication template", () => {
  // @ts-expect-error: whose body has a text
  create({ ...authentication, components: [{ type: "BODY", text: "Your code is {{1}}." }] });
  // @ts-expect-error: whose footer has a text
  create({ ...authentication, components: [{ type: "FOOTER", text: "Valid for 5 minutes" }] });
  // @ts-expect-error: with a header
  create({ ...authentication, components: [{ type: "HEADER", format: "TEXT", text: "Your code" }] });
  // @ts-expect-error: with a number of minutes that is a string
  create({ ...authentication, components: [{ type: "FOOTER", code_expiration_minutes: "5" }] });
  // @ts-expect-error: with a button of another kind
  create({ ...authentication, components: [{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Stop" }] }] });
  // @ts-expect-error: whose button does not say how the code gets into the app
  create({ ...authentication, components: [{ type: "BUTTONS", buttons: [{ type: "OTP", text: "Copy code" }] }] });
  // @ts-expect-error: that fills the code in without an app to do so
  create({ ...authentication, components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "ONE_TAP" }] }] });
  const unsigned = { package_name: "example.harbourcoffee.app" };
  const oneTap = { type: "OTP", otp_type: "ONE_TAP", supported_apps: [unsigned] } as const;
  // @ts-expect-error: that fills the code in for an app without its hash
  create({ ...authentication, components: [{ type: "BUTTONS", buttons: [oneTap] }] });
  const supported_apps = [{ package_name: "example.harbourcoffee.app", signature_hash: "Q2hhcmJvdXI" }];
  create({
    ...authentication,
    // @ts-expect-error: that copies the code and names an app
    components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", supported_apps }] }],
  });
  const zeroTap = { type: "OTP", otp_type: "ZERO_TAP", supported_apps } as const;
  // @ts-expect-error: without a tap when its terms are left out
  create({ ...authentication, components: [{ type: "BUTTONS", buttons: [zeroTap] }] });
  const refused = { ...zeroTap, zero_tap_terms_accepted: false } as const;
  // @ts-expect-error: without a tap when its terms are not accepted
  create({ ...authentication, components: [{ type: "BUTTONS", buttons: [refused] }] });
});
