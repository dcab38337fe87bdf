import { access, quote } from "./names.ts";
import type { ButtonShape, HeaderShape, PartShape, Shape, TextShape } from "./shape.ts";

/** The code of the components that a template is sent with; `input` is in scope. */
export function componentsCode(shape: Shape, indent: string): string {
  const inner = `${indent}  `;
  const parts = shape.isCode ? codeParts : [...partsCode(shape, "input", "", inner), ...specialCode(shape, inner)];
  return `[\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}]`;
}

/** A one-time password goes into the text and onto the button. */
const codeParts = [
  '{ type: "body", parameters: [text(input.code, "code", 15)] }',
  '{ type: "button", sub_type: "url", index: 0, parameters: [text(input.code, "code", 15)] }',
];

function partsCode({ header, body, buttons }: PartShape, from: string, place: string, indent: string): string[] {
  return [
    ...(header === undefined ? [] : [`{ type: "header", parameters: [${headerCode(header, from, place)}] }`]),
    ...(body === undefined
      ? []
      : [`{ type: "body", parameters: [${textCode(body, `${from}.body`, `${place}body`)}] }`]),
    ...buttons.map((button) => buttonCode(button, from, place, indent)),
  ];
}

function headerCode(header: HeaderShape, from: string, place: string): string {
  if (typeof header === "object") return textCode(header, `${from}.header`, `${place}header`);
  return `{ type: "${header}", ${header}: ${from}.header }`;
}

function textCode({ names, isNamed }: TextShape, from: string, place: string): string {
  return names
    .map((name, index) =>
      isNamed
        ? `text(${access(from, name)}, ${quote(`${place} ${name}`)}, Infinity, ${quote(name)})`
        : `text(${from}[${index}], ${quote(`${place} ${name}`)})`,
    )
    .join(", ");
}

function buttonCode({ kind, index, key }: ButtonShape, from: string, place: string, indent: string): string {
  const head = `type: "button", sub_type: "${kind}", index: ${index}`;
  const value = access(`${from}.button`, key);
  const maybe = access(`${from}.button?`, key).replace("?[", "?.[");
  const label = quote(`${place}button ${key}`);
  const given = (parameters: string) =>
    `${maybe} === undefined\n${indent}  ? undefined\n${indent}  : { ${head}, parameters: [${parameters}] }`;
  switch (kind) {
    case "url":
      return `{ ${head}, parameters: [text(${value}, ${label})] }`;
    case "copy_code":
      return `{ ${head}, parameters: [{ type: "coupon_code", coupon_code: ${value} }] }`;
    case "mpm":
      return `{ ${head}, parameters: [{ type: "action", action: ${value} }] }`;
    case "order_details":
      return `{ ${head}, parameters: [{ type: "action", action: { order_details: ${value} } }] }`;
    case "flow": // goes along even without data
      return `{ ${head}, parameters: [{ type: "action", action: ${maybe} ?? {} }] }`;
    case "catalog":
      return given(`{ type: "action", action: ${maybe} }`);
    case "payment_request":
      return given(`{ type: "action", action: { payment_request: { payment_setting: ${maybe} } } }`);
    case "quick_reply":
      return given(`{ type: "payload", payload: ${maybe} }`);
    case "voice_call":
      return given(
        `...(${maybe}.ttl_minutes === undefined ? [] : [{ type: "ttl_minutes" as const, ttl_minutes: ${maybe}.ttl_minutes }]), ` +
          `...(${maybe}.payload === undefined ? [] : [{ type: "payload" as const, payload: ${maybe}.payload }])`,
      );
  }
}

function specialCode(shape: Shape, indent: string): string[] {
  const { hasExpiration, hasOrderStatus, cards, areProducts } = shape;
  return [
    ...(hasExpiration
      ? [
          '{ type: "limited_time_offer", parameters: [{ type: "limited_time_offer", ' +
            "limited_time_offer: { expiration_time_ms: Number(input.offer.expires) } }] }",
        ]
      : []),
    ...(hasOrderStatus
      ? ['{ type: "order_status", parameters: [{ type: "order_status", order_status: input.order_status }] }']
      : []),
    ...(cards.length === 0 ? [] : [areProducts ? productCards(cards[0], indent) : mediaCards(cards, indent)]),
  ];
}

function mediaCards(cards: readonly PartShape[], indent: string): string {
  const lines = cards.map((card, index) => {
    const parts = partsCode(card, `input.cards[${index}]`, `card ${index} `, `${indent}      `);
    return `${indent}    { card_index: ${index}, components: present<messages.TemplateCardComponent>(${list(parts, `${indent}    `)}) },\n`;
  });
  return `{\n${indent}  type: "carousel",\n${indent}  cards: [\n${lines.join("")}${indent}  ],\n${indent}}`;
}

function productCards(card: PartShape | undefined, indent: string): string {
  const parts = card ? partsCode(card, "card", "card ", `${indent}      `) : [];
  return (
    `{\n${indent}  type: "carousel",\n${indent}  cards: input.cards.map((card, card_index) => ({\n${indent}    card_index,\n` +
    `${indent}    components: present<messages.TemplateCardComponent>(${list(parts, `${indent}    `)}),\n${indent}  })),\n${indent}}`
  );
}

function list(parts: readonly string[], indent: string): string {
  return parts.length === 0 ? "[]" : `[\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}]`;
}
