import { seedIds } from "../../seed-ids.ts";
import { itemsOf, type Kept } from "../../world/kept.ts";
import type { Data, World } from "../../world/world.ts";
import { newTemplate } from "./create.ts";
import { libraryKind } from "./library.ts";
import { storedParts } from "./stored-form.ts";
import { kind, type Template, type TemplateCategory, type TemplateComponent } from "./template.ts";

const firstSeen = 1_793_865_600_000; // the time in the examples
const firstId = 1_689_556_908_129_850n; // follows the ids in the examples

type Definition = Pick<Template, "category" | "components" | "language" | "name"> &
  Partial<Pick<Template, "id" | "parameter_format" | "quality_score" | "status" | "sub_category">> & {
    readonly display_format?: string;
  };

const image: TemplateComponent = { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::aW1hZ2U:ARZ2"] } };

function body(text: string, ...samples: string[]): TemplateComponent {
  return { type: "BODY", text, ...(samples.length > 0 && { example: { body_text: [samples] } }) };
}

function namedBody(text: string, samples: Readonly<Record<string, string>>): TemplateComponent {
  const params = Object.entries(samples).map(([param_name, example]) => ({ param_name, example }));
  return { type: "BODY", text, example: { body_text_named_params: params } };
}

function buttons(...list: NonNullable<TemplateComponent["buttons"]>): TemplateComponent {
  return { type: "BUTTONS", buttons: list };
}

function link(text: string, url: string, sample: string) {
  return { type: "URL", text, url: `${url}{{1}}`, example: [`${url}${sample}`] };
}

function bicycle(text: string, name: string): { components: TemplateComponent[] } {
  const shop = "https://northwind.example/bicycles/";
  const more = { type: "QUICK_REPLY", text: "Tell me more" };
  return { components: [image, body(text), buttons(more, link("See it", shop, name))] };
}

/** The templates that examples of the documents send, so that each of them works, and what else they name. */
export const seededTemplates: readonly Definition[] = [
  {
    name: "hello_world",
    language: "en_US",
    category: "UTILITY",
    components: [
      { type: "HEADER", format: "TEXT", text: "Hello World" },
      body("Welcome! If you can read this, your business can send messages."),
      { type: "FOOTER", text: "A template to start with" },
    ],
  },
  {
    id: "1689556908129834",
    name: "weekend_brunch",
    language: "en_GB",
    category: "MARKETING",
    status: "PAUSED",
    quality_score: { score: "RED", date: firstSeen / 1000 },
    components: [body("Brunch is served from nine this weekend. Come hungry!")],
  },
  {
    id: "1689556908129837",
    name: "autumn_tasting",
    language: "en_GB",
    category: "MARKETING",
    components: [
      image,
      body("The autumn roasts are here, {{1}}! Show code {{2}} at the counter.", "Amara", "AUTUMN10"),
      buttons({ type: "COPY_CODE", example: ["AUTUMN10"] }),
    ],
  },
  {
    name: "opening_hours",
    language: "en_US",
    category: "UTILITY",
    components: [body("We are open from 8 to 18, on Sundays from 10.")],
  },
  {
    name: "order_shipped",
    language: "en_US",
    category: "UTILITY",
    components: [
      image,
      body("Hello {{1}}, your order of {{2}} has left and arrives on {{3}}.", "Ada", "$24.50", "November 24, 2026"),
      buttons(link("Track it", "https://harbourcoffee.example/orders/", "8841/track"), {
        type: "QUICK_REPLY",
        text: "Change address",
      }),
    ],
  },
  {
    name: "invoice_ready",
    language: "en",
    category: "UTILITY",
    parameter_format: "NAMED",
    components: [
      { type: "HEADER", format: "DOCUMENT", example: { header_handle: ["4::YXBwbGljYXRpb24:ARZ2"] } },
      namedBody("Hello {{customer}}, your invoice of {{total}} is ready.", { customer: "Ada", total: "$24.50" }),
    ],
  },
  {
    name: "courier_nearby",
    language: "en_US",
    category: "UTILITY",
    components: [{ type: "HEADER", format: "LOCATION" }, body("Our courier is nearby and waits at this place.")],
  },
  {
    name: "sign_in_code",
    language: "en_US",
    category: "AUTHENTICATION",
    components: [
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: 10 },
      buttons({ type: "OTP", otp_type: "COPY_CODE" }),
    ],
  },
  {
    name: "winter_offer",
    language: "en_US",
    category: "MARKETING",
    components: [
      { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Until Sunday", has_expiration: true } },
      body("All winter bicycles cost a quarter less."),
      buttons({ type: "COPY_CODE", example: ["WINTER25"] }),
    ],
  },
  {
    name: "winter_sale",
    language: "en_US",
    category: "MARKETING",
    components: [
      body("The winter sale has begun. Come and see!"),
      buttons({ type: "QUICK_REPLY", text: "Stop offers" }),
    ],
  },
  {
    name: "book_service",
    language: "en_US",
    category: "UTILITY",
    components: [
      body("It is time for the yearly service of your bicycle."),
      buttons({ type: "FLOW", text: "Choose a day", flow_id: "1321230011223344" }),
    ],
  },
  {
    name: "new_arrivals",
    language: "en_US",
    category: "MARKETING",
    components: [
      {
        type: "HEADER",
        format: "TEXT",
        text: "New for {{1}}",
        example: { header_text: ["Autumn"] },
      },
      body("These helmets came in this week."),
      buttons({ type: "MPM", text: "View items" }),
    ],
  },
  {
    name: "browse_shop",
    language: "en_US",
    category: "MARKETING",
    components: [body("Everything that we sell, in one place."), buttons({ type: "CATALOG", text: "View catalog" })],
  },
  {
    name: "back_in_stock",
    language: "en_US",
    category: "MARKETING",
    components: [
      { type: "HEADER", format: "PRODUCT" },
      body("What you looked for is back in stock."),
      buttons({ type: "SPM", text: "View" }),
    ],
  },
  {
    name: "bicycles_of_the_month",
    language: "en_US",
    category: "MARKETING",
    components: [
      body("Hello {{1}}, these are our bicycles of the month.", "Ada"),
      {
        type: "CAROUSEL",
        cards: [bicycle("For the way to work.", "commuter"), bicycle("For the long way home.", "tourer")],
      },
    ],
  },
  {
    name: "bicycle_of_the_month",
    language: "en_US",
    category: "MARKETING",
    parameter_format: "NAMED",
    components: [image, namedBody("Hello {{customer}}, this is our bicycle of the month.", { customer: "Ada" })],
  },
  {
    name: "call_us",
    language: "en",
    category: "UTILITY",
    components: [body("A question about your order? Call us here."), buttons({ type: "VOICE_CALL", text: "Call us" })],
  },
  {
    name: "pay_order",
    language: "pt_BR",
    category: "UTILITY",
    display_format: "ORDER_DETAILS",
    components: [
      body("Seu pedido está pronto para pagamento."),
      buttons({ type: "ORDER_DETAILS", text: "Copiar código Pix" }),
    ],
  },
  {
    name: "order_update",
    language: "pt_BR",
    category: "UTILITY",
    sub_category: "ORDER_STATUS",
    components: [body("Há novidades sobre o seu pedido.")],
  },
  {
    name: "pay_slip",
    language: "pt_BR",
    category: "UTILITY",
    components: [
      body("O boleto do seu pedido está pronto."),
      buttons({ type: "PAYMENT_REQUEST", text: "Copiar código de barras" }),
    ],
  },
];

/** Fills the account of the seed with its templates. */
export function seedTemplates(world: World): void {
  for (const [index, template] of seededTemplates.entries()) {
    const { category, language, components } = template;
    put(world, seedIds.account, {
      id: String(firstId + BigInt(index)),
      ...template,
      components: storedParts(components, category, language),
    });
  }
}

/** Templates of the documents' examples. */
export const templateSeeds: Readonly<Record<string, Pick<Kept, "seed">>> = {
  listMessageTemplates: {
    seed: (world, { path, answer }) => {
      for (const item of itemsOf(answer)) put(world, path["waba_id"], item);
    },
  },
  listLibraryTemplates: {
    seed: (world, { answer }) => {
      for (const item of itemsOf(answer)) world.put(libraryKind, undefined, item, String(item["id"]));
    },
  },
};

function put(world: World, account: string | undefined, data: Data): void {
  const id = String(data["id"]);
  const category = data["category"] as TemplateCategory;
  const purpose = category !== "AUTHENTICATION" && { sub_category: "CUSTOM" };
  world.put(kind, account, { ...newTemplate(id, firstSeen), status: "APPROVED", ...purpose, ...data }, id);
}
