/**
 * Puts the values into the path template, and into `ids` those that it took.
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
  const shown =
    typeof text === "string" ? JSON.stringify(text) : typeof text === "object" ? "an object" : `a ${typeof text}`;
  const problem = text === undefined || text === null ? "missing" : `${shown}, which is no id`;
  throw new TypeError(`Cannot call ${template}: path parameter ${name} is ${problem}`);
}
