import { describe, expect, it } from "vitest";
import { refusal, shareSandbox } from "../../sandbox.test-support.ts";

const { call, sandbox } = await shareSandbox({ templateReview: "manual" });
const from = "/108110225544001";
const to = { messaging_product: "whatsapp", to: "+15550123456", type: "template" };

const text = (value: string, parameter_name?: string) => ({ type: "text", text: value, parameter_name });
const part = (type: string, ...parameters: object[]) => ({ type, parameters });
const header = (...parameters: object[]) => part("header", ...parameters);
const body = (...parameters: object[]) => part("body", ...parameters);
const button = (sub_type: string, index: number | string, ...parameters: object[]) => ({
  type: "button",
  sub_type,
  index,
  parameters,
});
const image = { type: "image", image: { id: "1037543291543636" } };
const link = button("url", "0", text("8841"));
const shipped = [header(image), body(text("Ada"), text("$24.50"), text("Friday")), link];
const card = (card_index: number, ...more: object[]) => ({
  card_index,
  components: [header(image), button("url", 1, text("x")), ...more],
});
const carousel = (...cards: object[]) => ({ type: "carousel", cards });

async function send(name: string, components: readonly object[] = [], code = "en_US", own: object = {}) {
  const template = { name, language: { code }, ...(components.length > 0 && { components }) };
  return call("POST", `${from}/messages`, { body: { ...to, template, ...own } });
}

const market = (name: string, own: object = {}) =>
  call("POST", `${from}/marketing_messages`, {
    body: { ...to, template: { name, language: { code: "en_US" } }, ...own },
  });

async function expectRefusal(answer: Promise<{ status: number; body: object }>, code: number, details: string) {
  const { status, body: got } = await answer;
  expect(got).toMatchObject({ error: { code, error_data: { details: expect.stringContaining(details) } } });
  expect(status).toBe(code === 132_001 ? 404 : 400);
  expect(sandbox.sent).toEqual([]);
}

describe("a message is sent", () => {
  it.each<[string, string, object[], string?]>([
    ["without parameters", "hello_world", []],
    ["with empty parts", "hello_world", [header(), body()]],
    ["with kinds in capitals", "order_shipped", [...shipped.slice(0, 2), { ...link, type: "BUTTON", sub_type: "URL" }]],
    ["with names in another order", "invoice_ready", invoice("total", "customer"), "en"],
    [
      "with the code on a button of the kind otp",
      "sign_in_code",
      [body(text("4273")), button("otp", "0", text("4273"))],
    ],
    ["with cards in another order", "bicycles_of_the_month", [body(text("Ada")), carousel(card(1), card(0))]],
    ["without the optional thumbnail of a catalog", "browse_shop", []],
    ["without what a reply brings back", "order_shipped", shipped],
  ])("%s", async (_, name, components, code) => {
    expect(await send(name, components, code)).toMatchObject({ status: 200 });
    expect(sandbox.sent).toHaveLength(1);
  });
});

function invoice(...names: string[]) {
  const document = { type: "document", document: { link: "https://harbourcoffee.example/8841.pdf" } };
  return [header(document), body(...names.map((name) => text("Ada", name)))];
}

describe("refused is, with Meta's code,", () => {
  it.each<[string, string, object[], number, string, string?]>([
    ["an unknown name", "other", [], 132_001, "no template other in en_US"],
    ["another language", "hello_world", [], 132_001, "no template hello_world in de", "de"],
    [
      "a parameter too few",
      "order_shipped",
      [header(image), body(text("Ada")), link],
      132_000,
      "body: got 1 parameters, expected 3",
    ],
    ["a parameter too many", "hello_world", [body(text("Ada"))], 132_000, "body: got 1 parameters, expected 0"],
    ["no body", "order_shipped", [header(image), link], 132_000, "body: got 0 parameters, expected 3"],
    ["two bodies", "hello_world", [body(), body()], 132_000, "body: it is there 2 times"],
    ["a header that the template has not", "opening_hours", [header(image)], 132_000, "header: got 1"],
    ["a name too few", "invoice_ready", invoice("total"), 132_000, "expected 2 (customer, total)", "en"],
    [
      "a parameter without its name",
      "invoice_ready",
      [invoice()[0] ?? {}, body(text("Ada"), text("7"))],
      100,
      "parameter_name is missing",
      "en",
    ],
    [
      "an unknown name of a parameter",
      "invoice_ready",
      invoice("total", "client"),
      132_012,
      "got the name client",
      "en",
    ],
    ["a name twice", "invoice_ready", invoice("total", "total"), 132_012, "each of customer, total once", "en"],
    ["a name for a number", "bicycles_of_the_month", [body(text("Ada", "name"))], 132_012, "not the name name"],
    [
      "another kind of header",
      "order_shipped",
      [header(text("Ada")), ...shipped.slice(1)],
      132_012,
      "header: got text, expected image",
    ],
    ["a picture for a text", "new_arrivals", [header(image)], 132_012, "header: got image, expected text"],
    ["no picture", "order_shipped", shipped.slice(1), 131_008, "header: the image is missing"],
    ["no end of an address", "order_shipped", shipped.slice(0, 2), 131_008, "button 0: the end of its address"],
    [
      "a button that is not there",
      "order_shipped",
      [...shipped, button("url", 7, text("x"))],
      131_009,
      "button 7: the template has 2",
    ],
    [
      "another kind of button",
      "order_shipped",
      [...shipped, button("url", 1, text("x"))],
      131_009,
      "got url, the template has QUICK_REPLY",
    ],
    ["a button twice", "order_shipped", [...shipped, link], 131_009, "button 0: it is there twice"],
    ["no flow", "book_service", [], 131_009, "button 0: the FLOW button"],
    ["no products", "new_arrivals", [header(text("Ada"))], 131_008, "the MPM button needs"],
    ["no code to copy", "winter_offer", [part("limited_time_offer", ends())], 131_008, "button 0: the COPY_CODE"],
    ["no end of an offer", "winter_offer", [button("copy_code", 0, coupon())], 131_008, "limited_time_offer"],
    [
      "an offer that the template has not",
      "hello_world",
      [part("limited_time_offer", ends())],
      132_012,
      "no such part",
    ],
    ["an order that the template has not", "hello_world", [part("order_status", order())], 132_012, "no such part"],
    ["cards that the template has not", "hello_world", [carousel(card(0))], 132_012, "carousel: the template has no"],
    [
      "a card too few",
      "bicycles_of_the_month",
      [body(text("Ada")), carousel(card(0))],
      132_000,
      "got 1 cards, expected 2",
    ],
    ["a card twice", "bicycles_of_the_month", [body(text("Ada")), carousel(card(0), card(0))], 131_009, "card_index"],
    [
      "a card's text too many",
      "bicycles_of_the_month",
      [body(text("Ada")), carousel(card(0, body(text("x"))), card(1))],
      132_000,
      "card 0, body",
    ],
    ["an empty text", "bicycles_of_the_month", [body(text(" "))], 100, ""],
    ["a line break", "bicycles_of_the_month", [body(text("Ada\nB"))], 132_018, "line breaks"],
    ["five spaces", "bicycles_of_the_month", [body(text("Ada     B"))], 132_018, "four spaces"],
    ["a long text", "bicycles_of_the_month", [body(text("x".repeat(1000)))], 132_005, "1044 characters"],
    ["a long header", "new_arrivals", [header(text("x".repeat(60)))], 132_005, "header: it has 68 characters"],
    ["a long code", "sign_in_code", [body(text("1".repeat(16)))], 132_005, "the code has 16"],
  ])("%s", async (_, name, components, code, details, language) => {
    const answer = send(name, components, language);
    if (details === "") expect(await answer).toMatchObject(refusal(400, code, "is empty"));
    else await expectRefusal(answer, code, details);
  });

  it.each([
    ["PENDING", 132_001],
    ["REJECTED", 132_001],
    ["PAUSED", 132_015],
    ["DISABLED", 132_016],
    ["ARCHIVED", 132_001],
  ])("a template that is %s", async (status, code) => {
    const { id } = await newTemplate();
    if (status === "REJECTED") await sandbox.templates.reject(id);
    if (status === "PAUSED") await approved(id, (templates) => templates.pause(id));
    if (status === "DISABLED") await approved(id, (templates) => templates.disable(id));
    if (status === "ARCHIVED") {
      await sandbox.templates.approve(id);
      const path = `${sandbox.url}/102290129340398/message_templates/archive`;
      const headers = { Authorization: `Bearer ${sandbox.accessToken}`, "Content-Type": "application/json" };
      await fetch(path, { method: "POST", headers, body: JSON.stringify({ hsm_ids: [id] }) });
    }
    await expectRefusal(send("order_left"), code, `order_left in en_US is ${status}`);
    await sandbox.templates.approve(id);
    expect(await send("order_left")).toMatchObject({ status: 200 });
  });

  it("a template of another account", async () => {
    const { id } = await newTemplate({}, "/104996122399160");
    await sandbox.templates.approve(id);
    await expectRefusal(send("order_left"), 132_001, "102290129340398 has no template order_left");
  });

  it("a marketing template, where the account sends those elsewhere", async () => {
    await call("POST", "/102290129340398", { body: { disable_marketing_messages_on_cloud_api: true } });
    await expectRefusal(send("winter_sale"), 131_063, "winter_sale is MARKETING");
    expect(await market("winter_sale")).toMatchObject({ status: 200 });
  });

  it("a template with a highest price, and a user id for it", async () => {
    const price = { bid_amount: 5, bid_strategy: "LOWEST_COST_WITH_BID_CAP" };
    const { id } = await newTemplate({ category: "MARKETING", optimization_spec: price });
    await sandbox.templates.approve(id);
    await expectRefusal(send("order_left"), 131_061, "highest price");
    await expectRefusal(
      market("order_left", { to: undefined, recipient: "US.13491208655302741918" }),
      131_062,
      "highest price",
    );
    expect(await market("order_left")).toMatchObject({ status: 200 });
  });

  it("what is no marketing template, by the Marketing Messages API", async () => {
    await expectRefusal(market("hello_world"), 134_100, "hello_world is UTILITY");
    await expectRefusal(market("other"), 132_001, "no template other");
  });

  it("what a template of the library takes for another kind of value", async () => {
    const url = { base_url: "https://harbourcoffee.example/" };
    const library = { library_template_name: "delivery_update_1", components: undefined };
    await newTemplate({ ...library, library_template_button_inputs: [{ type: "URL", url }] });
    await expectRefusal(send("order_left", [body(text("Ada"), text("7"), text("soon"))]), 132_018, "soon is no DATE");
    expect(await send("order_left", [body(text("Ada"), text("7"), text("12 May"))])).toMatchObject({ status: 200 });
  });
});

function ends() {
  return { type: "limited_time_offer", limited_time_offer: { expiration_time_ms: 1_795_564_800_000 } };
}

function coupon() {
  return { type: "coupon_code", coupon_code: "WINTER25" };
}

function order() {
  return { type: "order_status", order_status: { reference_id: "1", order: { status: "shipped" } } };
}

async function newTemplate(own: object = {}, account = "/102290129340398"): Promise<{ id: string }> {
  const components = [{ type: "BODY", text: "Your order has left." }];
  const template = { name: "order_left", language: "en_US", category: "UTILITY", components, ...own };
  return (await call("POST", `${account}/message_templates`, { body: template })).body as { id: string };
}

async function approved(id: string, then: (templates: typeof sandbox.templates) => Promise<unknown>) {
  await sandbox.templates.approve(id);
  await then(sandbox.templates);
}

it.each([
  ["hello_world", [], "utility"],
  ["winter_sale", [], "marketing"],
  ["sign_in_code", [body(text("4273")), button("url", "0", text("4273"))], "authentication"],
])("a message with %s costs the price of its category", async (name, components, category) => {
  await send(name, components);
  await sandbox.settled();
  const [sent] = sandbox.webhooks.map(({ body: delivered }) => JSON.parse(delivered));
  expect(sent.entry[0].changes[0].value.statuses[0].pricing).toMatchObject({ category });
});
