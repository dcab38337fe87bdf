import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTemplateSend, renderTemplate, type TemplateProblem } from "../index.ts";
import {
  action,
  body,
  bodyOf,
  button,
  buttons,
  header,
  image,
  like,
  made,
  orderShipped,
  part,
  sent,
  text,
  track,
} from "./check.test-support.ts";

const good = sent(header, body("Ada", "8841"), track);
const named = like({
  parameter_format: "NAMED",
  components: [bodyOf("Hello {{customer}}, it costs {{total}} now.")],
});
const names = (...list: string[]) => sent(part("body", ...list.map((name) => text("x", name))));
const code = like({
  category: "AUTHENTICATION",
  components: [
    bodyOf("*{{1}}* is your code."),
    {
      type: "BUTTONS",
      buttons: [{ type: "URL", text: "Copy", url: "https://www.whatsapp.com/otp/code/?code=otp{{1}}" }],
    },
  ],
});
const offer = made(
  { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Until Sunday", has_expiration: true } },
  bodyOf("Take {{1}} now"),
  { type: "BUTTONS", buttons: [{ type: "COPY_CODE", text: "Copy", example: ["WINTER"] }] },
);
const ends = (expiration_time_ms: unknown) =>
  part("limited_time_offer", { type: "limited_time_offer", limited_time_offer: { expiration_time_ms } });
const coupon = (coupon_code: string) => button("copy_code", 0, { type: "coupon_code", coupon_code });
const card = (format: string) => ({
  components: [
    { type: "HEADER", format },
    bodyOf("For {{1}} only"),
    { type: "BUTTONS", buttons: [{ type: "URL", text: "See", url: "https://northwind.example/{{1}}" }] },
  ],
});
const carousel = (...formats: string[]) =>
  made(bodyOf("These are new."), { type: "CAROUSEL", cards: formats.map((format) => card(format)) });
const cards = (...list: object[]) => sent({ type: "carousel", cards: list });
const fill = (card_index: number, ...more: object[]) => ({
  card_index,
  components: [header, body("Ada"), button("url", 0, text("7")), ...more],
});
const product = { type: "product", product: { catalog_id: "1", product_retailer_id: "2" } };
const sell = (card_index: number) => ({
  card_index,
  components: [part("header", product), body("Ada"), button("url", 0, text("7"))],
});
const mpm = (sections: unknown) => sent(button("mpm", 0, action({ thumbnail_product_retailer_id: "a", sections })));
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ product_retailer_id: `${index}` }));
const products = buttons({ type: "MPM", text: "View items" });
const bill = buttons({ type: "ORDER_DETAILS", text: "Pay" });
const place = (location: object) => sent(part("header", { type: "location", location }), body("Ada", "8841"), track);
const at = made({ type: "HEADER", format: "LOCATION" }, ...orderShipped.components.slice(1));

describe("checkTemplateSend() finds nothing in", () => {
  it.each<[string, object, object]>([
    ["a message that fits", orderShipped, good],
    ["what sendMessage takes", orderShipped, { to: "+15550123456", type: "template", template: good }],
    ["parameters by name in another order", named, names("total", "customer")],
    ["a message without parameters", made(bodyOf("We are open.")), sent()],
    ["a one-time code, given twice", code, sent(body("4273"), button("url", "0", text("4273")))],
    ["an offer with its end and code", offer, sent(body("it"), ends(1_795_564_800_000), coupon("WINTER25"))],
    ["as many cards as the template has", carousel("IMAGE", "IMAGE"), cards(fill(1), fill(0))],
    ["more cards of products than the template has", carousel("PRODUCT", "PRODUCT"), cards(sell(0), sell(1), sell(2))],
    [
      "30 products in sections with titles",
      products,
      mpm([
        { title: "A", product_items: items(20) },
        { title: "B", product_items: items(10) },
      ]),
    ],
    ["a flow button with its component", buttons({ type: "FLOW", text: "Go" }), sent(button("flow", 0))],
    ["a catalog button without one", buttons({ type: "CATALOG", text: "View" }), sent()],
    ["a place", at, place({ latitude: 47.6, longitude: "-122.3" })],
    ["a bill", bill, sent(button("order_details", 0, action({ order_details: { reference_id: "1" } })))],
    ["a template of which no more is known", { components: orderShipped.components }, good],
  ])("%s", (_, template, message) => {
    expect(checkTemplateSend(template, message as typeof good)).toEqual([]);
  });
});

describe("checkTemplateSend() finds", () => {
  it.each<[string, object, object, Partial<TemplateProblem>]>([
    [
      "another name",
      orderShipped,
      { ...good, name: "other" },
      { code: 132001, expected: "order_shipped", got: "other" },
    ],
    [
      "another language",
      orderShipped,
      { ...good, language: { code: "en" } },
      { code: 132001, expected: "en_US", got: "en" },
    ],
    ["a pause", like({ status: "PAUSED" }), good, { code: 132015, component: "template" }],
    ["a disabled template", like({ status: "DISABLED" }), good, { code: 132016 }],
    ["a template in review", like({ status: "PENDING" }), good, { code: 132001, got: "PENDING" }],
    ["a template without its parts", like({ components: undefined }), good, { code: 100, component: "template" }],
    ["no template", orderShipped, { template: null }, { code: 131008 }],
    [
      "a parameter too few",
      orderShipped,
      sent(header, body("Ada"), track),
      { code: 132000, component: "body", expected: 2, got: 1 },
    ],
    [
      "a parameter too many",
      orderShipped,
      sent(header, body("Ada", "8", "9"), track),
      { code: 132000, expected: 2, got: 3 },
    ],
    [
      "no name where there are names",
      named,
      sent(part("body", text("x"), text("y", "total"))),
      { code: 100, component: "body" },
    ],
    ["a wrong name", named, names("customer", "sum"), { code: 132012, got: "sum" }],
    ["a name that objects inherit", named, names("customer", "__proto__"), { code: 132012, got: "__proto__" }],
    ["a missing name", named, names("customer"), { code: 132000, expected: 2, got: 1 }],
    [
      "a name where there are numbers",
      orderShipped,
      sent(header, part("body", text("Ada", "a"), text("8")), track),
      { code: 132012 },
    ],
    [
      "no picture",
      orderShipped,
      sent(body("Ada", "8841"), track),
      { code: 131008, component: "header", expected: "image" },
    ],
    [
      "a picture without id and link",
      orderShipped,
      sent(part("header", { type: "image", image: {} }), body("A", "8"), track),
      { code: 131008 },
    ],
    [
      "a film for a picture",
      orderShipped,
      sent(part("header", { type: "video", video: { id: "1" } }), body("A", "8"), track),
      { code: 132012, expected: "image", got: "video" },
    ],
    [
      "two pictures",
      orderShipped,
      sent(part("header", image, image), body("A", "8"), track),
      { code: 132000, component: "header" },
    ],
    ["a place without a degree", at, place({ latitude: "north", longitude: 7 }), { code: 131008, component: "header" }],
    [
      "no end of an address",
      orderShipped,
      sent(header, body("Ada", "8841")),
      { code: 131008, component: "button", index: 1 },
    ],
    [
      "a button counted without the others",
      orderShipped,
      sent(header, body("Ada", "8841"), button("url", 0, text("x")), track),
      { code: 131009, index: 0, expected: "quick_reply", got: "url" },
    ],
    [
      "a button that is not there",
      orderShipped,
      sent(header, body("Ada", "8841"), track, button("url", 2, text("x"))),
      { code: 131009, index: 2 },
    ],
    [
      "a button for calls to a number",
      buttons({ type: "PHONE_NUMBER" }),
      sent(button("phone_number", 0)),
      { code: 131009 },
    ],
    ["a line break", orderShipped, sent(header, body("Ada\n", "8841"), track), { code: 132018, component: "body" }],
    [
      "a tab at the end of an address",
      orderShipped,
      sent(header, body("Ada", "8"), button("url", 1, text("a\tb"))),
      { code: 132018, index: 1 },
    ],
    ["five spaces", orderShipped, sent(header, body("Ada     L", "8841"), track), { code: 132018 }],
    ["an empty text", orderShipped, sent(header, body(" ", "8841"), track), { code: 100, component: "body" }],
    [
      "a body of 1025 characters",
      made(bodyOf("a {{1}} b")),
      sent(body("x".repeat(1021))),
      { code: 132005, expected: 1024, got: 1025 },
    ],
    [
      "a body of 601 beside an offer",
      offer,
      sent(body("x".repeat(592)), ends(1_795_564_800_000), coupon("A")),
      { code: 132005, expected: 600 },
    ],
    [
      "a header of 61",
      made({ type: "HEADER", format: "TEXT", text: "For {{1}}" }, bodyOf("x")),
      sent(part("header", text("x".repeat(57)))),
      { code: 132005, expected: 60, got: 61 },
    ],
    [
      "a one-time code on the button alone",
      code,
      sent(button("url", 0, text("4273"))),
      { code: 132000, component: "body" },
    ],
    ["a one-time code in the text alone", code, sent(body("4273")), { code: 131008, component: "button", index: 0 }],
    [
      "an offer without an end",
      offer,
      sent(body("it"), coupon("A")),
      { code: 131008, component: "limited_time_offer" },
    ],
    [
      "an end in seconds",
      offer,
      sent(body("it"), ends(1_795_564_800), coupon("A")),
      { code: 131009, component: "limited_time_offer" },
    ],
    ["an offer without its code", offer, sent(body("it"), ends(1_795_564_800_000)), { code: 131008, index: 0 }],
    [
      "a code of 21 characters",
      offer,
      sent(body("it"), ends(1_795_564_800_000), coupon("x".repeat(21))),
      { code: 131009, expected: 20, got: 21 },
    ],
    ["no component for a flow", buttons({ type: "FLOW", text: "Go" }), sent(), { code: 131009, index: 0 }],
    ["no products", products, sent(), { code: 131008, index: 0 }],
    ["empty sections", products, mpm([]), { code: 131008, index: 0 }],
    ["31 products", products, mpm([{ product_items: items(31) }]), { code: 131009, expected: 30, got: 31 }],
    [
      "11 sections",
      products,
      mpm(Array.from({ length: 11 }, () => ({ title: "A", product_items: items(1) }))),
      { code: 131009, expected: 10, got: 11 },
    ],
    [
      "sections without titles",
      products,
      mpm([{ product_items: items(1) }, { product_items: items(1) }]),
      { code: 131009 },
    ],
    ["no bill", bill, sent(button("order_details", 0, action({}))), { code: 131008, index: 0 }],
    [
      "a card too few",
      carousel("IMAGE", "IMAGE"),
      cards(fill(0)),
      { code: 132000, component: "carousel", expected: 2, got: 1 },
    ],
    [
      "one card of products",
      carousel("PRODUCT", "PRODUCT"),
      cards(sell(0)),
      { code: 132000, expected: "2 to 10", got: 1 },
    ],
    ["a card twice", carousel("IMAGE", "IMAGE"), cards(fill(0), fill(0)), { code: 131009, component: "carousel" }],
    [
      "a long text on a card",
      carousel("IMAGE", "IMAGE"),
      cards(fill(0), { card_index: 1, components: [header, body("x".repeat(152)), button("url", 0, text("7"))] }),
      { code: 132005, card: 1, expected: 160 },
    ],
    [
      "another kind of header on a card",
      carousel("IMAGE", "VIDEO"),
      cards(fill(0), fill(1)),
      { code: 132012, card: 1, component: "header" },
    ],
    [
      "an offer on a card",
      carousel("IMAGE", "IMAGE"),
      cards(fill(0, ends(1)), fill(1)),
      { code: 132012, card: 0, component: "limited_time_offer" },
    ],
    [
      "a value of another kind than the library says",
      { ...made(bodyOf("On {{1}} at ten")), body_param_types: ["DATE"] },
      sent(body("soon")),
      { code: 132018, expected: "DATE" },
    ],
  ])("%s, and nothing else", (_, template, message, expected) => {
    const problems = checkTemplateSend(template, message as typeof good);
    expect(problems).toMatchObject([expected]);
    expect(problems).toHaveLength(1);
  });

  it("everything at once, with the place of each", () => {
    const problems = checkTemplateSend(orderShipped, sent(body("Ada\n"), button("url", 7, text("x"))));
    expect(problems.map(({ message }) => message)).toEqual([
      "header: the image is missing",
      "body: got 1 parameters, expected 2",
      "body: a parameter has line breaks, tabs or more than four spaces in a row",
      "button 7: the template has 2 buttons",
      "button 1: the end of its address is missing",
    ]);
  });
});

describe("checkTemplateSend() never throws", () => {
  const cyclic: Record<string, unknown> = { type: "body", name: "order_shipped" };
  cyclic["components"] = [cyclic];
  cyclic["cards"] = [cyclic];
  cyclic["template"] = cyclic;
  cyclic["parameters"] = [cyclic];
  const angry = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => {
        throw new Error("no");
      },
    },
  );
  const values = [
    undefined,
    null,
    0,
    "x",
    [],
    {},
    cyclic,
    angry,
    Object.create(null),
    JSON.parse('{"__proto__":{"components":[]}}'),
  ];

  it.each(values.flatMap((template) => values.map((message) => [template, message])))(
    "whatever it is given",
    (template, message) => {
      expect(checkTemplateSend(template as object, message as typeof good).length).toBeGreaterThan(0);
      const around = checkTemplateSend(orderShipped, { ...good, components: [message] } as typeof good);
      expect(around.length).toBeGreaterThan(0);
    },
  );

  it("and stops after 100 problems, of a million too", () => {
    const parts = Array.from({ length: 1_000_000 }, (_, index) => ({ type: `part ${index}` }));
    expect(checkTemplateSend(orderShipped, { ...sent(), components: parts })).toHaveLength(100);
  });

  it("nor in any part of a message or a template", () => {
    const keys = [
      "type",
      "sub_type",
      "index",
      "parameters",
      "text",
      "cards",
      "card_index",
      "components",
      "buttons",
      "format",
      "url",
      "example",
      "__proto__",
    ];
    const words = [
      "BODY",
      "body",
      "HEADER",
      "header",
      "BUTTONS",
      "button",
      "CAROUSEL",
      "carousel",
      "text",
      "url",
      "{{1}}",
      "{{{{",
    ];
    const leaf = fc.oneof(fc.constantFrom<unknown>(...words), fc.integer(), fc.constant(null), fc.string());
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...keys), tie("tree")),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree), fc.array(tree), (components, given) => {
        const message = { ...sent(), components: given } as typeof good;
        for (const problem of checkTemplateSend(like({ components }), message)) {
          expect(problem.message).toContain(": ");
          expect(problem.message).not.toContain("cannot be read");
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("renderTemplate()", () => {
  it("puts in what a message gives, by order or by name", () => {
    expect(renderTemplate(orderShipped, good)).toBe("Hello Ada, order 8841 has left.\nHarbour Coffee");
    const money = { type: "currency", parameter_name: "total", currency: { fallback_value: "$5" } };
    expect(renderTemplate(named, sent(part("body", money, text("Ada", "customer"))))).toBe(
      "Hello Ada, it costs $5 now.",
    );
    expect(renderTemplate(orderShipped, sent())).toContain("Hello {{1}}");
  });

  it("puts in the samples without a message", () => {
    const example = { body_text: [["Ada", "8841"]] };
    expect(renderTemplate(made({ ...bodyOf("Hi {{1}}: {{2}}"), example }))).toBe("Hi Ada: 8841");
    const params = { body_text_named_params: [{ param_name: "it", example: "tea" }] };
    expect(renderTemplate(made({ ...bodyOf("Take {{it}} now"), example: params }))).toBe("Take tea now");
    expect(renderTemplate(made(bodyOf("Take {{1}} now")))).toBe("Take {{1}} now");
  });
});
