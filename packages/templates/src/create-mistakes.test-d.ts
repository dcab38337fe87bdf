import { test } from "vitest";
import { authentication, create, marketing, utility } from "./create.test-support.ts";

test("the compiler refuses a template", () => {
  const components = [{ type: "BODY", text: "The autumn roasts are here." }] as const;
  // @ts-expect-error: of a former category
  create({ name: "parcel", language: "en_GB", category: "TRANSACTIONAL", components });
  // @ts-expect-error: without a category
  create({ name: "parcel", language: "en_GB", components });
  // @ts-expect-error: without a name
  create({ language: "en_GB", category: "MARKETING", components });
  // @ts-expect-error: in a language as it is given when sending
  create({ name: "parcel", language: { code: "en_GB" }, category: "MARKETING", components });
  // @ts-expect-error: for marketing without components
  create(marketing);
  // @ts-expect-error: for utility without components
  create(utility);
  // @ts-expect-error: for authentication without components
  create(authentication);
  const noList = { body: "The autumn roasts are here." };
  // @ts-expect-error: whose components are no list
  create({ ...marketing, components: noList });
  // @ts-expect-error: with a name in camel case
  create({ ...utility, components, allowCategoryChange: true });
  // @ts-expect-error: with a number of seconds that is a string
  create({ ...utility, components, message_send_ttl_seconds: "60" });
  // @ts-expect-error: with parameters of an unknown format
  create({ ...utility, components, parameter_format: "Named" });
  const optimization_spec = { bid_amount: 500, bid_strategy: "LOWEST_COST_WITH_BID_CAP" } as const;
  // @ts-expect-error: with a highest price outside of marketing
  create({ ...utility, components, optimization_spec });
  // @ts-expect-error: with a highest price as it is given when sending
  create({ ...marketing, components, optimization_spec: { per_message_bid_multiplier: 1.5 } });
  // @ts-expect-error: with named parameters for a code
  create({ ...authentication, components: [{ type: "BODY" }], parameter_format: "NAMED" });
  // @ts-expect-error: for marketing out of the library
  create({ ...marketing, library_template_name: "delivery_update_1" });
  const inputs = [{ type: "URL" as const, url: "https://harbourcoffee.example" }];
  const library = { library_template_name: "delivery_update_1", library_template_button_inputs: inputs };
  // @ts-expect-error: out of the library with an address that is a bare string
  create({ ...utility, ...library });
});

test("the compiler refuses a component", () => {
  // @ts-expect-error: of an unknown type
  create({ ...marketing, components: [{ type: "BUTTON", buttons: [] }] });
  // @ts-expect-error: that is a button on its own
  create({ ...marketing, components: [{ type: "QUICK_REPLY", text: "No more offers" }] });
  // @ts-expect-error: that is an offer with its text outside
  create({ ...marketing, components: [{ type: "LIMITED_TIME_OFFER", text: "Weekend only!" }] });
  const limited_time_offer = { text: "Weekend only!" };
  // @ts-expect-error: that is an offer outside of marketing
  create({ ...utility, components: [{ type: "LIMITED_TIME_OFFER", limited_time_offer }] });
  // @ts-expect-error: that asks for calls in words of its own
  create({ ...marketing, components: [{ type: "CALL_PERMISSION_REQUEST", text: "May we call?" }] });
});

test("the compiler refuses a body", () => {
  const text = "Hello {{1}}!";
  // @ts-expect-error: without text
  create({ ...marketing, components: [{ type: "BODY" }] });
  const parameters = [{ type: "text", text: "Amara" }];
  // @ts-expect-error: with the values for sending
  create({ ...marketing, components: [{ type: "BODY", text, parameters }] });
  const body_text_named_params = [{ name: "first_name", text: "Amara" }];
  // @ts-expect-error: with samples under the names of sending
  create({ ...marketing, components: [{ type: "BODY", text, example: { body_text_named_params } }] });
  // @ts-expect-error: whose samples are not in a list of lists
  create({ ...marketing, components: [{ type: "BODY", text, example: { body_text: ["Amara"] } }] });
  // @ts-expect-error: whose sample is in no list
  create({ ...marketing, components: [{ type: "BODY", text, example: { body_text: "Amara" } }] });
  // @ts-expect-error: with the sample of a header
  create({ ...marketing, components: [{ type: "BODY", text, example: { header_text: ["Amara"] } }] });
});
