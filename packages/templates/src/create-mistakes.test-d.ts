import { describe, test } from "vitest";
import { createTemplatesClient } from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const params = { path: { waba_id: "102290129340398" } };
const marketing = { name: "autumn_tasting", language: "en_GB", category: "MARKETING" } as const;
const utility = { name: "delivery_on_its_way", language: "en_GB", category: "UTILITY" } as const;
const authentication = { name: "login_code", language: "en_GB", category: "AUTHENTICATION" } as const;

describe("the compiler refuses a template", () => {
  const body = { type: "BODY", text: "The autumn roasts are here." } as const;

  test("of a former category", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { name: "parcel", language: "en_GB", category: "TRANSACTIONAL", components: [body] },
    });
  });

  test("without a category", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { name: "parcel", language: "en_GB", components: [body] },
    });
  });

  test("without a name", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { language: "en_GB", category: "MARKETING", components: [body] },
    });
  });

  test("in a language as it is given when sending", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { name: "parcel", language: { code: "en_GB" }, category: "MARKETING", components: [body] },
    });
  });

  test("without components", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: marketing,
    });
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: utility,
    });
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: authentication,
    });
  });

  test("whose components are no list", () => {
    const components = { body: "The autumn roasts are here." };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components },
    });
  });

  test("with a name in camel case", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [body], allowCategoryChange: true },
    });
  });

  test("with a number of seconds that is a string", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [body], message_send_ttl_seconds: "60" },
    });
  });

  test("with parameters of an unknown format", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [body], parameter_format: "Named" },
    });
  });

  test("with a highest price outside of marketing", () => {
    const bid_spec = { bid_amount: 500, bid_strategy: "LOWEST_COST_WITH_BID_CAP" } as const;
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [body], bid_spec },
    });
  });

  test("with named parameters for a code", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...authentication, components: [{ type: "BODY" }], parameter_format: "NAMED" },
    });
  });

  test("for marketing out of the library", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, library_template_name: "delivery_update_1" },
    });
  });

  test("out of the library with an address that is a bare string", () => {
    const inputs = [{ type: "URL" as const, url: "https://harbourcoffee.example" }];
    const library = { library_template_name: "delivery_update_1", library_template_button_inputs: inputs };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, ...library },
    });
  });
});

describe("the compiler refuses a component", () => {
  test("of an unknown type", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BUTTON", buttons: [] }] },
    });
  });

  test("that is a button on its own", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "QUICK_REPLY", text: "No more offers" }] },
    });
  });

  test("that is a body without text", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BODY" }] },
    });
  });

  test("that is a body with the values for sending", () => {
    const parameters = [{ type: "text", text: "Amara" }];
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BODY", text: "Hello {{1}}!", parameters }] },
    });
  });

  test("that is a body with samples under the names of sending", () => {
    const samples = [{ name: "first_name", text: "Amara" }];
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "BODY", text: "Hello {{first_name}}!", example: { body_text_named_params: samples } }],
      },
    });
  });

  test("that is a body whose samples are not in a list of lists", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BODY", text: "Hello {{1}}!", example: { body_text: ["Amara"] } }] },
    });
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BODY", text: "Hello {{1}}!", example: { body_text: "Amara" } }] },
    });
  });

  test("that is a body with the sample of a header", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "BODY", text: "Hello {{1}}!", example: { header_text: ["Amara"] } }] },
    });
  });

  test("that is an offer with its text outside", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "LIMITED_TIME_OFFER", text: "Weekend only!" }] },
    });
  });

  test("that is an offer outside of marketing", () => {
    const limited_time_offer = { text: "Weekend only!" };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [{ type: "LIMITED_TIME_OFFER", limited_time_offer }] },
    });
  });

  test("that asks for calls in words of its own", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "CALL_PERMISSION_REQUEST", text: "May we call?" }] },
    });
  });
});
