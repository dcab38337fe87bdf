import type { World } from "../../world/world.ts";
import { checkCode, checkSentButtons } from "./button-sending-rules.ts";
import { sendingFailure } from "./failures.ts";
import { checkCount, checkParameters } from "./parameter-rules.ts";
import { inLowerCase, type SentPart, textOf } from "./sent-parts.ts";
import { buttonsOf, partOf, type Template, type TemplateComponent } from "./template.ts";

/** Parts that a message may have, by the kind of the part of the template that they are for. */
const known = new Set([
  "body",
  "button",
  "carousel",
  "header",
  "limited_time_offer",
  "order_status",
  "tap_target_configuration",
]);

const longestHeader = 60;
const orderKinds = new Set(["ORDER_STATUS", "RICH_ORDER_STATUS"]);

/**
 * Checks whether the parts of a message fit its template: their number, names and kinds.
 *
 * @throws GraphFailure that says at which part what was given and what was expected
 */
export function checkSentParts(template: Template, given: readonly SentPart[] | undefined, world: World): void {
  const sent = inLowerCase(given);
  const { components } = template;
  const offer = partOf(components, "LIMITED_TIME_OFFER");
  checkText(template, components, sent, { where: "", longestBody: offer ? 600 : 1024 }, world);
  if (!offer && find(sent, "limited_time_offer")) throw unexpected("limited_time_offer");
  if (offer?.limited_time_offer?.has_expiration && !find(sent, "limited_time_offer")?.parameters?.length)
    throw sendingFailure(131008, "limited_time_offer: when it ends is missing");
  checkCards(template, partOf(components, "CAROUSEL"), find(sent, "carousel"), world);
  if (find(sent, "order_status") && !orderKinds.has(template.sub_category ?? "")) throw unexpected("order_status");
}

interface Scope {
  /** In front of the name of a part, such as `card 0, `. */
  readonly where: string;
  readonly longestBody: number;
}

/** Checks header, body and buttons of a template, or of one of its cards. */
function checkText(
  template: Template,
  components: readonly TemplateComponent[],
  sent: readonly SentPart[],
  { where, longestBody }: Scope,
  world: World,
): void {
  const isAuthentication = template.category === "AUTHENTICATION";
  const isNamed = template.parameter_format === "NAMED";
  for (const { type } of sent) {
    const { length } = sent.filter((part) => part.type === type);
    if (!known.has(type)) throw unexpected(`${where}${type}`);
    if (type !== "button" && length > 1) throw sendingFailure(132000, `${where}${type}: it is there ${length} times`);
  }
  checkHeader(`${where}header`, partOf(components, "HEADER"), find(sent, "header"), isNamed);
  const parameters = find(sent, "body")?.parameters ?? [];
  const { text = "" } = partOf(components, "BODY") ?? {};
  checkParameters(
    { where: `${where}body`, text, isNamed, longest: longestBody, types: template.parameterTypes },
    parameters,
  );
  if (isAuthentication) for (const parameter of parameters) checkCode(`${where}body`, textOf(parameter) ?? "");
  const buttons = sent.filter(({ type }) => type === "button");
  checkSentButtons({ where, buttons: buttonsOf(components), isAuthentication }, buttons, world);
}

function checkHeader(
  where: string,
  header: TemplateComponent | undefined,
  sent: SentPart | undefined,
  isNamed: boolean,
): void {
  const parameters = sent?.parameters ?? [];
  const { format = "TEXT", text = "" } = header ?? {};
  if (format === "TEXT") {
    const wrong = header && parameters.find((parameter) => textOf(parameter) === undefined);
    if (wrong) throw sendingFailure(132012, `${where}: got ${wrong.type}, expected text`);
    return checkParameters({ where, text, isNamed, longest: longestHeader }, parameters);
  }
  const expected = format === "GIF" ? "video" : format.toLowerCase();
  const [parameter] = parameters;
  if (!parameter) throw sendingFailure(131008, `${where}: the ${expected} is missing`);
  checkCount(where, parameters.length, 1);
  if (parameter.type !== expected)
    throw sendingFailure(132012, `${where}: got ${parameter.type}, expected ${expected}`);
}

function checkCards(
  template: Template,
  carousel: TemplateComponent | undefined,
  sent: SentPart | undefined,
  world: World,
): void {
  const cards = carousel?.cards ?? [];
  const given = sent?.cards ?? [];
  if (cards.length === 0) {
    if (given.length > 0) throw unexpected("carousel");
    return;
  }
  const isOfProducts = partOf(cards[0]?.components ?? [], "HEADER")?.format === "PRODUCT";
  const isCountRight = isOfProducts ? given.length >= 2 && given.length <= 10 : given.length === cards.length;
  if (!isCountRight)
    throw sendingFailure(
      132000,
      `carousel: got ${given.length} cards, expected ${isOfProducts ? "2 to 10" : cards.length}`,
    );
  const places = new Set(given.map((card) => card.card_index));
  for (const { card_index: index, components } of given) {
    if (index >= given.length || places.size < given.length)
      throw sendingFailure(131009, `carousel: card_index must be each of 0 to ${given.length - 1} once`);
    const definition = cards[index] ?? cards.at(-1); // cards of products are all alike
    const scope = { where: `card ${index}, `, longestBody: 160 };
    checkText(template, definition?.components ?? [], inLowerCase(components), scope, world);
  }
}

function find(parts: readonly SentPart[], type: string): SentPart | undefined {
  return parts.find((part) => part.type === type);
}

function unexpected(part: string): Error {
  return sendingFailure(132012, `${part}: the template has no such part`);
}
