/**
 * Writes a field with its parameters, for use in `fields`. Their types are the schemas named
 * `<Operation>FieldParameters` of a package.
 *
 * @throws {TypeError} when there are no parameters
 * @example
 * const week: Schemas["GetWhatsappBusinessAccountFieldParameters"]["analytics"] = {
 *   start: 1793865600,
 *   end: 1794470400,
 *   granularity: "DAY",
 * };
 * field("analytics", week); // "analytics.start(1793865600).end(1794470400).granularity(DAY)"
 */
export function field<Name extends string>(name: Name, parameters: object): `${Name}.${string}` {
  const modifiers = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}(${typeof value === "object" ? JSON.stringify(value) : String(value)})`);
  if (modifiers.length === 0)
    throw new TypeError(`Cannot write the field ${name}: it has no parameters, use its name alone`);
  return `${name}.${modifiers.join(".")}`;
}
