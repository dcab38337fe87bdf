import type { Schemas as Sent } from "@openwaba/messages";
import type { Schemas as Defined } from "@openwaba/templates";

type Component = Defined["TemplateComponent"] | Defined["TemplateCardComponent"];
type SentComponent = Sent["TemplateComponent"];
type SentCardComponent = Sent["TemplateCardComponent"];
type BodyParameter = Extract<Sent["TemplateBodyParameter"], { type: "text" }>;

/** Something that is only known when a template is sent. */
export interface Placeholder {
  /** Names it within the template. */
  readonly key: string;
  /** How it is called, such as `{{1}}`. */
  readonly label: string;
  readonly kind: "text" | "file" | "place" | "product" | "time";
  /** Where it stands, such as "Body" or "Card 2, button". */
  readonly where: string;
  /** The sample that came with the template, else empty. */
  readonly example: string;
}

/** What is put in for placeholders, by their keys. */
export type Values = Readonly<Record<string, string>>;

const pattern = /\{\{\s*(\w+)\s*\}\}/g;
const media = new Set(["IMAGE", "VIDEO", "DOCUMENT"]);

/** The placeholders of a template, from top to bottom. */
export function placeholdersOf(components: readonly Component[], card?: number): Placeholder[] {
  const prefix = card === undefined ? "" : `card ${card} `;
  const place = (part: string) => (card === undefined ? part : `Card ${card + 1}, ${part.toLowerCase()}`);
  return components.flatMap((component): Placeholder[] => {
    const type = typeOf(component);
    if (type === "HEADER" || type === "BODY") {
      const where = place(type === "HEADER" ? "Header" : "Body");
      const named = (name: string, kind: Placeholder["kind"], label: string, example = "") => ({
        key: `${prefix}${type.toLowerCase()} ${name}`,
        label,
        kind,
        where,
        example,
      });
      const format = formatOf(component);
      if (type === "HEADER" && media.has(format)) return [named("file", "file", format.toLowerCase())];
      if (type === "HEADER" && format === "LOCATION") return [named("place", "place", "location")];
      if (type === "HEADER" && format === "PRODUCT") return [named("product", "product", "product")];
      return namesIn(component.text).map((name) =>
        named(name, "text", `{{${name}}}`, exampleOf(component, type, name)),
      );
    }
    if (type === "LIMITED_TIME_OFFER" && expires(component))
      return [{ key: "offer", label: "end of the offer", kind: "time", where: "Offer", example: "" }];
    if (type === "BUTTONS")
      return buttonsIn(component).flatMap((button, index) => {
        const known = { key: `${prefix}button ${index}`, kind: "text" as const, where: place("Button") };
        const { text = "", url = "" } = button;
        const [example = ""] = [button.example ?? ""].flat();
        if (button.type?.toUpperCase() === "COPY_CODE") return [{ ...known, label: "code", example }];
        const [name] = namesIn(url);
        if (name === undefined) return [];
        return [{ ...known, label: `{{${name}}} of ${text}`, example: partOf(url, example) }];
      });
    if (type === "CAROUSEL") return cardsIn(component).flatMap((own, index) => placeholdersOf(own, index));
    return [];
  });
}

/** What a call would send, so that a template with these values can be shown. Placeholders without a value stay. */
export function componentsWith(components: readonly Component[], values: Values): SentComponent[] {
  return components.flatMap((component): SentComponent[] => {
    if (typeOf(component) === "CAROUSEL") {
      const cards = cardsIn(component).map((own, card_index) => ({
        card_index,
        components: partsWith(own, values, `card ${card_index} `),
      }));
      return [{ type: "carousel", cards }];
    }
    const end = Date.parse(values["offer"] ?? "");
    if (typeOf(component) === "LIMITED_TIME_OFFER" && !Number.isNaN(end)) {
      const limited_time_offer = { expiration_time_ms: end };
      return [{ type: "limited_time_offer", parameters: [{ type: "limited_time_offer", limited_time_offer }] }];
    }
    return partsWith([component], values, "");
  });
}

function partsWith(components: readonly Component[], values: Values, prefix: string): SentCardComponent[] {
  return components.flatMap((component): SentCardComponent[] => {
    switch (typeOf(component)) {
      case "HEADER": {
        const parameters = headerWith(component, (name) => values[`${prefix}header ${name}`] ?? "");
        return parameters.length === 0 ? [] : [{ type: "header", parameters }];
      }
      case "BODY":
        return [{ type: "body", parameters: textsWith(component, (name) => values[`${prefix}body ${name}`] ?? "") }];
      case "BUTTONS":
        return buttonsIn(component).flatMap((button, index): SentCardComponent[] => {
          const value = values[`${prefix}button ${index}`] ?? "";
          if (value === "") return [];
          if (button.type?.toUpperCase() === "COPY_CODE")
            return [
              {
                type: "button",
                sub_type: "copy_code",
                index,
                parameters: [{ type: "coupon_code", coupon_code: value }],
              },
            ];
          return [{ type: "button", sub_type: "url", index, parameters: [{ type: "text", text: value }] }];
        });
      default:
        return [];
    }
  });
}

function headerWith(header: Component, valueOf: (name: string) => string): Sent["TemplateHeaderParameter"][] {
  const file = valueOf("file");
  const source = /^https?:/i.test(file) ? { link: file } : { id: file };
  const format = formatOf(header);
  if (media.has(format)) {
    if (file === "") return [];
    if (format === "IMAGE") return [{ type: "image", image: source }];
    if (format === "VIDEO") return [{ type: "video", video: source }];
    return [{ type: "document", document: source }];
  }
  const name = valueOf("place");
  if (name !== "") return [{ type: "location", location: { latitude: "52.52", longitude: "13.405", name } }];
  const product_retailer_id = valueOf("product");
  if (product_retailer_id !== "") return [{ type: "product", product: { product_retailer_id, catalog_id: "" } }];
  return textsWith(header, valueOf);
}

function textsWith(component: Component, valueOf: (name: string) => string): BodyParameter[] {
  const names = namesIn(component.text);
  const isNumbered = names.every((name) => /^\d+$/.test(name));
  if (!isNumbered)
    return names.map((name) => ({ type: "text", parameter_name: name, text: shown(valueOf(name), name) }));
  const count = Math.max(0, ...names.map(Number));
  return Array.from({ length: count }, (_, index) => {
    const name = String(index + 1);
    return { type: "text", text: shown(valueOf(name), name) };
  });
}

/** Values are shown apart from the text around them, unless they become a link: a link ends where its address ends. */
function shown(value: string, name: string): string {
  if (value === "") return `{{${name}}}`;
  return /https?:/i.test(value) ? value : `${valueStart}${value}${valueEnd}`;
}

// of the private use area, which no text has
const valueStart = "\uE000";
const valueEnd = "\uE001";

/** A run of the text of a template. */
interface Run {
  readonly text: string;
  readonly kind: "text" | "placeholder" | "value";
}

/** The runs of a text that was filled in, of which placeholders and values are marked. */
export function runsOf(text: string): Run[] {
  return text
    .split(/(\{\{\s*\w+\s*\}\}|\uE000[^\uE001]*\uE001)/)
    .map((part): Run => {
      if (part.startsWith("{{")) return { text: part, kind: "placeholder" };
      const plain = part.replaceAll(/[\uE000\uE001]/g, "");
      return { text: plain, kind: part.startsWith(valueStart) && part.endsWith(valueEnd) ? "value" : "text" };
    })
    .filter((run) => run.text !== "");
}

function namesIn(text = ""): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}

function exampleOf({ example = {} }: Component, type: string, name: string): string {
  const samples = new Map<string, unknown>(Object.entries(example));
  const part = type.toLowerCase();
  const named = samples.get(`${part}_text_named_params`);
  if (Array.isArray(named)) {
    const found: unknown = named.find((sample: unknown) => Object(sample).param_name === name);
    return String(Object(found).example ?? "");
  }
  const listed = [samples.get(`${part}_text`) ?? []].flat(2);
  return String(listed[Number(name) - 1] ?? "");
}

/** What stands in an example where a pattern has its placeholder. */
function partOf(url: string, example: string): string {
  const [before = "", after = ""] = url.split(pattern).filter((_, index) => index !== 1);
  if (!example.startsWith(before) || !example.endsWith(after)) return example;
  return example.slice(before.length, example.length - after.length);
}

function typeOf({ type }: Component): string {
  return type?.toUpperCase() ?? "";
}

function formatOf(component: Component): string {
  return "format" in component ? String(component.format).toUpperCase() : "TEXT";
}

function expires(component: Component): boolean {
  return "limited_time_offer" in component && component.limited_time_offer?.has_expiration === true;
}

function buttonsIn(component: Component): readonly Defined["TemplateButton"][] {
  return component.buttons ?? [];
}

function cardsIn(component: Component): (readonly Component[])[] {
  return "cards" in component ? (component.cards ?? []).map((card) => card.components ?? []) : [];
}
