import { describe, expectTypeOf, test } from "vitest";
import {
  createMessagingCustomerBase,
  createSignup,
  createSignupsClient,
  getDefaultMessagingCustomerBase,
  getSignup,
  listMessagingCustomerBases,
  listSignups,
  setDefaultMessagingCustomerBase,
  updateSignup,
  type Signup,
} from "./index.ts";

const client = createSignupsClient({ auth: "EAAB", ids: { waba_id: "102290129340398" } });
const signup = {
  signup_message: "News from our roastery",
  confirmation_message: "Welcome aboard!",
  privacy_policy_url: "https://harbourcoffee.example/privacy",
};
const tos = "https://www.facebook.com/legal/ads-manager-marketing-messages-terms" as const;
const signup_id = "7340512268019943";
const business_id = "506914307656634";

describe("a new signup", () => {
  test("may have a code, and accepts the terms", async () => {
    expectTypeOf(await createSignup(client, { ...signup, promo_code: "HARBOUR10" })).toEqualTypeOf<{ id: string }>();
    createSignup(client, { ...signup, policy: { tos, accepted: true } });
  });

  test("needs both messages and the privacy policy", () => {
    const { signup_message, confirmation_message, privacy_policy_url } = signup;
    // @ts-expect-error: no policy
    createSignup(client, { signup_message, confirmation_message });
    // @ts-expect-error: no confirmation
    createSignup(client, { signup_message, privacy_policy_url });
    // @ts-expect-error: no message
    createSignup(client, { confirmation_message, privacy_policy_url });
  });

  test("accepts these terms alone", () => {
    // @ts-expect-error: terms of somebody else
    createSignup(client, { ...signup, policy: { tos: "https://harbourcoffee.example/terms", accepted: true } });
    // @ts-expect-error: terms that are declined
    createSignup(client, { ...signup, policy: { tos, accepted: false } });
    // @ts-expect-error: terms that are not named
    createSignup(client, { ...signup, policy: { accepted: true } });
    // @ts-expect-error: a bare switch
    createSignup(client, { ...signup, policy: true });
  });

  test("is active, and has no name of another kind", () => {
    // @ts-expect-error: a status
    createSignup(client, { ...signup, status: "ACTIVE" });
    // @ts-expect-error: the name of customer bases
    createSignup(client, { ...signup, name: "Counter card" });
  });
});

describe("a signup", () => {
  test("is disabled and changed, but keeps its privacy policy", () => {
    updateSignup(client, { signup_id, status: "DISABLED" });
    updateSignup(client, { signup_id, promo_code: "HARBOUR20" });
    // @ts-expect-error: the policy
    updateSignup(client, { signup_id, privacy_policy_url: signup.privacy_policy_url });
    // @ts-expect-error: a status in small letters
    updateSignup(client, { signup_id, status: "disabled" });
    // @ts-expect-error: a status that does not exist
    updateSignup(client, { signup_id, status: "DELETED" });
    // @ts-expect-error: no signup
    updateSignup(client, { status: "DISABLED" });
  });

  test("is read and listed, with a status that may be new", async () => {
    const { status } = await getSignup(client, { signup_id });
    expectTypeOf<"ACTIVE" | "DISABLED">().toExtend<typeof status>();
    for await (const item of listSignups(client, { limit: 10 })) expectTypeOf(item).toEqualTypeOf<Signup>();
    // @ts-expect-error: there are no fields to choose
    listSignups(client, { fields: ["status"] });
  });
});

describe("a customer base", () => {
  test("is created, listed and made the default", async () => {
    const messaging_customer_base_name = "Winter subscribers";
    const { messaging_customer_base_id } = await createMessagingCustomerBase(client, {
      business_id,
      messaging_customer_base_name,
    });
    setDefaultMessagingCustomerBase(client, { messaging_customer_base_id });
    const { messaging_customer_bases } = await listMessagingCustomerBases(client, { business_id });
    expectTypeOf(messaging_customer_bases[0]?.name).toEqualTypeOf<string | undefined>();
    const { default_messaging_customer_base_id } = await getDefaultMessagingCustomerBase(client);
    expectTypeOf(default_messaging_customer_base_id).toEqualTypeOf<string>();
  });

  test("has a long name for its name, and its id is text", () => {
    // @ts-expect-error: the short one
    createMessagingCustomerBase(client, { business_id, name: "Winter subscribers" });
    // @ts-expect-error: no business
    createMessagingCustomerBase(client, { messaging_customer_base_name: "Winter subscribers" });
    // @ts-expect-error: a number
    setDefaultMessagingCustomerBase(client, { messaging_customer_base_id: 4563018827451190 });
    // @ts-expect-error: the name that the answer has for it
    setDefaultMessagingCustomerBase(client, { default_messaging_customer_base_id: "4563018827451190" });
  });
});
