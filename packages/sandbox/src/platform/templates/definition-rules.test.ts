import { expect, it } from "vitest";
import { shareSandbox } from "../../sandbox.test-support.ts";

const { call } = await shareSandbox();
const account = "/104996122399160/message_templates";
const text = { type: "BODY", text: "Your order has left." };
const image = { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::aW1hZ2U"] } };
const reply = { type: "QUICK_REPLY", text: "Stop" };
const site = { type: "URL", text: "See", url: "https://harbourcoffee.example/" };
const card = (...more: object[]) => ({ components: [image, { type: "BUTTONS", buttons: [reply] }, ...more] });
const offer = { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Until Sunday", has_expiration: true } };

const base = { name: "order_left", language: "en_US", category: "MARKETING" };
const withBody = (body: string, example?: object) => ({ components: [{ type: "BODY", text: body, example }] });
const withParts = (...components: object[]) => ({ components: [text, ...components] });
const withButtons = (...buttons: object[]) => withParts({ type: "BUTTONS", buttons });
const header = (own: object) => withParts({ type: "HEADER", format: "TEXT", ...own });
const samples = (...body_text: string[]) => ({ body_text: [body_text] });
const named = (...names: string[]) => ({
  body_text_named_params: names.map((param_name) => ({ param_name, example: "x" })),
});

const create = (own: object) => call("POST", account, { body: { ...base, ...own } });

it.each<[string, object, number | undefined, string]>([
  ["a name with capitals", { ...withParts(), name: "Order" }, undefined, "name must be"],
  ["a language that is none", { ...withParts(), language: "english" }, undefined, "language must be"],
  ["a language with a hyphen", { ...withParts(), language: "en-US" }, undefined, "language must be"],
  ["two headers", withParts(image, image), undefined, "more than one HEADER"],
  ["a parameter at the start", withBody("{{1}} has left.", samples("x")), 2_388_299, "body: write text before"],
  ["a parameter at the end", withBody("It has left: {{1}}", samples("x")), 2_388_299, "body: write text before"],
  ["two parameters side by side", withBody("Take {{1}} {{2}} now", samples("x", "y")), 2_388_072, "between"],
  ["a gap in the numbers", withBody("Take {{1}} and {{3}} now", samples("x", "y")), 2_388_072, "in this order"],
  ["numbers in another order", withBody("Take {{2}} and {{1}} now", samples("x", "y")), 2_388_072, "in this order"],
  ["names in a template with numbers", withBody("Take {{it}} now", named("it")), 2_388_072, "must be NAMED"],
  ["braces that do not match", withBody("Take {{1} now {{1}} or", samples("x")), 2_388_072, "braces"],
  ["too few words", withBody("x {{1}}, {{2}}, {{3}} y", samples("x", "y", "z")), 2_388_293, "2 words beside its 3"],
  ["a sample too few", withBody("Take {{1}} and {{2}} now", samples("x")), undefined, "1 samples for 2 parameters"],
  ["samples with names for numbers", withBody("Take {{1}} now", named("it")), undefined, "example.body_text"],
  [
    "a sample for another name",
    { ...withBody("Take {{it}} now", named("other")), parameter_format: "NAMED" },
    undefined,
    "no sample for {{it}}",
  ],
  [
    "numbers in a template with names",
    { ...withBody("Take {{1}} now", named("1")), parameter_format: "NAMED" },
    2_388_072,
    "is no name",
  ],
  [
    "two parameters in the header",
    header({ text: "A {{1}} {{2}}", example: { header_text: ["x"] } }),
    2_388_047,
    "one parameter",
  ],
  ["bold text in the header", header({ text: "Now *new*" }), 2_388_047, "formatting"],
  ["a line break in the header", header({ text: "Now\nnew" }), 2_388_047, "line breaks"],
  ["a parameter in the footer", withParts({ type: "FOOTER", text: "By {{1}}" }), 2_388_073, "parameters"],
  ["three addresses", withButtons(site, site, site), undefined, "3 of the kind URL, at most 2"],
  [
    "two codes",
    withButtons({ type: "COPY_CODE", example: "A" }, { type: "COPY_CODE", example: "A" }),
    undefined,
    "at most 1",
  ],
  ["replies apart", withButtons(reply, site, reply), undefined, "quick replies must stand together"],
  [
    "a parameter inside an address",
    withButtons({ ...site, url: "https://a.example/{{1}}/x", example: ["https://a.example/1/x"] }),
    undefined,
    "at its end",
  ],
  ["a flow that is not there", withButtons({ type: "FLOW", text: "Book", flow_id: "1" }), undefined, "no flow 1"],
  [
    "a flow that is a draft",
    withButtons({ type: "FLOW", text: "Book", flow_id: "1321230011223345" }),
    undefined,
    "is DRAFT",
  ],
  ["an order without its format", withButtons({ type: "ORDER_DETAILS", text: "Pay" }), undefined, "display_format"],
  ["cards of two kinds", withParts({ type: "CAROUSEL", cards: [card(), card(text)] }), undefined, "card 1 has"],
  [
    "a long text on a card",
    withParts({ type: "CAROUSEL", cards: [card({ ...text, text: "x".repeat(161) }), card(text)] }),
    2_388_040,
    "161 characters, at most 160",
  ],
  [
    "a long text beside an offer",
    { components: [offer, { ...text, text: "x".repeat(601) }] },
    2_388_040,
    "at most 600",
  ],
  ["a footer beside an offer", withParts(offer, { type: "FOOTER", text: "Bye" }), undefined, "footer"],
  ["a place beside an offer", withParts(offer, { type: "HEADER", format: "LOCATION" }), undefined, "IMAGE or VIDEO"],
  [
    "a long code beside an offer",
    withParts(offer, { type: "BUTTONS", buttons: [{ type: "COPY_CODE", example: "x".repeat(16) }] }),
    2_388_040,
    "16 characters",
  ],
  ["a short time to live of marketing", { ...withParts(), message_send_ttl_seconds: 60 }, undefined, "from 43200"],
  ["no time to live of marketing", { ...withParts(), message_send_ttl_seconds: -1 }, undefined, "from 43200"],
  [
    "a long time to live of a code",
    { category: "AUTHENTICATION", components: [{ type: "BODY" }], message_send_ttl_seconds: 901 },
    undefined,
    "from 30 to 900",
  ],
  [
    "a library that has it not",
    { category: "UTILITY", library_template_name: "other" },
    undefined,
    "no template called other",
  ],
])("%s is refused", async (_, own, subcode, details) => {
  const { status, body } = await create(own);
  expect(status).toBe(400);
  expect(body["error"]).toMatchObject({ code: 100, error_data: { details: expect.stringContaining(details) } });
  expect((body["error"] as Record<string, unknown>)["error_subcode"]).toBe(subcode);
  expect((await call("GET", account)).body["data"]).toEqual([]);
});

it.each<[string, object]>([
  ["names", { ...withBody("Take {{it}} and {{that_1}} now", named("that_1", "it")), parameter_format: "NAMED" }],
  ["a number that is there twice", withBody("Take {{1}} and {{1}} now", samples("x"))],
  ["snake_case in the header", header({ text: "About order_left" })],
  ["replies after others", withButtons(site, reply, reply)],
  ["replies before others", withButtons(reply, reply, site)],
  ["1,024 characters", withBody("x".repeat(1024))],
  [
    "kinds in small letters",
    {
      components: [
        { ...text, type: "body" },
        { type: "footer", text: "Bye" },
      ],
    },
  ],
  ["cards of one kind", withParts({ type: "CAROUSEL", cards: [card(text), card(text)] })],
  ["no end of delivery for utility", { ...withParts(), category: "UTILITY", message_send_ttl_seconds: -1 }],
])("%s are accepted", async (_, own) => {
  expect(await create(own)).toMatchObject({ status: 200, body: { status: "PENDING" } });
});
