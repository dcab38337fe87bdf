import { listAt, own, textAt } from "./read.ts";

/** A template as `getMessageTemplate` and `listMessageTemplates` return it, or as `createMessageTemplate` takes it. */
export interface SendableTemplate {
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly status?: string | undefined;
  readonly category?: string | undefined;
  readonly sub_category?: string | undefined;
  readonly parameter_format?: string | undefined;
  readonly components?: readonly object[] | undefined;
  /** Kinds of the parameters in the body, as `listLibraryTemplates` has them: their values are checked too. */
  readonly body_param_types?: readonly string[] | undefined;
}

export interface ButtonDefinition {
  readonly type: string;
  readonly url: string;
}

/** Header, body and buttons of a template or of one of its cards. */
export interface PartDefinitions {
  /** Kind of the header, undefined if there is none. */
  readonly format: string | undefined;
  readonly header: string;
  readonly body: string;
  readonly buttons: readonly ButtonDefinition[];
}

export interface Definition extends PartDefinitions {
  readonly isAuthentication: boolean;
  readonly isNamed: boolean;
  /** Kinds of the parameters in the body. */
  readonly types: readonly string[];
  readonly hasOffer: boolean;
  readonly hasExpiration: boolean;
  readonly hasOrderStatus: boolean;
  readonly cards: readonly PartDefinitions[];
}

const orderKinds = new Set(["ORDER_STATUS", "RICH_ORDER_STATUS"]);

/** What a template needs when it is sent, with kinds in upper case. */
export function readDefinition(template: unknown): Definition {
  const components = listAt(template, "components");
  const offer = partOf(components, "LIMITED_TIME_OFFER");
  return {
    ...readParts(components),
    isAuthentication: upper(template, "category") === "AUTHENTICATION",
    isNamed: upper(template, "parameter_format") === "NAMED",
    types: listAt(template, "body_param_types").map(String),
    hasOffer: offer !== undefined,
    hasExpiration: own(own(offer, "limited_time_offer"), "has_expiration") === true,
    hasOrderStatus: orderKinds.has(upper(template, "sub_category")),
    cards: listAt(partOf(components, "CAROUSEL"), "cards").map((card) => readParts(listAt(card, "components"))),
  };
}

function readParts(components: readonly unknown[]): PartDefinitions {
  const header = partOf(components, "HEADER");
  return {
    format: header === undefined ? undefined : upper(header, "format") || "TEXT",
    header: textAt(header, "text") ?? "",
    body: textAt(partOf(components, "BODY"), "text") ?? "",
    buttons: listAt(partOf(components, "BUTTONS"), "buttons").map((button) => ({
      type: upper(button, "type"),
      url: textAt(button, "url") ?? "",
    })),
  };
}

function partOf(components: readonly unknown[], type: string): unknown {
  return components.find((component) => upper(component, "type") === type);
}

function upper(value: unknown, name: string): string {
  return (textAt(value, name) ?? "").toUpperCase();
}
