/** A parameter of a message, as far as the rules look at it. */
export interface SentParameter {
  readonly type: string;
  readonly parameter_name?: string;
  readonly text?: string;
  readonly currency?: { readonly fallback_value: string };
  readonly date_time?: { readonly fallback_value: string };
}

/** A part of a message with a template, or of one of its cards. */
export interface SentPart {
  readonly type: string;
  readonly sub_type?: string;
  readonly index?: number | string;
  readonly parameters?: readonly SentParameter[];
  readonly cards?: readonly { readonly card_index: number; readonly components: readonly SentPart[] }[];
}

/** The template that a message names. */
export interface SentTemplate {
  readonly name: string;
  readonly language: { readonly code: string };
  readonly components?: readonly SentPart[];
}

/** Parts with their kinds in lower case. */
export function inLowerCase(parts: readonly SentPart[] = []): SentPart[] {
  return parts.map((part) => ({
    ...part,
    type: part.type.toLowerCase(),
    ...(part.sub_type !== undefined && { sub_type: part.sub_type.toLowerCase() }),
  }));
}

/** What a parameter puts into a text; undefined if it is no text. */
export function textOf({ type, text, currency, date_time }: SentParameter): string | undefined {
  if (type === "text") return text ?? "";
  return (currency ?? date_time)?.fallback_value;
}
