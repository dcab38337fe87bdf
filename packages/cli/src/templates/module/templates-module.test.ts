import { createMessagesClient } from "@openwaba/messages";
import { createSandbox, type Sandbox } from "@openwaba/sandbox";
import { createTemplatesClient, listMessageTemplates, type SendableTemplate } from "@openwaba/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileFiles } from "./compile.test-support.ts";
import { templatesModule } from "./templates-module.ts";

const fields = ["name", "language", "status", "category", "sub_category", "parameter_format", "components"] as const;
const ids = { phone_number_id: "108110225544001" };
const to = "+15550123456";

let sandbox: Sandbox;
let account: SendableTemplate[];
beforeAll(async () => {
  sandbox = await createSandbox({ strict: true });
  const client = createTemplatesClient({ auth: sandbox.accessToken, baseUrl: sandbox.url });
  account = await listMessageTemplates(client, { waba_id: "102290129340398", fields }).toArray({ limit: 1000 });
});
afterAll(() => sandbox.close());

const file = { link: "https://harbourcoffee.example/picture.jpg" };
const card = { header: file, button: { seeIt: "commuter" } };

const place = { latitude: 47.6, longitude: "-122.3", name: "Corner", address: "1 Main Street" };

/** What each template of the sandbox is sent with. */
const inputs: Readonly<Record<string, object>> = {
  autumnTasting: { header: file, body: ["Ada", "AUTUMN10"], button: { code: "AUTUMN10" } },
  backInStock: { header: { catalog_id: "367025965434465", product_retailer_id: "helmet-m" } },
  bicycleOfTheMonth: { header: file, body: { customer: "Ada" } },
  bicyclesOfTheMonth: { body: ["Ada"], cards: [card, { ...card, button: { seeIt: "x", tellMeMore: "more" } }] },
  bookService: { button: { chooseADay: { flow_token: "booking-1" } } },
  browseShop: { button: { viewCatalog: { thumbnail_product_retailer_id: "helmet-m" } } },
  callUs: { button: { callUs: { ttl_minutes: 60, payload: "order" } } },
  courierNearby: { header: place },
  deliveryOnItsWay: {
    header: place,
    body: { first_name: "Ada", parcel_number: "HC-1" },
    button: { trackParcel: "HC-1" },
  },
  invoiceReady: { header: { ...file, filename: "invoice.pdf" }, body: { customer: "Ada", total: "$24.50" } },
  loginCode: { code: "4273" },
  newArrivals: {
    header: ["Ada"],
    button: {
      viewItems: { thumbnail_product_retailer_id: "a", sections: [{ product_items: [{ product_retailer_id: "a" }] }] },
    },
  },
  orderShipped: { header: file, body: ["Ada", "$24.50", "Friday"], button: { trackIt: "8841" } },
  orderUpdate: { order_status: { reference_id: "order-8841", order: { status: "shipped" } } },
  payOrder: {
    button: {
      copiarCódigoPix: {
        reference_id: "order-8841",
        type: "physical-goods",
        payment_type: "br",
        payment_settings: [{ type: "payment_link", payment_link: { uri: "https://pay.example/11" } }],
        currency: "BRL",
        total_amount: { value: 12500, offset: 100 },
      },
    },
  },
  signInCode: { code: "4273" },
  winterOffer: { offer: { expires: new Date(1_795_564_800_000) }, button: { code: "WINTER25" } },
};

type Send = (client: object, input: object) => Promise<{ messages: unknown[] }>;

describe("templatesModule()", () => {
  it("writes the same, in whatever order the templates are listed", () => {
    expect(templatesModule(account.toReversed())).toBe(templatesModule(account));
  });

  it.each([true, false])("compiles, with exact optional properties: %s", async (isExact) => {
    const { problems } = await compileFiles({ "templates.ts": templatesModule(account) }, isExact);
    expect(problems).toBe("");
  });

  it("writes functions that send what the sandbox accepts, for every approved template", async () => {
    const { load, problems } = await compileFiles({ "templates.ts": templatesModule(account) });
    expect(problems).toBe("");
    const client = createMessagesClient({ auth: sandbox.accessToken, baseUrl: sandbox.url, ids });
    const functions = Object.entries(await load("templates.js")) as [string, Send][];
    expect(functions.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(inputs)));
    const rejected: unknown[] = [];
    for (const [name, send] of functions)
      await send(client, { to, ...inputs[name] }).catch((error: Error) => rejected.push(`${name}: ${error.message}`));
    expect(rejected).toEqual([expect.stringContaining("weekendBrunch: ")]); // it is paused
  });

  it("writes types that a mistake does not fit", async () => {
    const mistakes = `
      import { createMessagesClient } from "@openwaba/messages";
      import { bicyclesOfTheMonth, helloWorld, invoiceReady, orderShipped, signInCode, winterOffer } from "./templates.ts";
      const client = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "1" } });
      const unbound = createMessagesClient({ auth: "EAAB" });
      const to = "+15550123456";
      const header = { id: "1037" };
      const card = { header, button: { seeIt: "x" } };
      await orderShipped(client, { to, header, body: ["Ada", "1", "2"], button: { trackIt: "8841" } });
      await orderShipped(unbound, { to, phone_number_id: "1", header, body: ["Ada", "1", "2"], button: { trackIt: "x" } });
      // @ts-expect-error: a client that is not bound to a number, and none is given
      await orderShipped(unbound, { to, header, body: ["Ada", "1", "2"], button: { trackIt: "x" } });
      // @ts-expect-error: a parameter too few
      await orderShipped(client, { to, header, body: ["Ada", "1"], button: { trackIt: "8841" } });
      // @ts-expect-error: a parameter too many
      await orderShipped(client, { to, header, body: ["Ada", "1", "2", "3"], button: { trackIt: "8841" } });
      // @ts-expect-error: no picture
      await orderShipped(client, { to, body: ["Ada", "1", "2"], button: { trackIt: "8841" } });
      // @ts-expect-error: a picture by id and by link
      await orderShipped(client, { to, header: { id: "1", link: "x" }, body: ["Ada", "1", "2"], button: { trackIt: "x" } });
      // @ts-expect-error: no end of the address
      await orderShipped(client, { to, header, body: ["Ada", "1", "2"], button: {} });
      // @ts-expect-error: a button that is not there
      await orderShipped(client, { to, header, body: ["Ada", "1", "2"], button: { trackIt: "x", other: "x" } });
      // @ts-expect-error: no recipient
      await orderShipped(client, { header, body: ["Ada", "1", "2"], button: { trackIt: "8841" } });
      await invoiceReady(client, { to, header, body: { customer: "Ada", total: "$5" } });
      // @ts-expect-error: a name too few
      await invoiceReady(client, { to, header, body: { customer: "Ada" } });
      // @ts-expect-error: a name too many
      await invoiceReady(client, { to, header, body: { customer: "Ada", total: "$5", tax: "$1" } });
      await signInCode(client, { to, code: "4273" });
      // @ts-expect-error: no code
      await signInCode(client, { to });
      await bicyclesOfTheMonth(client, { to, body: ["Ada"], cards: [card, card] });
      // @ts-expect-error: a card too few
      await bicyclesOfTheMonth(client, { to, body: ["Ada"], cards: [card] });
      await winterOffer(client, { to, offer: { expires: new Date() }, button: { code: "A" } });
      // @ts-expect-error: an offer without its end
      await winterOffer(client, { to, button: { code: "A" } });
      await helloWorld(client, { to, context: { message_id: "wamid.1" } });
      // @ts-expect-error: a template that takes nothing
      await helloWorld(client, { to, body: ["Ada"] });
    `;
    const files = { "templates.ts": templatesModule(account), "mistakes.ts": mistakes };
    expect((await compileFiles(files)).problems).toBe("");
  });

  it("writes functions that reject before they send what the platform rejects", async () => {
    const { load } = await compileFiles({ "templates.ts": templatesModule(account) });
    const { orderShipped, signInCode } = (await load("templates.js")) as Record<string, Send>;
    const send = (body: readonly unknown[]) => orderShipped?.({}, { to, header: file, body, button: { trackIt: "x" } });
    await expect(send(["Ada\n", "1", "2"])).rejects.toThrow("Cannot send the template: body 1: it has line breaks");
    await expect(send(["Ada", " ", "2"])).rejects.toThrow("body 2: it is empty");
    await expect(send(["Ada", "1", undefined])).rejects.toThrow("body 3: it is empty");
    await expect(signInCode?.({}, { to, code: "1".repeat(16) })).rejects.toThrow("it has more than 15 characters");
  });
});

const body = (text: string) => ({ type: "BODY", text });
const made = (own: object): SendableTemplate => ({
  name: "greeting",
  language: "en_US",
  status: "APPROVED",
  category: "UTILITY",
  components: [body("Hello")],
  ...own,
});

describe("languages", () => {
  const track = (text: string) => ({
    type: "BUTTONS",
    buttons: [{ type: "URL", text, url: "https://a.example/{{1}}" }],
  });

  it("that are alike are chosen by name, with the labels of the English one", async () => {
    const both = [
      made({ language: "de", components: [body("Hallo {{1}} da"), track("Verfolgen")] }),
      made({ components: [body("Hello {{1}} there"), track("Track it")] }),
    ];
    const use = `
      import { greeting } from "./templates.ts";
      type Input = Parameters<typeof greeting>[1];
      const input = { to: "+1", phone_number_id: "1", body: ["Ada"], button: { trackIt: "x" } } as const;
      export const right: Input[] = [{ ...input, language: "de" }, { ...input, language: "en_US" }];
      // @ts-expect-error: a language that there is not
      export const wrong: Input = { ...input, language: "fr" };
    `;
    expect((await compileFiles({ "templates.ts": templatesModule(both), "use.ts": use })).problems).toBe("");
  });

  it("that differ select what is to be given", async () => {
    const both = [
      made({ language: "de", components: [body("Hallo {{1}} und {{2}} da")] }),
      made({ language: "de_AT", components: [body("Servus {{1}} und {{2}} da")] }),
      made({ components: [body("Hello {{1}} there")] }),
    ];
    const use = `
      import { greeting } from "./templates.ts";
      type Input = Parameters<typeof greeting>[1];
      const target = { to: "+1", phone_number_id: "1" };
      export const right: Input[] = [
        { ...target, language: "de_AT", body: ["Ada", "Ines"] },
        { ...target, language: "en_US", body: ["Ada"] },
      ];
      // @ts-expect-error: the parameters of another language
      export const wrong: Input = { ...target, language: "de", body: ["Ada"] };
    `;
    const { problems, load } = await compileFiles({ "templates.ts": templatesModule(both), "use.ts": use });
    expect(problems).toBe("");
    const { greeting } = (await load("templates.js")) as Record<string, Send>;
    const sent: unknown[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      sent.push(JSON.parse(String(init?.body)).template);
      return Response.json({ messages: [] });
    };
    const client = createMessagesClient({ auth: "EAAB", ids, fetch });
    await greeting?.(client, { to, language: "de", body: ["Ada", "Ines"] });
    const parameters = [
      { type: "text", text: "Ada" },
      { type: "text", text: "Ines" },
    ];
    expect(sent).toEqual([{ name: "greeting", language: { code: "de" }, components: [{ type: "body", parameters }] }]);
  });
});

describe("names", () => {
  it.each([
    [
      ["delete", "order_update", "2fa_code", "_", "sendTemplate"],
      ["_2faCode", "deleteTemplate", "orderUpdate", "sendtemplate", "template"],
    ],
    [
      ["a_b", "a__b", "ab"],
      ["aB", "aB_2", "ab"],
    ],
    [
      ["text", "input", "messages"],
      ["inputTemplate", "messagesTemplate", "textTemplate"],
    ],
  ])("of %j are %j", (names, functions) => {
    const text = templatesModule(names.map((name) => made({ name })));
    expect([...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name).toSorted()).toEqual(functions);
  });

  it("of what is gone are left out, and what was rejected is marked", () => {
    const text = templatesModule([made({ status: "ARCHIVED" }), made({ name: "no", status: "REJECTED" })]);
    expect(text).not.toContain("greeting");
    expect(text).toContain("@deprecated It cannot be sent in this state");
    expect(templatesModule([])).toContain("export {};");
  });
});

it("hostile texts cannot leave their place in the module", async () => {
  const nasty =
    "*/ process.exit(1); /* ` ${process.exit(1)} \" ' \\ \u2028 \u2029 \u202E \r\n </script> //# sourceMappingURL=x";
  const named = {
    parameter_format: "NAMED",
    components: [body(`Hi {{${nasty.replaceAll(/[{}]/g, "")}}} and {{__proto__}} there`)],
  };
  const button = { type: "BUTTONS", buttons: [{ type: "URL", text: nasty, url: "https://a.example/{{1}}" }] };
  const templates = [
    made({
      name: nasty,
      language: nasty,
      status: nasty,
      category: nasty,
      components: [body(nasty), { type: "FOOTER", text: nasty }, button],
    }),
    made(named),
    made({ name: "#endregion\n", language: "en" }),
    ...[
      null,
      {},
      { type: 7 },
      { type: "BODY", text: {} },
      { type: "BUTTONS", buttons: 7 },
      { type: "CAROUSEL", cards: [null] },
    ].map((component, index) => made({ name: `odd_${index}`, components: [component] })),
  ];
  const text = templatesModule(templates);
  const { problems, load } = await compileFiles({ "templates.ts": text });
  expect(problems).toBe("");
  expect(Object.keys(await load("templates.js"))).toHaveLength(9);
  expect(text).not.toContain("//#");
  expect(text).not.toMatch(/[\u2028\u2029\u202E]/);
});
