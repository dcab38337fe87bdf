import { listAt, own, textAt } from "./read.ts";

/** A part of a message with a template, its kinds in lower case. */
export interface SentPart {
  readonly type: string;
  readonly subType: string | undefined;
  readonly index: unknown;
  readonly parameters: readonly unknown[];
  readonly cards: readonly { readonly index: unknown; readonly components: readonly unknown[] }[];
}

/** Parts of what may be anything. */
export function readParts(components: readonly unknown[]): SentPart[] {
  return components.map((part) => ({
    type: String(textAt(part, "type")).toLowerCase(),
    subType: textAt(part, "sub_type")?.toLowerCase(),
    index: own(part, "index"),
    parameters: listAt(part, "parameters"),
    cards: listAt(part, "cards").map((card) => ({
      index: own(card, "card_index"),
      components: listAt(card, "components"),
    })),
  }));
}

export function find(parts: readonly SentPart[], type: string): SentPart | undefined {
  return parts.find((part) => part.type === type);
}

/** What a parameter puts into a text; undefined if it is no text. */
export function textOf(parameter: unknown): string | undefined {
  const type = textAt(parameter, "type");
  if (type === "text") return textAt(parameter, "text") ?? "";
  if (type !== "currency" && type !== "date_time") return undefined;
  return textAt(own(parameter, type), "fallback_value");
}
