import { keyOf } from "./names.ts";
import type { ButtonKind, HeaderShape, PartShape, Shape, TextShape } from "./shape.ts";

/** What a button takes, and whether it may go without. */
const buttonTypes: Readonly<Record<ButtonKind, { readonly type: string; readonly isOptional: boolean }>> = {
  catalog: { type: "{ thumbnail_product_retailer_id?: string }", isOptional: true },
  copy_code: { type: "string", isOptional: false },
  flow: { type: "{ flow_token?: string; flow_action_data?: { [key: string]: unknown } }", isOptional: true },
  mpm: {
    type: "{ thumbnail_product_retailer_id?: string; sections: messages.ProductSections }",
    isOptional: false,
  },
  order_details: { type: "messages.OrderDetails", isOptional: false },
  payment_request: { type: "messages.PaymentSetting", isOptional: true },
  quick_reply: { type: "string", isOptional: true },
  url: { type: "string", isOptional: false },
  voice_call: { type: "{ ttl_minutes?: number; payload?: string }", isOptional: true },
};

/** What a button takes, in words. */
const buttonWords: Readonly<Record<ButtonKind, string>> = {
  catalog: "Product whose picture is shown",
  copy_code: "Code that is copied, 20 characters at most",
  flow: "What the flow starts with",
  mpm: "Products, up to 30 in 10 sections",
  order_details: "The bill",
  payment_request: "How it is paid",
  quick_reply: "What your webhook gets when it is tapped; its label by default",
  url: "End of the address",
  voice_call: "How long the button works, and what your webhook gets",
};

const file = "{ id: string; link?: never } | { id?: never; link: string }";

const headerTypes: Readonly<Record<Exclude<HeaderShape, TextShape>, readonly [type: string, words: string]>> = {
  document: [
    "{ id: string; link?: never; filename?: string } | { id?: never; link: string; filename?: string }",
    "The document",
  ],
  image: [file, "The picture"],
  location: ["{ latitude: string | number; longitude: string | number; name: string; address: string }", "The place"],
  product: ["{ catalog_id: string; product_retailer_id: string }", "The product"],
  video: [file, "The film"],
};

/** The type of what a template takes beside the recipient. */
export function inputType(shape: Shape, indent: string): string {
  if (shape.isCode) return block([field("code: string", "One-time password, 15 characters at most")], indent);
  return block(
    [
      ...partFields(shape, `${indent}  `),
      ...(shape.hasExpiration
        ? [field("offer: { expires: Date | number }", "When the offer ends; a number is in milliseconds since 1970")]
        : []),
      ...(shape.hasOrderStatus
        ? [field("order_status: messages.OrderStatusUpdate", "What is new about the order")]
        : []),
      ...cardFields(shape, `${indent}  `),
    ],
    indent,
  );
}

const nothing: PartShape = { header: undefined, body: undefined, buttons: [] };

function partFields({ header, body, buttons }: PartShape = nothing, indent: string): string[][] {
  const isOptional = buttons.every(({ kind }) => buttonTypes[kind].isOptional);
  const fields = buttons.map(({ kind, key }) => {
    const { type, isOptional: mayMiss } = buttonTypes[kind];
    return field(`${keyOf(key)}${mayMiss ? "?" : ""}: ${type}`, buttonWords[kind]);
  });
  return [
    ...(header === undefined ? [] : [headerField(header)]),
    ...(body === undefined ? [] : [[`body: ${textType(body)};`]]),
    ...(fields.length === 0 ? [] : [[`button${isOptional ? "?" : ""}: ${block(fields, indent)};`]]),
  ];
}

function headerField(header: HeaderShape): string[] {
  if (typeof header === "object") return [`header: ${textType(header)};`];
  const [type, words] = headerTypes[header];
  return field(`header: ${type}`, words);
}

function cardFields({ cards, areProducts }: Shape, indent: string): string[][] {
  if (cards.length === 0) return [];
  if (areProducts) {
    const type = block(partFields(cards[0], `${indent}  `), indent);
    return [field(`cards: readonly [${type}, ${type}, ...(${type})[]]`, "2 to 10 cards")];
  }
  const types = cards.map((card) => block(partFields(card, `${indent}    `), `${indent}  `));
  const list = types.map((type) => `${indent}  ${type},\n`).join("");
  return [field(`cards: readonly [\n${list}${indent}]`, "One for each card")];
}

function textType({ names, isNamed }: TextShape): string {
  if (!isNamed) return `readonly [${names.map(() => "string").join(", ")}]`;
  return `{ ${names.map((name) => `${keyOf(name)}: string`).join("; ")} }`;
}

function field(declaration: string, words: string): string[] {
  return [`/** ${words}. */`, `${declaration};`];
}

function block(fields: readonly string[][], indent: string): string {
  if (fields.length === 0) return "{}";
  return `{\n${fields
    .flat()
    .map((line) => `${indent}  ${line}\n`)
    .join("")}${indent}}`;
}
