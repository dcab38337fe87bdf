import { checkButtons, checkCode } from "./check-buttons.ts";
import { checkHeader } from "./check-header.ts";
import { checkParameters } from "./check-text.ts";
import type { Definition, PartDefinitions } from "./definition.ts";
import { problem, type Problems } from "./problem.ts";
import { own, shown } from "./read.ts";
import { find, readParts, type SentPart, textOf } from "./sent-parts.ts";

/** Parts that a card may have. */
const onCards = ["body", "button", "header"];

/** Parts that a message may have. */
const known = [...onCards, "carousel", "limited_time_offer", "order_status", "tap_target_configuration"];

const longestBody = { alone: 1024, withOffer: 600, onCard: 160 };
const firstMillisecond = 100_000_000_000; // in 1973; less is a time in seconds

/** What a message gives for each part of its template. */
export function* checkParts(definition: Definition, components: readonly unknown[]): Problems {
  const sent = readParts(components);
  const longest = definition.hasOffer ? longestBody.withOffer : longestBody.alone;
  yield* checkTexts(definition, definition, sent, { longest, known });
  yield* checkOffer(definition, find(sent, "limited_time_offer"));
  yield* checkCards(definition, find(sent, "carousel"));
  if (find(sent, "order_status") && !definition.hasOrderStatus) yield unexpected("order_status");
}

interface Scope {
  readonly card?: number;
  readonly longest: number;
  readonly known: readonly string[];
}

/** Header, body and buttons of a template, or of one of its cards. */
function* checkTexts(
  { isAuthentication, isNamed, types }: Definition,
  parts: PartDefinitions,
  sent: readonly SentPart[],
  { longest, known: expected, ...card }: Scope,
): Problems {
  const counts = new Map<string, number>();
  for (const { type } of sent) counts.set(type, (counts.get(type) ?? 0) + 1);
  for (const [type, length] of counts) {
    const place = { component: shown(type), ...card };
    if (!expected.includes(type)) yield unexpected(place.component, card);
    else if (type !== "button" && length > 1) yield problem(place, 132000, `it is there ${length} times`);
  }
  yield* checkHeader({ component: "header", ...card }, parts, isNamed, find(sent, "header")?.parameters ?? []);
  const place = { component: "body", ...card };
  const values = find(sent, "body")?.parameters ?? [];
  const ofBody = card.card === undefined ? { types } : {};
  yield* checkParameters({ place, text: parts.body, isNamed, longest, ...ofBody }, values);
  if (isAuthentication) for (const value of values) yield* checkCode(place, textOf(value) ?? "");
  const buttons = sent.filter(({ type }) => type === "button");
  yield* checkButtons({ card, buttons: parts.buttons, isAuthentication }, buttons);
}

function* checkOffer({ hasOffer, hasExpiration }: Definition, sent: SentPart | undefined): Problems {
  const place = { component: "limited_time_offer" };
  if (!hasOffer && sent) yield unexpected(place.component);
  const [parameter] = sent?.parameters ?? [];
  if (!hasOffer || (!hasExpiration && parameter === undefined)) return;
  const time = own(own(parameter, "limited_time_offer"), "expiration_time_ms");
  if (time === undefined) yield problem(place, 131008, "when it ends is missing");
  else if (typeof time !== "number" || !(time >= firstMillisecond))
    yield problem(place, 131009, "expiration_time_ms must be a time in milliseconds since 1970", { got: shown(time) });
}

function* checkCards(definition: Definition, sent: SentPart | undefined): Problems {
  const { cards } = definition;
  const given = sent?.cards ?? [];
  if (cards.length === 0) {
    if (given.length > 0) yield unexpected("carousel");
    return;
  }
  const isOfProducts = cards[0]?.format === "PRODUCT";
  const isCountRight = isOfProducts ? given.length >= 2 && given.length <= 10 : given.length === cards.length;
  const place = { component: "carousel" };
  const expected = isOfProducts ? "2 to 10" : cards.length;
  if (!isCountRight)
    yield problem(place, 132000, `got ${given.length} cards, expected ${expected}`, { expected, got: given.length });
  const places = new Set(given.map((card) => card.index));
  const isInPlace = given.every(({ index }) => Number.isInteger(index) && Number(index) in given);
  if (!isInPlace || places.size < given.length) {
    yield problem(place, 131009, `card_index must be each of 0 to ${given.length - 1} once`);
    return;
  }
  for (const { index, components } of given) {
    const card = Number(index);
    const parts = cards[card] ?? (isOfProducts ? cards.at(-1) : undefined); // cards of products are all alike
    const scope = { card, longest: longestBody.onCard, known: onCards };
    if (parts) yield* checkTexts(definition, parts, readParts(components), scope);
  }
}

function unexpected(component: string, card: { readonly card?: number } = {}) {
  return problem({ component, ...card }, 132012, "the template has no such part");
}
