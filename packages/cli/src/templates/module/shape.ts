import { type SendableTemplate, templateParameters } from "@openwaba/templates";
import { wordsOf } from "./names.ts";

/** Parameters of a text: by name, or by number. */
export interface TextShape {
  readonly names: readonly string[];
  readonly isNamed: boolean;
}

/** What a button takes, undefined for those that take nothing. */
export type ButtonKind =
  | "catalog"
  | "copy_code"
  | "flow"
  | "mpm"
  | "order_details"
  | "payment_request"
  | "quick_reply"
  | "url"
  | "voice_call";

export interface ButtonShape {
  readonly kind: ButtonKind;
  readonly index: number;
  /** Its name in the input. */
  readonly key: string;
}

/** What a header takes. */
export type HeaderShape = TextShape | "document" | "image" | "location" | "product" | "video";

/** Header, body and buttons of a template or of a card. */
export interface PartShape {
  readonly header: HeaderShape | undefined;
  readonly body: TextShape | undefined;
  readonly buttons: readonly ButtonShape[];
}

/** What the function of a template takes. */
export interface Shape extends PartShape {
  /** Whether it takes a one-time password alone. */
  readonly isCode: boolean;
  readonly hasExpiration: boolean;
  readonly hasOrderStatus: boolean;
  readonly cards: readonly PartShape[];
  /** Whether the cards are of products, of which a message has 2 to 10 that are all alike. */
  readonly areProducts: boolean;
}

type Component = NonNullable<SendableTemplate["components"]>[number] & {
  readonly type?: unknown;
  readonly format?: unknown;
  readonly text?: unknown;
  readonly buttons?: unknown;
  readonly cards?: unknown;
  readonly limited_time_offer?: unknown;
};

interface Button {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly url?: unknown;
}

const kinds = new Set<string>([
  "catalog",
  "copy_code",
  "flow",
  "mpm",
  "order_details",
  "payment_request",
  "quick_reply",
  "url",
  "voice_call",
] satisfies ButtonKind[]);

/** What is sent with a template. */
export function shapeOf(template: SendableTemplate): Shape {
  const components: readonly Component[] = template.components ?? [];
  const isNamed = template.parameter_format?.toUpperCase() === "NAMED";
  const own = partShape(components, isNamed);
  const cards = listOf<{ components?: unknown }>(find(components, "carousel")?.cards);
  const offer = Object(find(components, "limited_time_offer")?.limited_time_offer) as { has_expiration?: unknown };
  return {
    ...own,
    isCode: template.category?.toUpperCase() === "AUTHENTICATION",
    hasExpiration: offer.has_expiration === true,
    hasOrderStatus: /^(RICH_)?ORDER_STATUS$/.test(template.sub_category ?? ""),
    cards: cards.map((card) => partShape(listOf<Component>(card?.components), isNamed)),
    areProducts: cards.length > 0 && formatOf(listOf<Component>(cards[0]?.components)) === "product",
  };
}

/** Whether two templates are sent in the same way; labels of buttons may differ. */
export function isAlike(one: Shape, other: Shape): boolean {
  const withoutKeys = (shape: Shape) => JSON.stringify(shape, (key, value) => (key === "key" ? undefined : value));
  return withoutKeys(one) === withoutKeys(other);
}

function partShape(components: readonly Component[], isNamed: boolean): PartShape {
  const format = formatOf(components);
  const header = format === "text" ? textShape(find(components, "header")?.text, isNamed) : format;
  return {
    header: header === "gif" ? "video" : (header as HeaderShape | undefined),
    body: textShape(find(components, "body")?.text, isNamed),
    buttons: buttonShapes(listOf<Button>(find(components, "buttons")?.buttons)),
  };
}

const media = new Set(["document", "gif", "image", "location", "product", "text", "video"]);

function formatOf(components: readonly Component[]): string | undefined {
  const header = find(components, "header");
  const format = String(header?.format ?? "text").toLowerCase();
  return header && media.has(format) ? format : undefined;
}

function textShape(text: unknown, isNamed: boolean): TextShape | undefined {
  const names = typeof text === "string" ? templateParameters(text) : [];
  return names.length === 0 ? undefined : { names, isNamed };
}

function buttonShapes(buttons: readonly Button[]): ButtonShape[] {
  const used = new Set<string>();
  return buttons.flatMap((button, index) => {
    const kind = String(button?.type).toLowerCase();
    const isStatic = kind === "url" && templateParameters(String(button.url ?? "")).length === 0;
    if (!kinds.has(kind) || isStatic) return [];
    const key = freeKey(kind === "copy_code" ? "code" : wordsOf(String(button.text ?? "")), kind, index, used);
    return [{ kind: kind as ButtonKind, index, key }];
  });
}

/** The words of a label, or else the kind of the button, with its place if others have the same. */
function freeKey(words: string, kind: string, index: number, used: Set<string>): string {
  const key = words === "" ? wordsOf(kind) : words;
  const free = used.has(key) ? `${key}${index}` : key;
  used.add(free);
  return free;
}

function find(components: readonly Component[], type: string): Component | undefined {
  return components.find((component) => String(component?.type).toLowerCase() === type);
}

function listOf<Item>(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value : [];
}
