import type { Started } from "../sandbox.test-support.ts";
import { type RuleCase, type Step, unlessRefused } from "./send-rules.test-support.ts";

const account = "102290129340398";
const unverified = "104996122399160";
const number = "/108110225544001";
const day = 24 * 60 * 60 * 1000;
const price = { bid_amount: 5, bid_strategy: "LOWEST_COST_WITH_BID_CAP" };

const text = (value: string, parameter_name?: string) => ({ type: "text", text: value, parameter_name });
const part = (type: string, ...parameters: object[]) => ({ type, parameters });
const header = (...parameters: object[]) => part("header", ...parameters);
const body = (...parameters: object[]) => part("body", ...parameters);
const button = (sub_type: string, index: number, ...parameters: object[]) => ({
  ...part("button", ...parameters),
  sub_type,
  index,
});
const image = { type: "image", image: { id: "1037543291543636" } };
const document = { type: "document", document: { link: "https://harbourcoffee.example/8841.pdf" } };
const link = button("url", 0, text("8841"));
const picture = header(image);
const delivery = body(text("Ada"), text("$24.50"), text("Friday"));
const shipped = [picture, delivery, link];
const card = (card_index: number, ...more: object[]) => ({
  card_index,
  components: [picture, button("url", 1, text("x")), ...more],
});
const carousel = (...cards: object[]) => ({ type: "carousel", cards });
const bicycles = (...cards: object[]) => [body(text("Ada")), carousel(...cards)];
const ends = part("limited_time_offer", {
  type: "limited_time_offer",
  limited_time_offer: { expiration_time_ms: 1_795_564_800_000 },
});
const coupon = button("copy_code", 0, { type: "coupon_code", coupon_code: "WINTER25" });
const flow = button("flow", 0, { type: "action", action: { flow_token: "booking-1" } });
const invoice = (...names: string[]) => [header(document), body(...names.map((name) => text("Ada", name)))];

type Parts = readonly object[];

/** Sends a template, by `messages` or by another edge. */
function sends(name: string, components: Parts = [], own: object = {}, edge = "messages"): Step {
  const template = { name, language: { code: "en_US" }, ...(components.length > 0 && { components }) };
  const sent = { messaging_product: "whatsapp", to: "+15550123456", type: "template", template, ...own };
  return ({ call }) => call("POST", `${number}/${edge}`, { body: sent });
}

const sendsIn = (language: string, name: string, components: Parts = []) =>
  sends(name, [], { template: { name, language: { code: language }, components } });
const advertises = (name: string, own: object = {}) => sends(name, [], own, "marketing_messages");

const base = {
  name: "order_left",
  language: "en_US",
  category: "MARKETING",
  components: [{ type: "BODY", text: "Your order has left." }],
};

/** Makes a template. */
function makes(own: object, owner = account): Step {
  return ({ call }) => call("POST", `/${owner}/message_templates`, { body: { ...base, ...own } });
}

const edits =
  (own: object): Step =>
  async (started) =>
    started.call("POST", `/${await idOf(started, "order_left")}`, { body: own });
const deletes =
  (name: string): Step =>
  async (started) =>
    started.call("DELETE", `/${await idOf(started, name)}`);

async function idOf({ call }: Started, name: string): Promise<string> {
  const answer = await call("GET", `/${account}/message_templates?name=${name}`);
  return (answer.body["data"] as { id: string }[])[0]?.id ?? "";
}

type Control = "approve" | "disable" | "pause" | "reject";

const controls =
  (action: Control, name: string) =>
  async (started: Started): Promise<void> =>
    void (await started.sandbox.templates[action](await idOf(started, name)));

/** Does one thing after the other; what can be refused is only the last. */
function inOrder(...steps: [...before: ((started: Started) => unknown)[], last: Step]): Step {
  return async (started) => {
    for (const step of steps.slice(0, -1)) unlessRefused(await step(started));
    return (steps.at(-1) as Step)(started);
  };
}

/** Makes a template and has it approved. */
const approved = (own: object) =>
  inOrder(makes(own), controls("approve", String(Object({ ...base, ...own }).name)), idle);
const idle: Step = ({ call }) => call("GET", number);
const passes = (milliseconds: number) => (started: Started) => started.sandbox.clock.advance(milliseconds);

const bodyOf = (value: string, example?: object) => ({ components: [{ type: "BODY", text: value, example }] });
const withParts = (...components: object[]) => ({ components: [...base.components, ...components] });
const withButtons = (...buttons: object[]) => withParts({ type: "BUTTONS", buttons });
const withHeader = (own: object) => withParts({ type: "HEADER", format: "TEXT", ...own });
const samples = (...values: string[]) => ({ body_text: [values] });
const named = (name: string) => ({ body_text_named_params: [{ param_name: name, example: "x" }] });
const reply = { type: "QUICK_REPLY", text: "Stop" };
const site = { type: "URL", text: "See", url: "https://harbourcoffee.example/" };
const codeButton = (example: string) => ({ type: "COPY_CODE", example });
const offer = { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Until Sunday", has_expiration: false } };
const photo = { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::aW1hZ2U"] } };
const newCard = (...more: object[]) => ({ components: [photo, { type: "BUTTONS", buttons: [reply] }, ...more] });
const newCards = (...cards: object[]) => withParts({ type: "CAROUSEL", cards });
const cardText = (value: string, example?: object) => newCard({ type: "BODY", text: value, example });

/** Fills an account up to so many templates, without a call for each. */
const fills = (count: number, owner: string) => (started: Started) => {
  const { sandbox } = started;
  const snapshot = sandbox.snapshot();
  const templates = snapshot.nodes.filter(({ kind }) => kind === "template");
  const [model] = templates;
  if (!model) throw new Error("there is no template");
  const more = Array.from({ length: count - templates.filter(({ of }) => of === owner).length }, (_, index) => {
    const id = `${owner}${index}`;
    return { ...model, id, of: owner, data: { ...model.data, id, name: `order_${index}` } };
  });
  sandbox.restore({ ...snapshot, nodes: [...snapshot.nodes, ...more] });
};

const libraryTemplate = {
  category: "UTILITY",
  library_template_name: "delivery_update_1",
  components: undefined,
  library_template_button_inputs: [{ type: "URL", url: { base_url: "https://harbourcoffee.example/" } }],
};

/** By the rule in the README. */
export const templateCases: Record<string, RuleCase> = {
  "a template with a name and language that the number's account does not have, or that is not approved": {
    keep: sends("hello_world"),
    breakIt: [
      sends("other"),
      sendsIn("de", "hello_world"),
      inOrder(makes({}), sends("order_left")),
      inOrder(makes({ name: "order_right" }), controls("reject", "order_right"), sends("order_right")),
    ],
  },
  "a template that is paused, or disabled": {
    keep: sends("hello_world"),
    breakIt: [
      inOrder(controls("pause", "hello_world"), sends("hello_world")),
      inOrder(controls("disable", "hello_world"), sends("hello_world")),
    ],
  },
  "as many parameters in header, body, buttons, and as many cards, as the template has": {
    keep: inOrder(sends("order_shipped", shipped), sends("bicycles_of_the_month", bicycles(card(0), card(1)))),
    breakIt: [
      sends("order_shipped", [header(image, image), delivery, link]),
      sends("order_shipped", [picture, body(text("Ada")), link]),
      sends("order_shipped", [picture, delivery, button("url", 0, text("1"), text("2"))]),
      sends("bicycles_of_the_month", bicycles(card(0))),
    ],
  },
  "names of parameters, kinds of parameters and parts that the template has": {
    keep: sendsIn("en", "invoice_ready", invoice("total", "customer")),
    breakIt: [
      sendsIn("en", "invoice_ready", invoice("total", "client")),
      sends("order_shipped", [header(text("Ada")), delivery, link]),
      sends("hello_world", [ends]),
    ],
  },
  "`parameter_name` where parameters are named, no empty text": {
    keep: sendsIn("en", "invoice_ready", invoice("total", "customer")),
    breakIt: [
      sendsIn("en", "invoice_ready", [header(document), body(text("Ada"), text("7"))]),
      sends("bicycles_of_the_month", bicycles(card(0), card(1)).with(0, body(text(" ")))),
    ],
  },
  "the media of the header, the end of an address, the code, the products, the end of an offer where the template needs one":
    {
      keep: inOrder(sends("order_shipped", shipped), sends("winter_offer", [ends, coupon])),
      breakIt: [
        sends("order_shipped", [delivery, link]),
        sends("order_shipped", [picture, delivery]),
        sends("winter_offer", [ends]),
        sends("new_arrivals", [header(text("Ada"))]),
        sends("winter_offer", [coupon]),
      ],
    },
  "a button at its place, of its kind; a component for a flow": {
    keep: inOrder(sends("order_shipped", shipped), sends("book_service", [flow])),
    breakIt: [
      sends("order_shipped", [...shipped, button("url", 7, text("x"))]),
      sends("order_shipped", [...shipped, button("url", 1, text("x"))]),
      sends("order_shipped", [...shipped, link]),
      sends("book_service"),
    ],
  },
  "no line breaks, tabs or five spaces in a parameter; values of the kind that a template of the library has there": {
    keep: inOrder(
      makes(libraryTemplate),
      sends("order_left", [body(text("Ada    B"), text("7"), text("12 May"))]), // four spaces
    ),
    breakIt: [
      ...["Ada\nB", "Ada\tB", "Ada     B"].map((value) =>
        sends("order_shipped", [picture, body(text(value), text("1"), text("2")), link]),
      ),
      sends("order_left", [body(text("Ada"), text("7"), text("soon"))]),
    ],
  },
  "60 characters in a header, 1,024 in a body, 600 beside an offer, 160 on a card, 15 in a one-time code, once filled in":
    {
      keep: inOrder(
        approved({ name: "long_body", ...bodyOf("Take {{1}} now", samples("x")) }),
        approved({
          name: "long_offer",
          components: [offer, { type: "BODY", text: "Take {{1}} now", example: samples("x") }],
        }),
        approved({
          name: "long_card",
          ...newCards(cardText("Take {{1}} now", samples("x")), cardText("Take {{1}} now", samples("x"))),
        }),
        sends("long_body", [body(text("x".repeat(1015)))]),
        sends("long_offer", [body(text("x".repeat(591)))]),
        sends("long_card", [filledCards(151)]),
        sends("sign_in_code", [body(text("1".repeat(15))), button("url", 0, text("1".repeat(15)))]),
      ),
      breakIt: [
        sends("new_arrivals", [header(text("x".repeat(60)))]),
        sends("long_body", [body(text("x".repeat(1016)))]),
        sends("long_offer", [body(text("x".repeat(592)))]),
        sends("long_card", [filledCards(152)]),
        sends("sign_in_code", [body(text("1".repeat(16)))]),
      ],
    },
  "the flow of a button is not blocked": {
    keep: sends("book_service", [flow]),
    breakIt: inOrder(
      ({ sandbox }) => sandbox.flows.setStatus("1321230011223344", "BLOCKED"),
      sends("book_service", [flow]),
    ),
  },
  "by `marketing_messages`, templates of the category MARKETING alone": {
    keep: advertises("winter_sale"),
    breakIt: advertises("hello_world"),
  },
  "by `messages`, no template with a highest price, and no marketing template where the account sends those elsewhere":
    {
      keep: inOrder(approved({ optimization_spec: price }), advertises("order_left"), sends("winter_sale")),
      breakIt: [
        sends("order_left"),
        inOrder(
          ({ call }) => call("POST", `/${account}`, { body: { disable_marketing_messages_on_cloud_api: true } }),
          sends("winter_sale"),
        ),
      ],
    },
  "a template has a name and language that no other template of the account has": {
    keep: inOrder(makes({}), makes({ language: "de" })),
    breakIt: makes({}),
  },
  "the name of a deleted template that was approved is reserved for 30 days": {
    keep: inOrder(
      makes({}),
      deletes("order_left"),
      approved({}),
      deletes("order_left"),
      passes(30 * day),
      approved({}),
    ),
    breakIt: inOrder(deletes("order_left"), passes(30 * day - 1), makes({})),
  },
  "6,000 templates in an account of a verified business, else 250": {
    keep: inOrder(
      ({ sandbox }) => sandbox.accounts.verify(account),
      fills(5999, account),
      makes({}),
      fills(249, unverified),
      makes({}, unverified),
    ),
    breakIt: [makes({ name: "one_more" }), makes({ name: "one_more" }, unverified)],
  },
  "no parameter at the start or end of a body": {
    keep: makes(bodyOf("Take {{1}} now", samples("x"))),
    breakIt: [
      makes({ name: "a", ...bodyOf("{{1}} has left.", samples("x")) }),
      makes({ name: "a", ...bodyOf("It has left: {{1}}", samples("x")) }),
    ],
  },
  "no more parameters than other words in a body (the platform does not publish its number)": {
    keep: makes(bodyOf("x {{1}}, and {{2}}, {{3}} y", samples("x", "y", "z"))),
    breakIt: makes({ name: "a", ...bodyOf("x {{1}}, {{2}}, {{3}} y", samples("x", "y", "z")) }),
  },
  "parameters numbered from {{1}} or named, with text between them, matching braces": {
    keep: inOrder(
      makes({ name: "named", parameter_format: "NAMED", ...bodyOf("Take {{it}} now", named("it")) }),
      makes(bodyOf("Take {{1}} and {{2}} now", samples("x", "y"))),
    ),
    breakIt: [
      makes({ name: "a", ...bodyOf("Take {{2}} now", samples("x")) }),
      makes({ name: "a", ...bodyOf("Take {{it}} now", named("it")) }),
      makes({ name: "a", ...bodyOf("Take {{1}} {{2}} now", samples("x", "y")) }),
      makes({ name: "a", ...bodyOf("Take {{1} now {{1}} or", samples("x")) }),
      makes({ name: "a", ...withHeader({ text: "New for {{2}} now", example: { header_text: ["x"] } }) }),
    ],
  },
  "one parameter in a header, no formatting; none in a footer": {
    keep: makes(
      withParts(
        { type: "HEADER", format: "TEXT", text: "New for {{1}}", example: { header_text: ["x"] } },
        { type: "FOOTER", text: "Bye" },
      ),
    ),
    breakIt: [
      makes({ name: "a", ...withHeader({ text: "A {{1}} b {{2}}", example: { header_text: ["x"] } }) }),
      makes({ name: "a", ...withHeader({ text: "Now *new*" }) }),
      makes({ name: "a", ...withParts({ type: "FOOTER", text: "By {{1}} now" }) }),
    ],
  },
  "600 characters in a body beside an offer, 160 on a card, 15 in the code of an offer": {
    keep: inOrder(
      makes(offered({ body: 600, code: 15 })),
      makes({ name: "cards", ...newCards(cardText("x".repeat(160)), cardText("x")) }),
    ),
    breakIt: [
      makes({ name: "a", ...offered({ body: 601 }) }),
      makes({ name: "a", ...newCards(cardText("x".repeat(161)), cardText("x")) }),
      makes({ name: "a", ...offered({ code: 16 }) }),
    ],
  },
  "a sample for each parameter; names and languages as the platform writes them; one part of each kind": {
    keep: makes(bodyOf("Take {{1}} and {{2}} now", samples("x", "y"))),
    breakIt: [
      makes({ name: "a", ...bodyOf("Take {{1}} and {{2}} now", samples("x")) }),
      makes({ name: "Order" }),
      makes({ name: "a", language: "en-US" }),
      makes({ name: "a", ...withParts(photo, photo) }),
    ],
  },
  "10 quick replies, which stand together, 2 addresses, one button of any other kind; flows that are published": {
    keep: inOrder(
      makes(withButtons(...replies(10))),
      makes({ name: "others", ...withButtons(site, site, codeButton("A"), reply) }),
      makes({ name: "booking", ...withButtons(flowButton("1321230011223344")) }),
    ),
    breakIt: [
      makes({ name: "a", ...withButtons(...replies(11)) }),
      makes({ name: "a", ...withButtons(reply, site, reply) }),
      makes({ name: "a", ...withButtons(site, site, site) }),
      makes({ name: "a", ...withButtons(codeButton("A"), codeButton("A")) }),
      makes({ name: "a", ...withButtons(flowButton("1321230011223345")) }), // a draft
    ],
  },
  "cards that are all alike; texts of authentication templates by the platform; a time to live that suits the category":
    {
      keep: inOrder(
        makes({ name: "cards", ...newCards(cardText("x"), cardText("y")) }),
        makes({ name: "code", ...forCodes({ type: "BODY" }), message_send_ttl_seconds: 900 }),
        makes({ message_send_ttl_seconds: 43_200 }),
      ),
      breakIt: [
        makes({ name: "a", ...newCards(newCard(), cardText("x")) }),
        makes({ name: "a", ...forCodes({ type: "BODY", text: "Your code is {{1}}, keep it." }) }),
        makes({ name: "a", ...forCodes({ type: "BODY" }), message_send_ttl_seconds: 901 }),
        makes({ name: "a", message_send_ttl_seconds: 60 }),
      ],
    },
  "edits of templates that are approved, rejected or paused; the category not while it is approved": {
    keep: inOrder(
      approved({}),
      controls("reject", "order_left"),
      edits({ category: "UTILITY" }),
      controls("approve", "order_left"),
      edits({ components: bodyOf("It has left.").components }),
    ),
    breakIt: [
      edits({ components: base.components }), // is reviewed
      inOrder(controls("approve", "order_left"), passes(day), edits({ category: "MARKETING" })),
      inOrder(controls("disable", "order_left"), edits({ components: base.components })),
    ],
  },
  "one edit of an approved template in 24 hours, 10 in 30 days": {
    keep: inOrder(approved({}), ...tenEdits(), controls("approve", "order_left"), passes(day - 1), idle),
    breakIt: [
      edits({ components: base.components }), // the last one is a day ago, less a moment
      inOrder(passes(19 * day), edits({ components: base.components })), // the first is 29 days ago, less a moment
    ],
  },
  "a disabled template is not deleted": {
    keep: deletes("hello_world"),
    breakIt: inOrder(controls("disable", "winter_sale"), deletes("winter_sale")),
  },
  "a new or edited template is reviewed, after a second by default": {
    keep: sends("hello_world"),
    breakIt: inOrder(makes({}), passes(1000), passes(day), edits({ components: base.components }), passes(1000), idle),
  },
  "a template that is rated RED is paused, the third time it is disabled": {
    keep: inOrder(approved({}), idle),
    breakIt: inOrder(rated, passes(3 * 60 * 60 * 1000), rated, passes(6 * 60 * 60 * 1000), rated, idle),
  },
  "a template that is archived for 28 days is deleted": {
    keep: approved({}),
    breakIt: inOrder(archived, passes(28 * day), idle),
  },
};

function filledCards(length: number): object {
  const filled = (card_index: number) => ({ card_index, components: [picture, body(text("x".repeat(length)))] });
  return carousel(filled(0), filled(1));
}

function offered({ body: length = 20, code = 8 }: { body?: number; code?: number }) {
  return {
    components: [
      offer,
      { type: "BODY", text: "x".repeat(length) },
      { type: "BUTTONS", buttons: [codeButton("x".repeat(code))] },
    ],
  };
}

function replies(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ ...reply, text: `Answer ${index}` }));
}

function flowButton(flow_id: string): object {
  return { type: "FLOW", text: "Book", flow_id };
}

function forCodes(own: object): object {
  const buttons = [{ type: "OTP", otp_type: "COPY_CODE" }];
  return { category: "AUTHENTICATION", components: [own, { type: "BUTTONS", buttons }] };
}

/** Ten edits of an approved template, one a day. */
function tenEdits(): ((started: Started) => unknown)[] {
  return Array.from({ length: 10 }, (_, index) => [
    controls("approve", "order_left"),
    passes(index === 0 ? 0 : day),
    edits({ components: bodyOf(`It has left ${index}.`).components }),
  ]).flat();
}

/** The call knows no version. */
async function archived(started: Started): Promise<{ status: number }> {
  const { url, accessToken } = started.sandbox;
  const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };
  const own = JSON.stringify({ hsm_ids: [await idOf(started, "order_left")] });
  return fetch(`${url}/${account}/message_templates/archive`, { method: "POST", headers, body: own });
}

async function rated(started: Started): Promise<void> {
  await started.sandbox.templates.setQuality(await idOf(started, "order_left"), "RED");
}
