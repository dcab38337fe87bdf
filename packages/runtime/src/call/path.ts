/**
 * Reads the values of the parameters in a path template.
 *
 * @throws {TypeError} when a value is missing, empty, or would lead to another path
 */
export function readIds(template: string, values: Record<string, unknown>): Record<string, string> {
  const ids: Record<string, string> = {};
  for (const name of template.match(/[^{}]+(?=\})/g) ?? []) ids[name] = readId(template, name, values);
  return ids;
}

function readId(template: string, name: string, values: Record<string, unknown>): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  const text = Number.isSafeInteger(value) ? String(value) : value;
  // nearly all ids are digits
  if (typeof text === "string" && (Number(text) > 0 || !/^[.\s]*$|\p{Surrogate}/u.test(text))) return text;
  const problem =
    text === undefined || text === null
      ? "is missing"
      : typeof text === "string"
        ? `must be an id, got ${JSON.stringify(text)}`
        : `must be a string, got ${typeof text === "object" ? "an object" : `a ${typeof text}`}`;
  throw new TypeError(`Cannot call ${template}: path parameter ${name} ${problem}`);
}
