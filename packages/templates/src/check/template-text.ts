const parameter = /\{\{([^{}]*)\}\}/g;

/**
 * Lists the parameters of a text, each once, in the order in which they stand: `first_name` of `{{first_name}}`, `1` of
 * `{{1}}`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 * @example
 * templateParameters("Hello {{1}}, table {{2}} is ready."); // ["1", "2"]
 */
export function templateParameters(text: string | undefined): string[] {
  return [...new Set([...(text ?? "").matchAll(parameter)].map(([, name = ""]) => name.trim()))];
}

/** A text with its parameters filled in; those without a value stay. */
export function fillIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(parameter, (whole, name: string) => values.get(name.trim()) ?? whole);
}
