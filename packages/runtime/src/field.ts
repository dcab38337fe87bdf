declare const parameters: unique symbol;
declare const fieldName: unique symbol;

/** Types only: the name of a field that is written with its parameters. */
export interface NamedField<Name extends string> {
  readonly [fieldName]?: Name;
}

interface AnyParameters {
  [field: string]: object;
}

/** What {@link field} returns where `Parameters` are those of the fields of an operation. The text alone is accepted too. */
export type FieldWith<Name extends string, Parameters> = `${Name}.${string}` &
  (AnyParameters extends Parameters ? unknown : NamedField<Name> & { readonly [parameters]?: Parameters });

/**
 * Writes a field with its parameters, for use in `fields`. Written there, they are those of this field of the operation;
 * elsewhere they are any.
 *
 * @throws {TypeError} when there are no parameters
 * @example
 * const { analytics } = await getWhatsappBusinessAccount(client, {
 *   waba_id: "102290129340398",
 *   // "analytics.start(1793865600).end(1794470400).granularity(DAY)"
 *   fields: [field("analytics", { start: 1793865600, end: 1794470400, granularity: "DAY" })],
 * });
 */
export function field<Parameters = AnyParameters, Name extends keyof Parameters & string = keyof Parameters & string>(
  name: Name,
  values: Parameters[Name],
): FieldWith<Name, Parameters>;
export function field(name: string, values: object): string {
  const modifiers = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}(${typeof value === "object" ? JSON.stringify(value) : String(value)})`);
  if (modifiers.length === 0)
    throw new TypeError(`Cannot write the field ${name}: it has no parameters, use its name alone`);
  return `${name}.${modifiers.join(".")}`;
}
