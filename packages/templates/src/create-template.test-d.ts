import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { create, marketing, type Template } from "./create.test-support.ts";

const example = { header_handle: ["4::aW1hZ2UvanBlZw==:ARZ2harbourcoffee"] };

type Component<Category extends string> = Extract<
  Template,
  { category: Category | Lowercase<Category>; components: readonly object[] }
>["components"][number];
type Format<Category extends string> = Extract<Component<Category>, { format: string }>["format"];
type Button<Category extends string> = Extract<
  Component<Category>,
  { buttons: readonly object[] }
>["buttons"][number]["type"];

describe("these are all kinds, to be tried out below when there is a new one:", () => {
  test("categories", () => {
    expectTypeOf<Uppercase<Template["category"]>>().toEqualTypeOf<"MARKETING" | "UTILITY" | "AUTHENTICATION">();
  });

  test("components", () => {
    expectTypeOf<Uppercase<Component<"MARKETING">["type"]>>().toEqualTypeOf<
      "HEADER" | "BODY" | "FOOTER" | "BUTTONS" | "CAROUSEL" | "LIMITED_TIME_OFFER" | "CALL_PERMISSION_REQUEST"
    >();
    expectTypeOf<Uppercase<Component<"UTILITY">["type"]>>().toEqualTypeOf<
      "HEADER" | "BODY" | "FOOTER" | "BUTTONS" | "CALL_PERMISSION_REQUEST"
    >();
    expectTypeOf<Uppercase<Component<"AUTHENTICATION">["type"]>>().toEqualTypeOf<"BODY" | "FOOTER" | "BUTTONS">();
  });

  test("formats of headers", () => {
    type Common = "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION";
    expectTypeOf<Uppercase<Format<"MARKETING">>>().toEqualTypeOf<Common | "GIF" | "PRODUCT">();
    expectTypeOf<Uppercase<Format<"UTILITY">>>().toEqualTypeOf<Common>();
    expectTypeOf<Format<"AUTHENTICATION">>().toEqualTypeOf<never>();
  });

  test("buttons", () => {
    type Common =
      | "QUICK_REPLY"
      | "URL"
      | "PHONE_NUMBER"
      | "COPY_CODE"
      | "FLOW"
      | "VOICE_CALL"
      | "REQUEST_CONTACT_INFO"
      | "ORDER_DETAILS"
      | "PAYMENT_REQUEST";
    expectTypeOf<Uppercase<Button<"MARKETING">>>().toEqualTypeOf<Common | "CATALOG" | "MPM" | "SPM">();
    expectTypeOf<Uppercase<Button<"UTILITY">>>().toEqualTypeOf<Common>();
    expectTypeOf<Uppercase<Button<"AUTHENTICATION">>>().toEqualTypeOf<"OTP">();
  });
});

describe("a marketing template compiles", () => {
  test("with a body, which is all that it needs, and every setting", () => {
    create({ ...marketing, components: [{ type: "BODY", text: "The autumn roasts are here." }] });
    create({
      ...marketing,
      category: "marketing",
      components: [{ type: "body", text: "The autumn roasts are here." }],
      allow_category_change: true,
      cta_url_link_tracking_opted_out: true,
      is_primary_device_delivery_only: false,
      message_send_ttl_seconds: 86400,
      parameter_format: "NAMED",
      sub_category: "CUSTOM",
      send_type: "campaign",
      optimization_spec: { bid_amount: 500, bid_strategy: "LOWEST_COST_WITH_BID_CAP" },
      degrees_of_freedom_spec: { creative_features_spec: { image_touchups: { enroll_status: "OPT_OUT" } } },
    });
  });

  test("with a header of each format", () => {
    create({
      ...marketing,
      components: [
        { type: "HEADER", format: "TEXT", text: "Autumn" },
        { type: "HEADER", format: "TEXT", text: "Hello {{1}}", example: { header_text: ["Amara"] } },
        { type: "HEADER", format: "IMAGE", example },
        { type: "HEADER", format: "VIDEO", example },
        { type: "HEADER", format: "GIF", example },
        { type: "HEADER", format: "DOCUMENT", example },
        { type: "HEADER", format: "LOCATION" },
        { type: "HEADER", format: "PRODUCT" },
      ],
    });
  });

  test("with samples for positional and for named parameters", () => {
    const named = [{ param_name: "first_name", example: "Amara" }];
    create({
      ...marketing,
      components: [
        { type: "HEADER", format: "TEXT", text: "{{first_name}}!", example: { header_text_named_params: named } },
        { type: "BODY", text: "Hello {{1}}, show {{2}}.", example: { body_text: [["Amara", "AUTUMN10"]] } },
        { type: "BODY", text: "Hello {{first_name}}.", example: { body_text_named_params: named } },
        { type: "FOOTER", text: "Harbour Coffee Roasters" },
      ],
    });
  });

  test("with a button of each kind", () => {
    const url = "https://harbourcoffee.example/{{1}}";
    const app_deep_link = { meta_app_id: "1037", android_deep_link: "harbour://beans" };
    create({
      ...marketing,
      components: [
        {
          type: "BUTTONS",
          buttons: [
            { type: "QUICK_REPLY", text: "No more offers" },
            { type: "URL", text: "Shop beans", url, example: ["beans"], app_deep_link },
            { type: "PHONE_NUMBER", text: "Call us", phone_number: "+15550123456" },
            { type: "COPY_CODE", example: "AUTUMN10" },
            { type: "FLOW", text: "Book", flow_id: "1321230011223344", navigate_screen: "DAY", icon: "PROMOTION" },
            { type: "FLOW", text: "Book", flow_name: "tasting", flow_action: "data_exchange" },
            { type: "FLOW", text: "Book", flow_json: '{"version":"7.0"}' },
            { type: "VOICE_CALL", text: "Call us", ttl_minutes: 1440 },
            { type: "REQUEST_CONTACT_INFO" },
            { type: "ORDER_DETAILS", text: "Pay" },
            { type: "CATALOG", text: "See everything" },
            { type: "MPM", text: "See the new ones" },
            { type: "SPM", text: "See it" },
          ],
        },
      ],
      display_format: "ORDER_DETAILS",
    });
  });

  test("with cards, an offer and a request for calls", () => {
    create({
      ...marketing,
      components: [
        { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Weekend only!", has_expiration: true } },
        { type: "CALL_PERMISSION_REQUEST" },
        {
          type: "CAROUSEL",
          cards: [
            {
              components: [
                { type: "HEADER", format: "IMAGE", example },
                { type: "BODY", text: "A city bicycle with seven gears." },
                { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Reserve it" }] },
              ],
            },
            {
              components: [
                { type: "HEADER", format: "PRODUCT" },
                { type: "BUTTONS", buttons: [{ type: "SPM", text: "See it" }] },
              ],
            },
          ],
        },
      ],
    });
  });
});

test("creating a template answers its id, its state and its category", async () => {
  const components = [{ type: "BODY" as const, text: "The autumn roasts are here." }];
  const created = unwrap(await create({ ...marketing, components }));
  expectTypeOf(created.id).toEqualTypeOf<string>();
  expectTypeOf<"A_STATE_ADDED_LATER">().toExtend<NonNullable<(typeof created)["status"]>>();
  expectTypeOf<"A_CATEGORY_ADDED_LATER">().toExtend<NonNullable<(typeof created)["category"]>>();
  // @ts-expect-error
  created.name;
});
