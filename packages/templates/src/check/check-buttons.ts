import { checkCount, checkValue, wrongKind } from "./check-text.ts";
import type { ButtonDefinition } from "./definition.ts";
import { type Place, problem, type Problems } from "./problem.ts";
import { listAt, own, shown, textAt } from "./read.ts";
import { type SentPart, textOf } from "./sent-parts.ts";
import { templateParameters } from "./template-text.ts";

/** Kinds of buttons for which a message may have parameters. */
const sendable = new Set([
  "CATALOG",
  "COPY_CODE",
  "FLOW",
  "MPM",
  "ORDER_DETAILS",
  "OTP",
  "PAYMENT_REQUEST",
  "QUICK_REPLY",
  "URL",
  "VOICE_CALL",
]);

/** Kinds of buttons for which a message must have a parameter, with the kind of it. */
const required = new Map([
  ["COPY_CODE", "coupon_code"],
  ["MPM", "action"],
  ["ORDER_DETAILS", "action"],
]);

const longestCode = 15; // of an authentication template
const longestCoupon = 20;
const most = { sections: 10, products: 30 };

interface Buttons {
  readonly card: Pick<Place, "card">;
  readonly buttons: readonly ButtonDefinition[];
  readonly isAuthentication: boolean;
}

/** What a message says about the buttons: each at its place, of its kind, with what it needs. */
export function* checkButtons({ card, buttons, isAuthentication }: Buttons, sent: readonly SentPart[]): Problems {
  const found = new Map<number, SentPart>();
  for (const part of sent) {
    const index = indexOf(part, buttons);
    const place = { component: "button", ...card, index };
    const button = buttons[index];
    if (!button) {
      yield problem(place, 131009, `the template has ${buttons.length} buttons`, { expected: buttons.length });
      continue;
    }
    if (!isKindRight(button, part, isAuthentication))
      yield problem(place, 131009, `got ${shown(part.subType)}, the template has ${button.type} there`, {
        expected: button.type.toLowerCase(),
        got: shown(part.subType),
      });
    else if (found.has(index)) yield problem(place, 131009, "it is there twice");
    found.set(index, part);
  }
  for (const [index, button] of buttons.entries())
    yield* checkButton({ component: "button", ...card, index }, button, found.get(index), isAuthentication);
}

function isKindRight({ type }: ButtonDefinition, { subType }: SentPart, isAuthentication: boolean): boolean {
  if (type === "OTP" || (isAuthentication && type === "URL")) return subType === "url" || subType === "otp";
  return sendable.has(type) && type.toLowerCase() === subType;
}

/** The place of a button; a call button may go without, for there is only one. */
function indexOf({ index, subType }: SentPart, buttons: readonly ButtonDefinition[]): number {
  if (index === undefined) return buttons.findIndex(({ type }) => type.toLowerCase() === subType);
  const isNumber = typeof index === "number" || (typeof index === "string" && /^\d+$/.test(index));
  return isNumber ? Number(index) : -1;
}

function* checkButton(place: Place, { type, url }: ButtonDefinition, sent: SentPart | undefined, isCode: boolean) {
  const parameters = sent?.parameters ?? [];
  if (type === "FLOW" && !sent) yield problem(place, 131009, "the FLOW button needs its component");
  if (type === "URL" || type === "OTP") {
    const expected = type === "OTP" ? 1 : templateParameters(url).length;
    yield* checkAddress(place, parameters, expected, isCode || type === "OTP");
    return;
  }
  const kind = required.get(type);
  if (kind !== undefined && parameters.length === 0)
    yield problem(place, 131008, `the ${type} button needs a parameter`, { expected: kind });
  else if (kind !== undefined) yield* checkCount(place, parameters.length, 1);
  for (const parameter of parameters) {
    if (kind !== undefined && textAt(parameter, "type") !== kind) yield wrongKind(place, parameter, kind);
    else if (type === "COPY_CODE") yield* checkCoupon(place, textAt(parameter, "coupon_code") ?? "");
    else if (type === "MPM") yield* checkProducts(place, listAt(own(parameter, "action"), "sections"));
    else if (type === "ORDER_DETAILS" && !textAt(own(own(parameter, "action"), "order_details"), "reference_id"))
      yield problem(place, 131008, "order_details with a reference_id is missing");
  }
}

function* checkAddress(place: Place, parameters: readonly unknown[], expected: number, isCode: boolean): Problems {
  if (expected > 0 && parameters.length === 0) {
    yield problem(place, 131008, isCode ? "the code is missing" : "the end of its address is missing");
    return;
  }
  yield* checkCount(place, parameters.length, expected);
  for (const parameter of parameters) {
    const text = textOf(parameter);
    if (text === undefined) yield wrongKind(place, parameter, "text");
    else yield* checkValue(place, text);
    if (isCode) yield* checkCode(place, text ?? "");
  }
}

/** A one-time code has 15 characters at most, in the text and on the button. */
export function* checkCode(place: Place, code: string): Problems {
  if (code.length > longestCode)
    yield problem(place, 132005, `the code has ${code.length} characters, at most ${longestCode}`, {
      expected: longestCode,
      got: code.length,
    });
}

function* checkCoupon(place: Place, { length }: string): Problems {
  if (length === 0) yield problem(place, 131008, "coupon_code is missing or empty");
  if (length > longestCoupon)
    yield problem(place, 131009, `coupon_code has ${length} characters, at most ${longestCoupon}`, {
      expected: longestCoupon,
      got: length,
    });
}

function* checkProducts(place: Place, sections: readonly unknown[]): Problems {
  const products = sections.flatMap((section) => listAt(section, "product_items"));
  if (products.length === 0) yield problem(place, 131008, "sections with products are missing");
  for (const [name, { length }] of Object.entries({ sections, products })) {
    const highest = most[name as keyof typeof most];
    if (length > highest)
      yield problem(place, 131009, `got ${length} ${name}, at most ${highest}`, { expected: highest, got: length });
  }
  if (sections.length > 1 && sections.some((section) => !textAt(section, "title")))
    yield problem(place, 131009, "each of several sections needs a title");
  if (products.some((product) => !textAt(product, "product_retailer_id")))
    yield problem(place, 131008, "a product has no product_retailer_id");
}
