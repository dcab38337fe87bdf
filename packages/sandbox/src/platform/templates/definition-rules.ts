import type { World } from "../../world/world.ts";
import { checkButtons } from "./button-rules.ts";
import { invalidTemplate } from "./failures.ts";
import { buttonsOf, partOf, type TemplateCategory, type TemplateComponent } from "./template.ts";
import { checkTexts } from "./text-rules.ts";

/** A template as it was handed in, its kinds in upper case. */
export interface Definition {
  readonly category: TemplateCategory;
  readonly components: readonly TemplateComponent[];
  readonly isNamed: boolean;
  readonly displayFormat?: unknown;
  readonly timeToLive?: unknown;
}

const longestBody = { usual: 1024, offer: 600, card: 160 } as const;

/** Least and most seconds for which delivery is tried. */
const timesToLive = {
  AUTHENTICATION: [30, 900],
  MARKETING: [43_200, 2_592_000],
  UTILITY: [30, 43_200],
} as const;

/** Kinds of parts that only marketing templates have. */
const forMarketing = new Set(["CAROUSEL", "LIMITED_TIME_OFFER"]);

/**
 * Checks a template that is created or edited.
 *
 * @throws GraphFailure that says at which part it breaks which rule
 */
export function checkDefinition(definition: Definition, world: World): void {
  const { category, components } = definition;
  for (const { type } of components) {
    if (partOf(components, type) !== components.findLast((component) => component.type === type))
      throw invalidTemplate(`components: there is more than one ${type}`);
  }
  if (!partOf(components, "BODY")) throw invalidTemplate("components: the BODY is missing");
  checkTimeToLive(definition);
  if (category === "AUTHENTICATION") checkAuthentication(components);
  else checkOther(definition, world);
}

/** Checks the seconds for which delivery is tried, -1 for 30 days. */
export function checkTimeToLive({ category, timeToLive }: Pick<Definition, "category" | "timeToLive">): void {
  if (timeToLive === undefined || (timeToLive === -1 && category !== "MARKETING")) return;
  const [least, most] = timesToLive[category];
  if (Number(timeToLive) < least || Number(timeToLive) > most)
    throw invalidTemplate(`message_send_ttl_seconds must be from ${least} to ${most} for ${category}`);
}

/** Its texts are the platform's. */
function checkAuthentication(components: readonly TemplateComponent[]): void {
  for (const { type, text } of components) {
    if (!["BODY", "BUTTONS", "FOOTER"].includes(type))
      throw invalidTemplate(`components: an authentication template has no ${type}`);
    if (text !== undefined)
      throw invalidTemplate(`${type.toLowerCase()}: the platform writes the text of an authentication template`);
  }
  const buttons = buttonsOf(components);
  if (partOf(components, "BUTTONS") && (buttons.length !== 1 || buttons[0]?.type !== "OTP"))
    throw invalidTemplate("buttons: an authentication template has one button, of the kind OTP");
}

function checkOther({ category, components, isNamed, displayFormat }: Definition, world: World): void {
  const offer = partOf(components, "LIMITED_TIME_OFFER");
  for (const { type, format } of components) {
    if (category === "MARKETING") continue;
    if (forMarketing.has(type)) throw invalidTemplate(`components: a ${category} template has no ${type}`);
    if (format === "GIF" || format === "PRODUCT")
      throw invalidTemplate(`header: a ${category} template has no ${format}`);
  }
  checkTexts(components, isNamed, offer ? longestBody.offer : longestBody.usual);
  const buttons = buttonsOf(components);
  if (buttons.some(({ type }) => type === "OTP"))
    throw invalidTemplate("buttons: only authentication templates have the kind OTP");
  checkButtons(buttons, world, offer !== undefined);
  if (category === "MARKETING" && buttons.some(({ type }) => type === "ORDER_DETAILS") && displayFormat === undefined)
    throw invalidTemplate("buttons: a marketing template with ORDER_DETAILS needs display_format ORDER_DETAILS");
  if (offer) checkOffer(components);
  const carousel = partOf(components, "CAROUSEL");
  if (carousel) checkCards(carousel, isNamed, world);
}

function checkOffer(components: readonly TemplateComponent[]): void {
  if (partOf(components, "FOOTER")) throw invalidTemplate("footer: it cannot stand beside a limited-time offer");
  const format = partOf(components, "HEADER")?.format ?? "IMAGE";
  if (format !== "IMAGE" && format !== "VIDEO")
    throw invalidTemplate(`header: beside a limited-time offer it must be IMAGE or VIDEO, not ${format}`);
}

function checkCards({ cards = [] }: TemplateComponent, isNamed: boolean, world: World): void {
  const [first] = cards;
  for (const [index, { components }] of cards.entries()) {
    const shape = shapeOf(components);
    if (first && shape !== shapeOf(first.components))
      throw invalidTemplate(`carousel: card ${index} has ${shape}, card 0 has ${shapeOf(first.components)}`);
    checkTexts(components, isNamed, longestBody.card);
    checkButtons(buttonsOf(components), world, false);
  }
}

/** What must be the same on all cards: the kinds of parts and of buttons. */
function shapeOf(components: readonly TemplateComponent[]): string {
  const kinds = components.map(({ type, format }) => (format === undefined ? type : `${type} ${format}`)).toSorted();
  return [...kinds, ...buttonsOf(components).map(({ type }) => type)].join(", ");
}
