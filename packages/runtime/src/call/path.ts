/**
 * Fills the path template with the values, and adds those used to `ids`.
 *
 * @throws {TypeError} when a value is missing, empty, or would lead to another path
 */
export function fillPath(template: string, values: Record<string, unknown>, ids: Record<string, string> = {}): string {
  let path = "";
  let isName = false;
  for (const part of template.split(/[{}]/)) {
    path += isName ? encodeURIComponent((ids[part] = readId(template, part, values))) : part;
    isName = !isName;
  }
  return path;
}

function readId(template: string, name: string, values: Record<string, unknown>): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  const text = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === "string" && !/^[.\s]*$|\p{Surrogate}/u.test(text)) return text;
  const problem =
    text === undefined || text === null
      ? "is missing"
      : typeof text === "string"
        ? `must be an id, got ${JSON.stringify(text)}`
        : `must be a string, got ${typeof text === "object" ? "an object" : `a ${typeof text}`}`;
  throw new TypeError(`Cannot call ${template}: path parameter ${name} ${problem}`);
}
